"""What was tried on a plan is kept to be decided on; it changes nothing else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from luodi.db.together import together
from luodi.kernel.problems import problem
from luodi.slices.plans import facts
from luodi.slices.plans.actions.adopt import subject_of
from luodi.slices.plans.models import Proposal
from luodi.slices.plans.reads import course_of, plan_for
from luodi.slices.plans.rules import acts
from luodi.slices.plans.rules.tried import allowed, stored, touched, tried
from luodi.spine.journal.record import record
from luodi.spine.people.seats import Refused, Seat, or_refuse


@together
def propose(*, number: str, title: str, changes: Mapping[str, Any], by: Seat, at: datetime) -> int:
    """Keep changes as a proposal, with the start as it stands that day and as it would be; returns its key.

    `changes`: `days` by code, `drop` (codes), `decides` (pairs of codes).
    """
    plan = plan_for(by, number, by.day(at))
    or_refuse(acts.may_propose(by, plan.project.owner))
    if plan.forecast is None:
        raise Refused(problem("Project %(number)s has started or was dropped; no start can be moved.", number=number))
    course = course_of(plan)
    kept = allowed(course, changes)
    if not touched(kept):
        raise Refused(problem("Nothing was changed that can be tried: move the days of a matter that is not done."))
    start_on, tried_start_on = plan.line.date(plan.forecast.start), plan.line.date(tried(course, kept, plan.line).start)
    row = Proposal.objects.create(
        plan_id=plan.pk,
        title=title,
        changes=stored(kept),
        start_on=start_on,
        tried_start_on=tried_start_on,
        by_id=by.post,
        at=at,
    )
    fact = facts.Proposed(number, title, start_on, tried_start_on)
    record(fact, by=by, at=at, subject=subject_of(number))
    return row.pk
