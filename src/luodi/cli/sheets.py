"""What the commands share that bring sheets in: the region, the file, the answer in the user's language."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luodi.cli.main import Failed, answer

if TYPE_CHECKING:
    from luodi.engines.sheets.mapping import Book, FileMapping
    from luodi.engines.sheets.model import Outcome, Table
    from luodi.kernel.problems import Problem
    from luodi.spine.people.seats import Place

SHOWN = 20


def takes_a_sheet(parser: argparse.ArgumentParser) -> None:
    """The words every import of a sheet takes."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="`heading: key` where we do not know a heading")
    parser.add_argument("--region", metavar="CODE", help="needed only where several regions stand")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")
    parser.add_argument("--good-rows", action="store_true", help="take the rows that are right, leave the others out")
    parser.add_argument("--language", choices=("zh", "en"), help="of the answer; else the machine's")
    parser.add_argument("--json", action="store_true")


def language_of(args: argparse.Namespace) -> str:
    """The language asked for, or that of the machine."""
    machine = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return args.language or ("zh" if machine.startswith("zh") else "en")


def region_of(code: str | None) -> "Place":
    """The region of a code; without one, the only region. Raises Failed."""
    from luodi.spine.people.reads import places

    standing = [where for where in places() if code in (None, where.code)]
    if len(standing) != 1:
        codes = ", ".join(where.code for where in places()) or "none"
        raise Failed(f"say which region with --region; there stand: {codes}")
    return standing[0]


def tables_in(file: Path) -> "list[Table]":
    """The tables of a file."""
    from luodi.engines.sheets.read import tables_of

    return tables_of(file.read_bytes())


def mapping_in(file: Path | None, book: "Book") -> "FileMapping":
    """The mapping of a file; nothing is said where there is none."""
    from luodi.engines.sheets.mapping import NOTHING_SAID, read_mapping

    return read_mapping(file.read_bytes(), book) if file else NOTHING_SAID


@contextmanager
def said_in(language: str) -> Iterator[None]:
    """What is refused as a whole, as one sentence in the user's language."""
    from django.utils.translation import override

    from luodi.engines.sheets.model import Unreadable

    with override("zh-hans" if language == "zh" else "en"):
        try:
            yield
        except Unreadable as wrong:
            raise Failed(say(wrong.reason)) from wrong


def say(reason: "Problem") -> str:
    """A reason in the language that is on."""
    from django.utils.translation import gettext

    return gettext(reason.text) % reason.values


def told(args: argparse.Namespace, outcome: "Outcome", what: str) -> int:
    """Say what a file brings and every fault by sheet, row and column; exit 1 where it has faults and was not taken."""
    faults = [one._asdict() | {"reason": say(one.reason)} for one in outcome.faults]
    notes = [say(one) for one in outcome.notes]
    counts = {name: getattr(outcome, name) for name in ("rows", "new", "changed", "same", "refused", "done")}
    lines = [f"{counts['rows']} {what}: {counts['new']} new, {counts['changed']} changed, {counts['same']} the same, "
             f"{counts['refused']} refused; {'written' if outcome.done else 'nothing written'}"]  # fmt: skip
    lines += [f"kept as they are: {', '.join(outcome.kept)}"] if outcome.kept else []
    lines += [_line(one) for one in faults[:SHOWN]]
    lines += [f"... and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
    answer(args, {**counts, "kept": outcome.kept, "notes": notes, "faults": faults}, "\n".join(lines + notes))
    return 0 if outcome.done or not faults else 1


def _line(one: dict[str, Any]) -> str:
    place = f"{one['sheet']} {one['column']}{one['row']}".strip()
    return f"{place} {one['heading']} “{one['value']}”: {one['reason']}"
