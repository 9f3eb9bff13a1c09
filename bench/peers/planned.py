"""The page of the demo's widest plan that has not started, and what one what-if on it costs beside it.

A process of its own loads the packaged county into its settings' database and prints the figures as JSON.
"""

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from luodi.slices.plans.reads import ProjectPlan

ACCOUNT, CALLS, ROUNDS = "leader", 20, 5


def measured() -> dict[str, Any]:
    """Milliseconds of CPU, the least of five rounds: the page, that of a what-if, the what-if, the same with worths."""
    django.setup()
    from django.test import Client

    from luodi.kernel.clock import Term
    from luodi.kernel.graph import worth
    from luodi.slices.matters.rules.catalogue import START
    from luodi.slices.plans.reads import course_of
    from luodi.slices.plans.rules.plan import Changes
    from luodi.slices.plans.rules.tried import tried
    from luodi.spine.people.models import User

    plan = _widest()
    course, code = course_of(plan), next(code for code in plan.forecast.critical if plan.plan.items[code].term.days)
    days = plan.plan.items[code].term.days - 1
    changes = Changes(days={code: Term(days)})
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=ACCOUNT), backend="luodi.spine.people.accounts.Accounts")

    def page(path: str) -> Callable[[], object]:
        if (answer := client.get(path)).status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")
        return lambda: client.get(path)

    parts = {
        "page_ms": page(f"/projects/{plan.number}/"),
        "page_of_what_if_ms": page(f"/projects/{plan.number}/what-if/?{code}={days}"),
        "one_what_if_ms": lambda: tried(course, changes, plan.line),
        "one_what_if_with_worth_ms": lambda: worth(tried(course, changes, plan.line).forecast.course, START),
    }
    rows = [{name: _taken(part) for name, part in parts.items()} for _ in range(ROUNDS)]
    ms = {name: min(row[name] for row in rows) for name in parts}
    return {"project": plan.number, "matters": len(plan.plan.items), "ms": ms}


def _widest() -> "ProjectPlan":
    """The plan of most matters among those whose start is still to come."""
    from luodi.cli.county_load import load
    from luodi.cli.demo import packaged
    from luodi.cli.run import collect_static
    from luodi.slices.plans.reads import plan_of_project, planned
    from luodi.slices.projects.reads import projects
    from luodi.spine.people.reads import place

    call_command("migrate", verbosity=0, interactive=False)
    where = place(load(packaged()).region)
    collect_static()
    with_plan = planned(where)
    plans = [plan_of_project(where, row, where.frozen_on) for row in projects(where).values() if row.pk in with_plan]
    return max((plan for plan in plans if plan.start_on), key=lambda plan: len(plan.plan.items))


def _taken(part: Callable[[], object]) -> float:
    started = time.process_time()
    for _ in range(CALLS):
        part()
    return (time.process_time() - started) / CALLS * 1e3


if __name__ == "__main__":
    print(json.dumps(measured()))
