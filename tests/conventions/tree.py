"""The files of the repository as the conventions read them: text and syntax, never imported."""

import ast
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".html", ".svg", ".css", ".js", ".md", ".yml", ".yaml", ".toml", ".txt", ".sh", ".po", ".lock", ""}


@dataclass(frozen=True)
class Source:
    """One file: its path from the root of the repository, and its text."""

    path: str
    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        return Path(self.path).parts

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def syntax(self) -> ast.Module:
        return ast.parse(self.text)

    def room(self) -> str:
        """The dotted place below `luodi`: ``spine.people``, ``slices.approvals``, ``kernel``; empty outside of src."""
        if self.parts[:2] != ("src", "luodi") or len(self.parts) < 4:
            return ""
        deep = self.parts[2] in ("spine", "slices") and len(self.parts) > 4
        return ".".join(self.parts[2:4] if deep else self.parts[2:3])

    def tests(self) -> bool:
        return "tests" in self.parts or self.name == "conftest.py"


@dataclass(frozen=True)
class Rule:
    """One convention: which files it reads, what it says of one, and samples that prove it bites and spares."""

    name: str
    reads: Callable[[Source], bool]
    says: Callable[[Source], Iterator[str]]
    bad: tuple[Source, ...]
    good: tuple[Source, ...]

    def broken(self, source: Source) -> list[str]:
        return [f"{source.path}: {words}" for words in self.says(source)] if self.reads(source) else []


def listed(*which: str) -> list[str]:
    """The paths git names; what is built is none of ours, tracked or not."""
    command = ["git", "-c", "core.quotepath=off", "ls-files", *which, "--exclude-standard"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for path in said.splitlines() if not path.startswith(".venv/")]


@cache
def files() -> tuple[Source, ...]:
    """Every text file that is in the repository or about to be."""
    known = [path for path in listed("--cached", "--others") if Path(path).suffix in TEXT]
    paths = [path for path in known if (ROOT / path).is_file()]
    return tuple(Source(path, (ROOT / path).read_text(encoding="utf-8", errors="replace")) for path in paths)


@cache
def ranks() -> dict[str, int]:
    """How high each room of spine and slices stands, from the contracts: a higher number may point to a lower one."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    heights: dict[str, int] = {}
    height = 0
    for contract in ("spine", "slices"):
        layers = next(each["layers"] for each in contracts if each["id"] == contract)
        for layer in reversed(layers):
            height += 1
            for room in layer.split("|"):
                heights[room.strip().strip("()")] = height
    return heights
