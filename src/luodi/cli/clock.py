"""luodi clock: due days and workdays from the packaged calendars; needs no database."""

import argparse
import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from luodi.cli import words
from luodi.cli.main import Failed
from luodi.kernel import clock
from luodi.kernel.clock import Calendar, Stop, Term
from luodi.spine.people.calendars import calendar_for

_COLUMNS = ("from", "workdays", "pauses")
_REGION = "region code; six digits follow the national calendar (the default), others know weekends only"
Case = tuple[date, Term, list[Stop]]


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `clock due` and `clock between` to the command line."""
    parser = subparsers.add_parser("clock", help="count workdays and due days")
    verbs = parser.add_subparsers(required=True, metavar="due|between")
    due = verbs.add_parser("due", help="the due day of a term and its account day by day")
    due.add_argument("--from", dest="from_on", type=_day, metavar="DATE", help="day 0, itself not counted")
    due.add_argument("--workdays", type=_count, metavar="N", help="the term")
    due.add_argument("--pause", type=_stop, action="append", metavar="A/B", help="days not counted; A/ has no end yet")
    due.add_argument("--unit", choices=("workday", "day"), default="workday", help="day counts natural days")
    due.add_argument("--file", type=Path, metavar="CASES.csv", help="columns from,workdays,pauses (A/B;A/B)")
    due.set_defaults(run=_due)
    between = verbs.add_parser("between", help="workdays after A up to and including B")
    between.add_argument("after", type=_day, metavar="A")
    between.add_argument("upto", type=_day, metavar="B")
    between.set_defaults(run=_between)
    for verb in (due, between):
        verb.add_argument("--region", type=_region, metavar="CODE", help=_REGION)
        verb.add_argument("--json", action="store_true", help="answer in JSON")


def _due(args: argparse.Namespace) -> int:
    calendar = calendar_for(args.region)
    given = (args.from_on, args.workdays, args.pause)
    try:
        if args.file:
            if given != (None, None, None):
                raise ValueError("--file brings its own days; leave out --from, --workdays and --pause.")
            print("".join(f"{_json(answer)}\n" for answer in _answers(calendar, args.file, args.unit)), end="")
            return 0
        if args.from_on is None or args.workdays is None:
            raise ValueError("Give --from DATE and --workdays N, or --file CASES.csv.")
        answer = _answer(calendar, (args.from_on, Term(args.workdays, args.unit), args.pause or []))
    except ValueError as problem:
        raise Failed(str(problem)) from None
    print(_json(answer) if args.json else _text(answer))
    return 0


def _between(args: argparse.Namespace) -> int:
    try:
        workdays = calendar_for(args.region).workdays(args.after, args.upto)
    except ValueError as problem:
        raise Failed(str(problem)) from None
    print(_json({"workdays": workdays}) if args.json else workdays)
    return 0


def _answer(calendar: Calendar, case: Case) -> dict[str, Any]:
    """Due day, whether a notice may still move it, and the account (to the open pause where no day is due)."""
    from_on, term, pauses = case
    due_on = clock.due(calendar, from_on, term, pauses)
    still = [stop.from_on for stop in pauses if stop.to_on is None]
    upto = due_on or max(from_on, min(still))
    return {
        "due_on": due_on,
        "provisional": calendar.provisional(from_on) or calendar.provisional(upto),
        "account": [line._asdict() for line in clock.explain(calendar, from_on, upto, pauses, term.unit)],
    }


def _answers(calendar: Calendar, path: Path, unit: str) -> list[dict[str, Any]]:
    """Every row's answer, or ValueError naming the first row and column that cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            header = reader.fieldnames or ()
            rows = [(f"row {place} (line {reader.line_num})", row) for place, row in enumerate(reader, 1)]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise ValueError(f"{path} cannot be read as a CSV file in UTF-8: {problem}.") from None
    if missing := [name for name in _COLUMNS[:2] if name not in header]:
        raise ValueError(f"{path} has no column '{missing[0]}'; its first line must be {','.join(_COLUMNS)}.")
    answers = []
    for place, row in rows:
        try:
            answers.append(_answer(calendar, _case(row, unit)))
        except ValueError as problem:
            raise ValueError(f"{path}, {place}, {problem}") from None
    return answers


def _case(row: dict[str, Any], unit: str) -> Case:
    def read(column: str, parse: Callable[[str], Any]) -> Any:
        try:
            return parse((row.get(column) or "").strip())
        except argparse.ArgumentTypeError as problem:
            raise ValueError(f"column {column}: {problem}") from None

    if None in row:
        raise ValueError("more values than columns; separate several pauses by ';'.")
    return read("from", _day), Term(read("workdays", _count), unit), read("pauses", _stops)


def _day(text: str) -> date:
    try:
        return words.day(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{problem}.") from None


def _region(text: str) -> str:
    if words.is_code(text):
        return text
    raise argparse.ArgumentTypeError(f"'{text}' is no region; {words.CODE}.")


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no number of days; write a whole number from 0 to 99999.")


def _stop(text: str) -> Stop:
    first, slash, last = text.partition("/")
    if not slash:
        raise argparse.ArgumentTypeError(f"'{text}' is no pause; write 2026-11-20/2026-11-24, or 2026-11-20/ if open.")
    stop = Stop(_day(first), _day(last) if last else None)
    if stop.to_on and clock.days_between(stop.from_on, stop.to_on) < -1:
        raise argparse.ArgumentTypeError(f"'{text}' ends before it begins; write the earlier day first.")
    return stop


def _stops(text: str) -> list[Stop]:
    return [_stop(part.strip()) for part in text.split(";") if part.strip()]


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, default=date.isoformat)


def _text(answer: dict[str, Any]) -> str:
    due_on = answer["due_on"] or "no due day while a pause has no end"
    lines = [f"{due_on}{' (provisional)' if answer['provisional'] else ''}"]
    lines += [
        f"  {line['date']}  {line['net'] if line['counted'] else '-':>4}  {line['why'].replace('_', ' ')}"
        for line in answer["account"]
    ]
    return "\n".join(lines)
