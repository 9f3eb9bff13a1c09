"""From receipt to acceptance (Licensing Law art. 32): notice, supplement, acceptance, refusal, and what law does."""

from collections.abc import Sequence
from datetime import date, datetime

from luodi.db.together import together
from luodi.kernel.clock import start_of
from luodi.slices.approvals import facts, reads, rules
from luodi.slices.approvals.actions import steps
from luodi.slices.approvals.actions.door import opened, unless_crossed
from luodi.slices.approvals.actions.steps import Act
from luodi.spine.commitments import cases
from luodi.spine.commitments.verbs import Paper
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import Place, Seat, of_law, or_refuse


@together
def give_notice(
    *,
    number: str,
    items: Sequence[str],
    document: str,
    by: Seat,
    at: datetime,
    answer_by: date | None = None,
    seen: int | None = None,
) -> None:
    """Tell the applicant once, all at once, what is missing. A second notice is refused."""
    missing = [item.strip() for item in items if item.strip()]
    act = opened("give_notice", number=number, by=by, at=at, seen=seen)
    or_refuse(rules.notice_says(missing, document, answer_by, on=act.on))
    steps.notify(act, items=missing, number=document, answer_by=answer_by)


@together
def supply(*, number: str, files: Sequence[int] = (), by: Seat, at: datetime, seen: int | None = None) -> None:
    """The applicant supplies what was asked: the acceptance limit starts again."""
    steps.supply(opened("supply", number=number, by=by, at=at, seen=seen), files=list(files))


@together
def accept(*, number: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """Accept: both decision limits start, this day is day 0."""
    steps.accept(opened("accept", number=number, by=by, at=at, seen=seen))


@together
def refuse_acceptance(
    *, number: str, reason: str, agency: str, document: str, by: Seat, at: datetime, seen: int | None = None
) -> None:
    """Do not accept, and name the agency that is competent; dated and on paper."""
    act = opened("refuse_acceptance", number=number, by=by, at=at, seen=seen)
    or_refuse(rules.refusal_says(reason, agency))
    or_refuse(rules.decision_holds(act.seen, number=document, overrun_reason="-", on=act.on))
    steps.decide(act, outcome="acceptance_refused", evidence=[Paper(link=document)])
    steps.add_notice(act, kind="acceptance_refusal", number=document, items=[reason])
    act.record(facts.AcceptanceRefused(reason, agency))


def accept_by_law(where: Place, *, on: date, at: datetime) -> int:
    """Whoever was neither accepted nor answered in time is accepted as of receipt. Returns how many.

    The fact is dated the workday after the limit lapsed, whenever the tick comes.
    """
    law = of_law(where)
    return sum(unless_crossed(_accept_by_law)(number, law, on, at) for number in reads.lapsed(law, on))


@together
def _accept_by_law(number: str, law: Seat, on: date, at: datetime) -> int:
    found = reads.application_for(law, number)
    if found.phase != "received" or found.due_on is None:
        return 0
    lapsed_on = calendar_of(law.place).add(found.due_on, 1)
    if lapsed_on > on:
        return 0
    cases.take(found.case_id, by=law, seen=found.case.version)
    found = reads.application_of(law, found.case_id)  # as it stands now that nobody else acts on it
    act = Act(found, law, min(start_of(lapsed_on, law.place.zone), at), at)
    steps.accept(act, deemed=True)
    return 1
