"""`luodi plan FILE.yaml`: projects' answers become plans, by the packaged catalogue; needs no database."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from luodi.cli.main import Failed, answer
from luodi.cli.words import day
from luodi.kernel.clock import Term
from luodi.kernel.graph import Cycle, Line
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.packaged import packaged_catalogue
from luodi.slices.matters.rules.triggers import BadAnswer
from luodi.slices.plans.rules.answer import answer as told
from luodi.slices.plans.rules.plan import Changes, plan_of
from luodi.spine.people.calendars import calendar_for

PLAIN = (bool, int, float, str)


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    plan = groups.add_parser("plan", help="which matters a project's facts make needed, and by when")
    plan.add_argument("file", type=Path, metavar="FILE.yaml", help="projects with id, type and facts, as `examples:`")
    plan.add_argument("--project", metavar="ID", help="one of them alone")
    plan.add_argument("--start", metavar="DATE", help="day 0, itself not counted; then days of the calendar are told")
    plan.add_argument("--construction-workdays", type=_count, default=0, metavar="N", help="from start to acceptance")
    plan.add_argument("--what-if", nargs="+", action="extend", default=[], metavar="CODE=DAYS", help="other durations")
    plan.add_argument("--drop", nargs="+", action="extend", default=[], metavar="CODE", help="matters left out")
    plan.add_argument("--add", nargs="+", action="extend", default=[], metavar="CODE", help="matters put in")
    plan.add_argument("--region", metavar="CODE", help="whose calendar; the national one if it is left out")
    plan.add_argument("--json", action="store_true")
    plan.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Plan each project of the file; refuses the whole file where one of them cannot be understood."""
    catalogue = packaged_catalogue()
    line = _line(args)
    changes = _changes(args, catalogue)
    plans = []
    for project in _projects(args.file, args.project):
        number = str(project["id"])
        try:
            plan = plan_of(
                catalogue,
                _type(project, catalogue),
                _answers(project, catalogue),
                changes,
                construction_workdays=args.construction_workdays,
                line=line,
            )
        except BadAnswer as bad:
            wrong = f"{bad.clause.fact} is {bad.answer!r}, which cannot be compared with {bad.clause.value!r}"
            raise Failed(f"{args.file}, project {number}: {wrong}") from None
        except (ValueError, Cycle) as problem:
            raise Failed(f"{args.file}, project {number}: {problem}") from None
        plans.append(told(plan, catalogue, project=number, line=line))
    return answer(args, {"projects": plans}, "\n\n".join(map(_text, plans)))


def _projects(file: Path, wanted: str | None) -> Iterator[dict[str, Any]]:
    try:
        document = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        raise Failed(f"{file} cannot be read as YAML: {problem}") from None
    rows = document.get("examples", document.get("projects", [document])) if isinstance(document, dict) else document
    if isinstance(rows, dict):
        rows = [{"id": number, **row} for number, row in rows.items() if isinstance(row, dict)]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) and "id" in row for row in rows):
        raise Failed(f"{file} must be a list `examples:` of projects, each with id, type and facts")
    chosen = [row for row in rows if wanted is None or str(row["id"]) == wanted]
    if not chosen:
        raise Failed(f"{file} has no project {wanted}; it has {', '.join(str(row['id']) for row in rows)}")
    yield from chosen


def _type(project: Mapping[str, Any], catalogue: Catalogue) -> str:
    type_ = project.get("type")
    if not isinstance(type_, str) or type_ not in catalogue.types:
        raise ValueError(f"type {type_!r} is none of {', '.join(catalogue.types)}")
    return type_


def _answers(project: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    facts = project.get("facts")
    if not isinstance(facts, dict):
        raise ValueError("facts are missing; write facts: {} where nothing is known")
    known = set(catalogue.facts())
    for fact, value in facts.items():
        if fact not in known:
            raise ValueError(f"no matter asks for the fact {fact!r}; leave it out, or write it as the catalogue does")
        if not isinstance(value, PLAIN):
            raise ValueError(f"{fact} is {value!r}; leave it out where it is not known")
    return facts


def _changes(args: argparse.Namespace, catalogue: Catalogue) -> Changes:
    days = {}
    for text in args.what_if:
        code, _, number = text.partition("=")
        if not (number.isascii() and number.isdigit() and len(number) < 5):
            raise Failed(f"--what-if {text}: write CODE=DAYS with whole days, like C02=5")
        days[code] = Term(int(number))
    for code in (*days, *args.drop, *args.add):
        if code not in catalogue.matters:
            raise Failed(f"the catalogue has no matter {code}")
    return Changes(days, frozenset(args.drop), frozenset(args.add))


def _line(args: argparse.Namespace) -> Line | None:
    if args.start is None:
        return None
    try:
        return Line(calendar_for(args.region), day(args.start))
    except ValueError as problem:
        raise Failed(f"--start: {problem}") from None


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no number of days; write a whole number from 0 to 99999.")


def _text(plan: Mapping[str, Any]) -> str:
    lines = [
        f"{plan['id']} ({plan['type']}): {len(plan['matters'])} matters, {plan['path_to_start']} workdays to the start,"
        f" {plan['path_to_end']} to the end; {plan['asked_once']} papers asked once, in {plan['asked']} places",
        f"  decides the start: {' > '.join(plan['way_to_start'])}",
    ]
    for one in plan["matters"]:
        mark = "**" if one["critical_to_start"] else "* " if one["critical"] else "  "
        days = f"{one['earliest_start']:>4} to {one['earliest_finish']:>4}  float {one['float_workdays']:>3}"
        lines.append(f"  {mark} {one['code']} {days}  {one['department']:<10} {one['name']}")
    if plan["unknown"]:
        lines.append(f"  an unanswered question could add: {' '.join(plan['unknown'])}")
    return "\n".join(lines)
