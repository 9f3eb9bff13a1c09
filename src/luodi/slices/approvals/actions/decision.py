"""From acceptance to decision: special procedures, extension, handing on, the decision, withdrawal, remarks."""

from datetime import date, datetime

from luodi.db.together import together
from luodi.kernel.clock import next_day, start_of
from luodi.kernel.problems import problem
from luodi.slices.approvals import facts, reads, rules
from luodi.slices.approvals.actions import steps
from luodi.slices.approvals.actions.door import latest_days, matter_of, opened, unless_crossed
from luodi.slices.approvals.actions.steps import Act
from luodi.slices.approvals.models import Remark
from luodi.spine.commitments import cases
from luodi.spine.commitments.verbs import Paper
from luodi.spine.people import reads as people
from luodi.spine.people.seats import NotYours, Place, Refused, Seat, of_law, or_refuse


@together
def start_special(
    *,
    number: str,
    procedure: str,
    document: str,
    until: date | None,
    held_by: str,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Stop both decision limits for a listed procedure told in writing; the ball is with who carries it out."""
    act = opened("start_special", number=number, by=by, at=at, seen=seen)
    own = latest_days(act, matter_of(act))
    or_refuse(rules.special_stops(procedure, document, until, own_list=own, on=act.on))
    holder = people.party(by.place, held_by)
    if holder is None or holder.kind not in rules.CARRY_OUT:
        raise NotYours(held_by)
    steps.stop(
        act,
        procedure=procedure,
        held_by=holder.pk,
        number=document,
        until=until,
        latest=own.get(procedure),
        basis="licensing-law-45",
    )
    steps.add_notice(act, kind="special", number=document, items=[procedure], answer_by=until)
    act.record(facts.SpecialStarted(procedure, document, until, people.party_key(holder.pk)))


@together
def end_special(*, number: str, note: str = "", by: Seat, at: datetime, seen: int | None = None) -> None:
    """The procedure is over: the limits go on, and this day counts."""
    act = opened("end_special", number=number, by=by, at=at, seen=seen)
    steps.go_on(act)
    act.record(facts.SpecialEnded(note))


def end_by_law(where: Place, *, on: date, at: datetime) -> int:
    """A special procedure beyond its legal maximum stops nothing any more. Returns how many clocks go on."""
    law = of_law(where)
    return sum(unless_crossed(_end_by_law)(number, law, at) for number in reads.run_out(law, on))


@together
def _end_by_law(number: str, law: Seat, at: datetime) -> int:
    found = reads.application_for(law, number)
    until = found.special_until
    if until is None:
        return 0
    cases.take(found.case_id, by=law, seen=found.case.version)
    found = reads.application_of(law, found.case_id)  # as it stands now that nobody else acts on it
    act = Act(found, law, min(start_of(next_day(until), law.place.zone), at), at)
    steps.go_on(act)
    act.record(facts.SpecialRanOut(until))
    return 1


@together
def extend(
    *, number: str, days: int, reason: str, document: str, by: Seat, at: datetime, seen: int | None = None
) -> None:
    """The head of the agency extends the statutory limit, once, by at most ten workdays; the promise stays."""
    act = opened("extend", number=number, by=by, at=at, seen=seen)
    or_refuse(rules.extension_holds(days, reason, document))
    act.change(extra_days=days)
    steps.restate(act, extra=days)
    steps.add_notice(act, kind="extension", number=document, items=[reason])
    act.record(facts.StatutoryExtended(days, reason))


@together
def hand_on(*, number: str, to: str, reason: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """Another party takes promise and ball; the clock runs on. Demands a reason."""
    act = opened("hand_on", number=number, by=by, at=at, seen=seen)
    party = people.party(by.place, to)
    if party is None or party.kind not in rules.TAKE_OVER:
        raise NotYours(to)
    if not reason.strip():
        raise Refused(problem("Handing a case on needs a reason that the applicant can read."))
    steps.hand_on(act, to=party.pk, reason=reason)
    act.record(facts.HandedOn(people.party_key(party.pk), reason))


@together
def grant(
    *,
    number: str,
    document: str,
    file: int | None = None,
    overrun_reason: str = "",
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Grant and close, with the document as evidence; a late one says why, in public."""
    act = opened("grant", number=number, by=by, at=at, seen=seen)
    or_refuse(rules.decision_holds(act.seen, number=document, overrun_reason=overrun_reason, on=act.on))
    steps.decide(act, outcome="granted", evidence=[Paper(file, document)], overrun_reason=overrun_reason)
    steps.add_notice(act, kind="grant", number=document, items=[])
    act.record(facts.Granted(document, _overrun(overrun_reason)))


@together
def refuse(
    *,
    number: str,
    reason: str,
    document: str,
    overrun_reason: str = "",
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Refuse with grounds and close; a late one says why, in public."""
    act = opened("refuse", number=number, by=by, at=at, seen=seen)
    held = rules.decision_holds(act.seen, number=document, overrun_reason=overrun_reason, on=act.on, reason=reason)
    or_refuse(held)
    steps.decide(act, outcome="refused", evidence=[Paper(link=document)], overrun_reason=overrun_reason)
    steps.add_notice(act, kind="refusal", number=document, items=[reason])
    act.record(facts.Rejected(document, reason, _overrun(overrun_reason)))


@together
def withdraw(*, number: str, reason: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """The applicant withdraws the application."""
    act = opened("withdraw", number=number, by=by, at=at, seen=seen)
    if not reason.strip():
        raise Refused(problem("Say in a word why you withdraw it."))
    steps.give_up(act, reason=reason)
    act.record(facts.ApplicationWithdrawn(reason))


@together
def remark(*, number: str, text: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """A note inside the office."""
    act = opened("remark", number=number, by=by, at=at, seen=seen)
    if not text.strip():
        raise Refused(problem("An empty remark says nothing."))
    row = Remark.objects.create(application_id=act.seen.pk, text=text.strip()[:500], by_id=by.post, at=at)
    act.record(facts.Remarked(row.pk))


def _overrun(reason: str) -> str:
    return f" · {reason}" if reason else ""
