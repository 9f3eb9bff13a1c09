"""`luodi calendar load FILE`: a year's notice on top of what is packaged, or local days; open due days follow."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from luodi.cli.main import Failed, answer, with_database
from luodi.cli.words import day
from luodi.kernel.clock import days

if TYPE_CHECKING:
    from luodi.spine.people.seats import Place


class Notice(NamedTuple):
    """The days of one year's notice, by the name of their holiday, and where it stands."""

    year: int
    off: Mapping[date, str]
    work: Mapping[date, str]
    source: str


class Loaded(NamedTuple):
    """What one notice did in one region: promised and statutory days, and earliest starts of plans, that moved."""

    region: str
    year: int
    days: int
    moved: int
    moved_by_law: int
    starts_moved: int


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    calendar = groups.add_parser("calendar", help="load a year's notice or local days")
    what = calendar.add_subparsers(dest="what", required=True)
    load = what.add_parser("load", help="days of a year, JSON or YAML; open due days are computed anew")
    load.add_argument("file", type=Path)
    load.add_argument("--region", metavar="CODE", help="one region alone; else all that follow the national notices")
    load.add_argument("--local", action="store_true", help="days of this place alone, above any notice")
    load.add_argument("--json", action="store_true")
    load.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load every notice of the file, all or none, and say how many due days moved."""
    with_database()
    from django.db import transaction

    notices = read_notices(args.file)
    if args.local and not args.region:
        raise Failed("local days belong to one place; name it with --region")
    with transaction.atomic():
        done = [_load(where, notice, args.local) for where in _places(args.region) for notice in notices]
    text = "\n".join(
        f"{one.region} {one.year}: {one.days} days; {one.moved} promised and {one.moved_by_law} statutory days moved,"
        f" {one.starts_moved} earliest starts"
        for one in done
    )
    return answer(args, {"loaded": [one._asdict() for one in done]}, text)


def _places(code: str | None) -> "list[Place]":
    from luodi.spine.people.reads import places

    found = [where for where in places() if (where.code == code if code else where.calendar)]
    if not found:
        raise Failed(f"there is no region {code}" if code else "no region follows the national notices")
    return found


def _load(where: "Place", notice: Notice, local: bool) -> Loaded:
    """The days, and the due days that follow, each with a fact that names the notice."""
    from luodi.slices.approvals.actions.calendar import follow_calendar
    from luodi.slices.plans.actions import calendar as plans
    from luodi.slices.plans.reads import starts
    from luodi.spine.commitments.tick import recompute
    from luodi.spine.journal.enrol import load_calendar
    from luodi.spine.people.reads import place
    from luodi.spine.people.seats import of_law
    from luodi.web.clock import now, today

    at, on = now(where), today(where)
    forecast = starts(where, on)
    after = load_calendar(**notice._asdict(), by=of_law(place(where.code)), at=at, local=local)
    moved = recompute(after, reason=notice.source, on=on, at=at)
    by_law = follow_calendar(after, reason=notice.source, at=at)
    starts_moved = plans.follow_calendar(after, forecast, reason=notice.source, on=on, at=at)
    return Loaded(where.code, notice.year, len(notice.off) + len(notice.work), moved, by_law, starts_moved)


def read_notices(file: Path) -> list[Notice]:
    """The notices of a file, oldest first: a year of holiday-cn, or years in the shape of our own catalogue.

    Raises Failed where the file is neither, with what is wrong.
    """
    try:
        found = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # JSON is YAML; every value is text
        years = found["years"] if "years" in found else {found["year"]: found}
        notices = [_notice(year, told) for year, told in sorted(years.items())]
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise Failed(f"{file} cannot be read: {problem}") from problem
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Failed(f"{file} is no notice: {problem!r}; it holds a year of holiday-cn, or `years:`") from problem
    if not any(notice.off or notice.work for notice in notices):
        raise Failed(f"{file} names no day; nothing was loaded")
    return notices


def _notice(year: str, told: Mapping[str, Any]) -> Notice:
    if "days" in told:
        named = [(day(one["date"]), one["name"], one["isOffDay"] == "true") for one in told["days"]]
        off = {day: name for day, name, rests in named if rests}
        work = {day: name for day, name, rests in named if not rests}
    else:
        off, work = _spans(told.get("rest", {})), _spans(told.get("work", {}))
    papers = told.get("papers", ())
    far = [day for day in (*off, *work) if abs(day.year - int(year)) > 1]
    if far:
        raise ValueError(f"{far[0]} does not belong to a notice of {year}")
    return Notice(int(year), off, work, (papers[0] if papers else f"notice {year}")[:200])


def _spans(named: Mapping[str, list[str]]) -> dict[date, str]:
    return {day: name for name, entries in named.items() for entry in entries for day in _span(entry)}


def _span(entry: str) -> Iterator[date]:
    first, _, last = entry.partition("/")
    return days(day(first), day(last or first))
