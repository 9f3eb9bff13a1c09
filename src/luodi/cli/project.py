"""`luodi project ID`: how a project of the loaded county stands, and its earliest lawful start."""

import argparse
from typing import TYPE_CHECKING, Any

from luodi.cli.main import Failed, answer, with_database

if TYPE_CHECKING:
    from luodi.slices.plans.reads import ProjectPlan


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    project = groups.add_parser("project", help="how a project stands, and its earliest lawful start")
    project.add_argument("number", metavar="ID")
    project.add_argument("--region", metavar="CODE", help="needed only where several counties stand")
    project.add_argument("--json", action="store_true")
    project.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell what is done, runs and is to come, from today's day of the county."""
    with_database()
    from luodi.slices.plans.reads import plan_for
    from luodi.spine.people.reads import places
    from luodi.spine.people.seats import NotYours, of_law
    from luodi.web.clock import today

    chosen = [where for where in places() if args.region in (None, where.code)]
    if len(chosen) != 1:
        none = f"there is no region {args.region}" if args.region else "no county stands; run: luodi demo load"
        raise Failed(none if not chosen else "name the county with --region")
    [where] = chosen
    try:
        plan = plan_for(of_law(where), args.number, today(where))
    except NotYours:
        raise Failed(f"region {where.code} has no project {args.number} with a plan") from None
    values = standing(plan)
    start = values["earliest_start"] or "started or dropped"
    text = (
        f"{args.number} {plan.project.name}: {values['done']} of {values['matters']} done, {values['open']} run, "
        f"{values['not_yet']} to come; earliest start {start}\n  critical: {' '.join(values['critical']) or '-'}"
    )
    return answer(args, values, text)


def standing(plan: "ProjectPlan") -> dict[str, Any]:
    """A project's plan in numbers, as of the day it was read."""
    from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME

    return {
        "matters": len(plan.plan.items),
        "done": plan.count(DONE),
        "open": plan.count(RUNNING),
        "not_yet": plan.count(TO_COME),
        "path_to_start": plan.plan.path_to_start,
        "path_to_end": plan.plan.path_to_end,
        "earliest_start": plan.start_on,
        "critical": plan.forecast.critical if plan.forecast else [],
    }
