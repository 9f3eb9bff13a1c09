"""`luodi plan FILE.yaml`: projects' answers become plans, by the packaged catalogue; needs no database."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from luodi.cli.main import Failed, answer
from luodi.cli.plan_file import asked_of
from luodi.cli.words import day, is_code
from luodi.kernel.calendar import number
from luodi.kernel.clock import Term
from luodi.kernel.graph import Cycle, Line
from luodi.slices.matters.rules.answers import doubts, shown
from luodi.slices.matters.rules.catalogue import START, Catalogue
from luodi.slices.matters.rules.packaged import packaged_catalogue
from luodi.slices.plans.rules.answer import answer as told
from luodi.slices.plans.rules.plan import Changes, plan_of
from luodi.spine.people.calendars import calendar_for


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
    told_of, stood = [], set()
    for project in asked_of(args.file, args.project, catalogue):
        given = (catalogue, project.type, project.answers)
        try:
            plan = plan_of(*given, changes, construction_workdays=args.construction_workdays, line=line)
            stood |= {*plan.items, *(plan_of(*given).items if args.drop else ())}
            warned = {"warnings": [str(doubt) for doubt in doubts(project.answers, catalogue)]}
            told_of.append(told(plan, catalogue, project=project.id, line=line) | warned)
        except (ValueError, Cycle) as wrong:
            raise Failed(f"{args.file}, project {project.id}: {wrong}") from None
    if idle := sorted({*changes.days, *changes.drop} - stood):
        raise Failed(f"{', '.join(idle)} is in no plan of these, so nothing can be tried on it; --add puts a matter in")
    return answer(args, {"projects": told_of}, "\n\n".join(map(_text, told_of)))


def _changes(args: argparse.Namespace, catalogue: Catalogue) -> Changes:
    days: dict[str, Term] = {}
    for text in args.what_if:
        code, _, number = text.partition("=")
        if not (number.isascii() and number.isdigit() and len(number) < 5):
            raise Failed(f"--what-if {shown(text)}: write CODE=DAYS with whole days, like C02=5")
        if code in days:
            raise Failed(f"--what-if says {code} twice")
        days[code] = Term(int(number))
    drop, add = frozenset(args.drop), frozenset(args.add)
    for code in (*days, *drop, *add):
        if code not in catalogue.matters:
            raise Failed(f"the catalogue has no matter {shown(code)}")
    if START in drop:
        raise Failed(f"{START} is the milestone every start is reckoned to; it stays")
    if both := sorted(drop & {*days, *add}):
        raise Failed(f"{', '.join(both)} cannot be dropped and changed or put in at once")
    return Changes(days, drop, add)


def _line(args: argparse.Namespace) -> Line | None:
    code = args.region
    if code is not None and not is_code(code):
        raise Failed(f"--region: {shown(code)} is no code of a region; write a county's six digits")
    if args.start is None:
        return None
    try:
        on = day(args.start)
        number(on)
        return Line(calendar_for(code), on)
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
    typical = sum(one["basis"] == "typical" for one in plan["matters"])
    lines.append(f"  days of {typical} matters are typical, not published")
    if plan["unknown"]:
        lines.append(f"  an unanswered question could add: {' '.join(plan['unknown'])}")
    return "\n".join(lines + [f"  take care: {warning} It counts as no." for warning in plan["warnings"]])
