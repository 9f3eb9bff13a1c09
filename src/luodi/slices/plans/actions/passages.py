"""A matter of a plan is handled: what approvals does with a case takes its place in the graph.

The case comes first, then the plan, then its promises: two cases of one project settle one after the other.
"""

from datetime import date, datetime

from luodi.db.together import together
from luodi.slices.matters.reads import MatterRow
from luodi.slices.plans import _store, facts
from luodi.slices.plans.actions.adopt import subject_of
from luodi.slices.plans.models import Passage
from luodi.slices.plans.reads import GRANTED
from luodi.spine.commitments import verbs
from luodi.spine.commitments.reads import CaseRow
from luodi.spine.commitments.verbs import Paper
from luodi.spine.journal.record import record
from luodi.spine.people.seats import Seat


def begin(
    project: int | None,
    matter: MatterRow | None,
    case: int,
    *,
    by: Seat,
    at: datetime,
    recorded_at: datetime | None = None,
) -> int | None:
    """A case of a matter was received: the key of its passage, if a plan of its project has a place for it."""
    if project is None or matter is None:
        return None
    found = _store.step_of(region=by.region, project=project, code=matter.code)
    if not found:
        return None
    [step] = found
    _store.taken(region=by.region, plan=step.plan_id)
    ahead = str(step.commitment__waits) if step.commitment__waits else ""
    passage = _store.begun(step=step.pk, case=case, received_on=by.day(at), ahead=ahead)
    number = step.plan__project__number
    fact = facts.StepBegun(number, step.code, ahead)
    record(fact, by=by, at=at, recorded_at=recorded_at, case=case, subject=subject_of(number))
    return passage


@together
def of_works(*, number: str, code: str, received_on: date, works: int, by: Seat, at: datetime) -> None:
    """Say of which of a project's several works a passage was."""
    rows = Passage.objects.filter(step__plan__region=by.region, step__plan__project__number=number, step__code=code)
    rows.filter(received_on=received_on).update(works=works)
    record(facts.PassageOfWorks(number, code, received_on), by=by, at=at, subject=subject_of(number))


def accept(*, passage: int, accepted_on: date) -> None:
    """The case was accepted on a day; the caller records the fact."""
    _store.accepted(passage=passage, accepted_on=accepted_on)


def end(
    passage: int, case: CaseRow, outcome: str, *, by: Seat, at: datetime, recorded_at: datetime | None = None
) -> None:
    """The case ended. Granted, the step is done and what waited for it waits no longer; else its place stays."""
    [row] = _store.running(region=by.region, passage=passage)
    _store.taken(region=by.region, plan=row.step__plan_id)
    _store.ended(passage=passage, done_on=by.day(at), outcome=outcome)
    runs = Passage.objects.filter(step=row.step_id, done_on=None).exists()
    if outcome != GRANTED or runs or row.step__commitment__state != "planned":
        return
    evidence = [Paper(link=f"case: {case.number}")]
    verbs.settle(row.step__commitment_id, evidence=evidence, by=by, at=at, recorded_at=recorded_at)
    number = row.step__plan__project__number
    fact = facts.StepPassed(number, row.step__code)
    record(fact, by=by, at=at, recorded_at=recorded_at, case=case.pk, subject=subject_of(number))
