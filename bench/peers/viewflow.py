"""viewflow 2.4 on its own two tables: a process with its fields as JSON, a task a step, a commit a step.

It keeps less than luodi does (no promise, pause, hold, evidence or fact; its tasks are its history) and pays neither
permission nor assignment. Days are reckoned by the same clock.
"""

from collections import Counter
from itertools import count
from typing import Any

import django
from django.core.management import call_command

from bench.peers import plan, wire


def _day(term: str, from_on: Any) -> str:
    return plan.days(term, from_on)[0].isoformat()


def main() -> None:
    """Serve orders."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.db import connection
    from viewflow.workflow.models import Process, Task

    from bench.peers.county import durability
    from bench.peers.permit_flow import PermitFlow

    serial = count(1)

    def carry(cases: int) -> None:
        for _ in range(cases):
            process = PermitFlow.receive.run(
                number=f"{plan.DEPARTMENT.upper()}-2026-{next(serial):04d}", applicant=plan.FIRM,
                received_on=plan.RECEIVED_ON.isoformat(), due_on=_day("acceptance", plan.RECEIVED_ON),
            )  # fmt: skip
            PermitFlow.accept.run(
                process.task_set.get(flow_task=PermitFlow.accept), accepted_on=plan.ACCEPTED_ON.isoformat(),
                due_on=_day("committed", plan.ACCEPTED_ON), statutory_due_on=_day("statutory", plan.ACCEPTED_ON),
            )  # fmt: skip
            PermitFlow.grant.run(
                process.task_set.get(flow_task=PermitFlow.grant), decided_on=plan.GRANTED_ON.isoformat()
            )

    def answer() -> dict[str, Any]:
        ended = [process.data for process in Process.objects.exclude(finished=None)]
        done = Counter(str(task.flow_task.name) for task in Task.objects.filter(status="DONE"))
        return {
            "cases": len(ended),
            "steps": {"received": done["receive"], "accepted": done["accept"], "granted": done["grant"]},
            "outcomes": dict(Counter(case.get("outcome") for case in ended)),
            "promised_for": dict(Counter(case["due_on"] for case in ended)),
            "durability": durability(connection),
        }

    wire.serve(carry, answer)


if __name__ == "__main__":
    main()
