"""A case received, accepted and granted: steps a second of luodi's whole action beside three other ways, in one run.

Each step commits before the next; one client; the same durability for all, read back. Every peer runs in a process of
its own, rounds interleaved. Answers are compared before times. `luodi bench cases [--cases N] [--rounds N] [--json]`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STEPS = 3
SETTINGS = {"viewflow": "bench.peers.viewflow_settings"}
PEERS = {
    "luodi": "permission, rule, every row, facts with the rows they changed and their leaves",
    "raw": "the driver alone: the same rows, facts and leaves; no permission, no rule, days and words known beforehand",
    "orm": "plain Django ORM: the same rows, an audit entry a fact without changed rows; no permission, no rule",
    "viewflow": "viewflow 2.4: process and task rows alone, by handles; no permission, no assignment, no fact",
}
MODULES = {"luodi": "ours"}
REMEDY = {"viewflow": "It stands in requirements-bench.lock (make bench), or leave it out: --without viewflow"}
GOALS = {
    "sqlite": {"times_viewflow": 6.0, "of_raw": 0.5},
    "postgresql": {"times_viewflow": 3.5, "of_raw": 0.65},
}
COMMON = ("cases", "steps", "outcomes", "promised_for", "durability")


class NoAnswer(RuntimeError):
    """A peer ended without an answer; the text is what it said last."""


class Peer:
    """One way of doing it, driven line by line."""

    def __init__(self, name: str, place: Path, url: str) -> None:
        settings = SETTINGS.get(name, "luodi.config.settings")
        environment = {**os.environ, "LUODI_DATA_DIR": str(place), "DJANGO_SETTINGS_MODULE": settings,
                       "PYTHONPATH": str(ROOT), "LUODI_DATABASE_URL": url}  # fmt: skip
        self.name = name
        self.errors = (place / "errors").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"bench.peers.{MODULES.get(name, name)}"], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
        )  # fmt: skip

    def heard(self) -> dict[str, Any]:
        """The next line it says."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.errors.seek(0)
            last = (self.errors.read().strip().splitlines() or ["it said nothing"])[-1]
            raise NoAnswer(f"{self.name} gave no answer: {last}\n{REMEDY.get(self.name, '')}".strip())
        said: dict[str, Any] = json.loads(line)
        return said

    def asked(self, **order: Any) -> dict[str, Any]:
        """An order carried out."""
        assert self.process.stdin is not None
        print(json.dumps(order), file=self.process.stdin, flush=True)
        return self.heard()

    def close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        self.process.wait(timeout=30)
        self.errors.close()


@contextmanager
def database(name: str) -> Iterator[str]:
    """The URL of an empty database beside the one LUODI_DATABASE_URL names, dropped afterwards; empty on SQLite."""
    url = os.environ.get("LUODI_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    import psycopg

    head, slash, tail = url.rpartition("/")
    _, question, query = tail.partition("?")
    mine = f"luodi_bench_{os.getpid()}_{name}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{mine}" ENCODING \'UTF8\' TEMPLATE template0'.encode())
        try:
            yield f"{head}{slash}{mine}{question}{query}"
        finally:
            server.execute(f'DROP DATABASE "{mine}" WITH (FORCE)'.encode())


def run(cases: int, rounds: int, peers: Sequence[str] = tuple(PEERS)) -> dict[str, Any]:
    """Steps a second (medians of rounds, interleaved) and ratios; RuntimeError where the answers differ."""
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        ways = []
        for name in peers:
            place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luodi-bench-")))
            ways.append(Peer(name, place, stack.enter_context(database(name))))
            stack.callback(ways[-1].close)
        for way in ways:
            way.heard()
            way.asked(cases=max(2, cases // 5))
        answers = {way.name: way.asked(answer=True) for way in ways}
        if found := different(answers):
            raise RuntimeError("the answers differ: " + "; ".join(found))
        paces: dict[str, list[float]] = {name: [] for name in peers}
        for turn in range(rounds):
            for way in ways[turn % len(ways) :] + ways[: turn % len(ways)]:
                paces[way.name].append(cases * STEPS / way.asked(cases=cases)["seconds"])
    return summary(cases, rounds, paces, answers, load)


def different(answers: dict[str, dict[str, Any]]) -> list[str]:
    """What a peer answers otherwise than luodi: cases, steps, outcomes, days; of those on its tables, every row."""
    ours, found = answers["luodi"], []
    for name, theirs in answers.items():
        unequal = [part for part in COMMON if theirs[part] != ours[part]]
        found += [f"{name} {part}: {theirs[part]}, luodi: {ours[part]}" for part in unequal]
        tables = theirs.get("tables", {})
        found += [f"{name}: rows of {table}" for table, digest in tables.items() if digest != ours["tables"][table]]
    return found


def summary(
    cases: int, rounds: int, paces: dict[str, list[float]], answers: dict[str, dict[str, Any]], load: float
) -> dict[str, Any]:
    """The figures of a run."""
    pace = {name: median(each) for name, each in paces.items()}
    ours = pace["luodi"]
    engine = "sqlite" if "synchronous" in answers["luodi"]["durability"] else "postgresql"
    return {
        "engine": engine,
        "durability": answers["luodi"]["durability"], "cases": cases, "rounds": rounds, "answers_equal": True,
        "load_before": load,
        "compared": {name: sorted({*COMMON, *answer.get("tables", ())}) for name, answer in answers.items()},
        "steps_per_second": pace,
        "spread": {name: [min(each), max(each)] for name, each in paces.items()},
        "ratios": {("of_raw" if name == "raw" else f"times_{name}"): ours / other
                   for name, other in pace.items() if name != "luodi"},
        "peers": {name: PEERS[name] for name in paces},
        "goals": GOALS[engine],
    }  # fmt: skip


def text(found: dict[str, Any]) -> str:
    """The figures as lines."""
    durable = ", ".join(f"{name}={value}" for name, value in found["durability"].items())
    lines = [f"{found['engine']} ({durable}): {found['cases']} cases of {STEPS} steps, {found['rounds']} rounds, "
             "answers equal"]  # fmt: skip
    if found["load_before"] > 0.5:
        lines.append(f"  the machine was busy before (load {found['load_before']:.1f}): take the ratios with care")
    for name, pace in found["steps_per_second"].items():
        low, high = found["spread"][name]
        lines.append(f"  {name:9} {pace:9.0f} steps/s ({low:.0f} to {high:.0f})  {found['peers'][name]}")
    for name, ratio in found["ratios"].items():
        goal = found["goals"].get(name)
        said = f"goal >= {goal:g}, {'reached' if ratio >= goal else 'not reached'}" if goal else ""
        lines.append(f"  {name:16} {ratio:6.2f} {said}".rstrip())
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit 0 when every peer ran and the answers are equal."""
    parser = argparse.ArgumentParser(prog="bench cases", description=__doc__)
    parser.add_argument("--cases", type=int, default=100, help="cases a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", action="append", default=[], choices=[name for name in PEERS if name != "luodi"])
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        found = run(args.cases, args.rounds, [name for name in PEERS if name not in args.without])
    except RuntimeError as problem:
        print(json.dumps({"error": str(problem)}) if args.json else f"bench cases: {problem}")
        return 1
    print(json.dumps(found) if args.json else text(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
