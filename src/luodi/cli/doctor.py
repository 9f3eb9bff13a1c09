"""`luodi doctor`: what is wrong with this installation, and what to do about it."""

import argparse
from collections.abc import Callable, Iterator
from typing import NamedTuple

from luodi.cli.main import Failed, answer, must_stand, with_django

LEVELS = ("ok", "warn", "bad")


class Finding(NamedTuple):
    """One thing looked at. `level`: ok, warn (works, see to it) or bad (do not go on); `remedy` is empty when ok."""

    check: str
    level: str
    what: str
    remedy: str = ""


Check = Callable[[], Iterator[Finding]]


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    doctor = groups.add_parser("doctor", help="say what is wrong with this installation and what to do")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at everything; exit 1 when something is bad."""
    must_stand()
    try:
        with_django()
    except Failed as problem:
        what, _, remedy = str(problem).partition("; ")
        return _answered(args, [Finding("settings", "bad", what, remedy)])
    from luodi.cli.checks import journal, keeping, places, rows

    found = examine([*places.CHECKS, *rows.CHECKS])
    usable = all(one.level != "bad" for one in found if one.check == rows.REACHED)
    of_rows = [*journal.CHECKS, *keeping.OF_ROWS] if usable else []  # else each would wait, and say the same again
    return _answered(args, [*found, *examine([*of_rows, *keeping.CHECKS])])


def _answered(args: argparse.Namespace, found: list[Finding]) -> int:
    worst = max((one.level for one in found), key=LEVELS.index)
    text = "\n".join(map(said, found))
    answer(args, {"level": worst, "findings": [one._asdict() for one in found]}, text)
    return 1 if worst == "bad" else 0


def said(one: Finding) -> str:
    """A finding as a line, its remedy below it."""
    line = f"{one.level:4}  {one.check}: {one.what}"
    return f"{line}\n      -> {one.remedy}" if one.remedy else line


def examine(checks: list[Check]) -> list[Finding]:
    """Every finding; a check that breaks off is a finding itself."""
    found: list[Finding] = []
    for check in checks:
        try:
            found += check()
        except Exception as problem:
            name = check.__name__.replace("_", " ")
            found.append(Finding(name, "bad", f"could not be looked at: {problem}", "see to what is named above first"))
    return found
