"""A plan gets an address that anybody can read it under, and loses it at once when it is taken back."""

from datetime import datetime

from luodi.db.together import together
from luodi.kernel.problems import problem
from luodi.slices.plans import facts
from luodi.slices.plans.actions.adopt import subject_of
from luodi.slices.plans.models import Link, Plan
from luodi.slices.plans.reads import fresh_seed
from luodi.slices.plans.rules import acts
from luodi.slices.projects.reads import project_for
from luodi.spine.journal.record import record
from luodi.spine.people.seats import NotYours, Refused, Seat, or_refuse


@together
def make_link(*, number: str, by: Seat, at: datetime) -> None:
    """Make the link of a project's plan; `reads.link_of` has its address. A plan has one at a time."""
    plan = _taken(number, by)
    if Link.objects.filter(plan=plan, withdrawn_at=None).exists():
        raise Refused(problem("The plan has a link; withdraw it before you make another."))
    Link.objects.create(plan_id=plan, seed=fresh_seed(), made_at=at, made_by_id=by.post)
    record(facts.LinkMade(number), by=by, at=at, subject=subject_of(number))


@together
def withdraw_link(*, number: str, by: Seat, at: datetime) -> None:
    """Take the link of a project's plan back: it opens nothing any more."""
    plan = _taken(number, by)
    if not Link.objects.filter(plan=plan, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by.post):
        raise Refused(problem("The plan has no link that could be withdrawn."))
    record(facts.LinkWithdrawn(number), by=by, at=at, subject=subject_of(number))


def _taken(number: str, by: Seat) -> int:
    """The key of a project's plan, whose row nobody else takes before the commit. Raises NotYours where it has none."""
    project = project_for(by, number)
    or_refuse(acts.may_share(by, project.owner))
    rows = Plan.objects.within(by.region).select_for_update(no_key=True).filter(project=project.pk)
    plan = rows.values_list("pk", flat=True).first()
    if plan is None:
        raise NotYours(number)
    return plan
