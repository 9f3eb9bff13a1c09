"""What each act does to rows, clock and ball. No rule is asked here: verbs ask, records from elsewhere do not."""

from datetime import date, datetime
from typing import NamedTuple

from luodi.kernel.clock import Term, due
from luodi.kernel.facts import Fact
from luodi.slices.approvals import _store, facts
from luodi.slices.approvals.models import Application
from luodi.slices.approvals.reads import ApplicationRow, Entered, thing_of
from luodi.slices.approvals.rules import ACCEPTANCE_WORKDAYS
from luodi.slices.matters.reads import MatterRow
from luodi.slices.plans.actions import passages
from luodi.spine.commitments import cases, verbs
from luodi.spine.commitments.cases import NewCase
from luodi.spine.commitments.reads import CommitmentRow
from luodi.spine.commitments.reckoning import stops_of
from luodi.spine.commitments.verbs import NewPromise, Paper
from luodi.spine.find.index import put
from luodi.spine.journal.record import record
from luodi.spine.people import reads as people
from luodi.spine.people.reads import PartyRow, calendar_of
from luodi.spine.people.seats import Seat


class Entrant(NamedTuple):
    """What enters: a matter (or a question without one), for whom, at which department."""

    number: str
    matter: MatterRow | None
    about: str
    about_en: str
    applicant: PartyRow
    department: int
    channel: str
    project: int | None = None
    origin: str = ""
    project_number: str = ""


class Keys(NamedTuple):
    """The keys of what entered."""

    case: int
    application: int


class Act(NamedTuple):
    """Who acts on which application, when it happened and when it was recorded."""

    seen: ApplicationRow
    by: Seat
    at: datetime
    recorded_at: datetime | None = None

    @property
    def on(self) -> date:
        return self.by.day(self.at)

    def change(self, **columns: object) -> None:
        """Write columns of the application."""
        Application.objects.within(self.by.region).filter(pk=self.seen.pk).update(**columns)

    def end_passage(self, passage: int, outcome: str) -> None:
        """The case ends, and with it what it was in the plan of its project."""
        passages.end(passage, self.seen.case, outcome, by=self.by, at=self.at, recorded_at=self.recorded_at)

    def record(self, fact: Fact) -> None:
        record(
            fact,
            by=self.by,
            at=self.at,
            recorded_at=self.recorded_at,
            case=self.seen.case_id,
            subject=subject_of(self.seen.pk),
        )


def subject_of(application: int) -> str:
    """What facts of an application are about."""
    return f"approvals.application/{application}"


def enter(new: Entrant, *, by: Seat, at: datetime, recorded_at: datetime | None = None) -> Keys:
    """A case with its application; the acceptance limit starts, or, without a matter, a promise without a day."""
    title, title_en = (new.matter.name, new.matter.name_en) if new.matter else (new.about, new.about_en)
    opened = NewCase(new.number, new.about, new.about_en, new.applicant.pk, new.department)
    case = cases.open_case(opened, by=by, at=at)
    on = by.day(at)
    passage = passages.begin(new.project, new.matter, case, by=by, at=at, recorded_at=recorded_at)
    first = verbs.promised(
        NewPromise(
            kind="approvals.acceptance" if new.matter else "approvals.decision",
            title=title,
            title_en=title_en,
            owner=new.department,
            from_on=on,
            term=ACCEPTANCE_WORKDAYS if new.matter else None,
            case=case,
            subject=f"case/{new.number}",
        ),
        by=by, at=at, recorded_at=recorded_at, ball=new.department,
    ).pk  # fmt: skip
    application = _store.entered(
        region=by.region,
        case=case,
        matter=new.matter.pk if new.matter else None,
        project=new.project,
        department=new.department,
        channel=new.channel,
        received_on=on,
        acceptance=first if new.matter else None,
        passage=passage,
        promise=None if new.matter else first,
        committed_days=new.matter.committed_days if new.matter else None,
        statutory_days=new.matter.statutory_days if new.matter else None,
        statutory_unit=new.matter.statutory_unit if new.matter else "workday",
        statutory_from=new.matter.statutory_from if new.matter else "acceptance",
        origin=new.origin,
    )
    _let_find(new, case, by)
    return Keys(case, application)


def _let_find(new: Entrant, case: int, by: Seat) -> None:
    """Whoever may see the case finds it from now on."""
    key, about = people.party_key(new.department), (new.about, new.about_en, new.applicant)
    entered = Entered(case, new.number, *about, key, new.matter, new.project_number, (new.department,))
    put(thing_of(entered), region=by.region)


def notify(act: Act, *, items: list[str], number: str, answer_by: date | None) -> None:
    """The one notice: the acceptance limit stops, the ball is the applicant's."""
    assert act.seen.acceptance is not None
    verbs.pause(
        act.seen.acceptance,
        reason="supplement",
        held_by=act.seen.applicant,
        legal_basis="licensing-law-32",
        notice=number,
        by=act.by,
        at=act.at,
        recorded_at=act.recorded_at,
    )
    add_notice(act, kind="one_time", number=number, items=items, answer_by=answer_by)
    act.record(facts.Notified(len(items), number))


def supply(act: Act, *, files: list[int]) -> None:
    """What was asked for has come: the acceptance limit starts again, the ball is the department's."""
    assert act.seen.acceptance is not None
    verbs.resume(act.seen.acceptance, restart=True, by=act.by, at=act.at, recorded_at=act.recorded_at)
    if files:
        papers = [Paper(file) for file in files]
        verbs.attach(act.seen.acceptance, evidence=papers, by=act.by, at=act.at, recorded_at=act.recorded_at)
    act.record(facts.Supplied(len(files)))


def accept(act: Act, *, deemed: bool = False) -> None:
    """Acceptance is kept; the decision is promised within the committed limit, day 0 = this day, or receipt by law."""
    day_zero = act.seen.received_on if deemed else act.on
    acceptance, matter = act.seen.acceptance, act.seen.matter
    assert acceptance is not None and matter is not None
    shared = {"by": act.by, "at": act.at, "recorded_at": act.recorded_at}
    evidence = [Paper(link="law: Licensing Law, art. 32" if deemed else f"case: {act.seen.case.number}")]
    verbs.settle(acceptance, evidence=evidence, **shared)  # type: ignore[arg-type]
    promise = verbs.promised(
        NewPromise(
            kind="approvals.decision",
            title=matter.name,
            title_en=matter.name_en,
            owner=act.seen.owner,
            officer=act.by.post if act.by.party == act.seen.owner else None,
            from_on=day_zero,
            term=act.seen.committed_days,
            case=act.seen.case_id,
            subject=f"case/{act.seen.case.number}",
        ),
        ball=act.seen.case.ball,
        **shared,  # type: ignore[arg-type]
    )
    if act.seen.passage_id is not None:
        passages.accept(passage=act.seen.passage_id, accepted_on=day_zero)
    _store.accepted(
        region=act.by.region,
        application=act.seen.pk,
        accepted_on=day_zero,
        deemed=deemed,
        promise=promise.pk,
        statutory_due_on=statutory_due(act, accepted_on=day_zero),
    )
    kind = facts.DeemedAccepted if deemed else facts.Accepted
    act.record(kind(day_zero, promise.due_on))


def stop(
    act: Act, *, procedure: str, held_by: int, number: str, until: date | None, latest: date | None, basis: str
) -> None:
    """A special procedure: both decision limits stop, the ball is with whoever carries it out."""
    verbs.pause(
        _promise(act),
        reason=procedure,
        held_by=held_by,
        legal_basis=basis,
        notice=number,
        by=act.by,
        at=act.at,
        recorded_at=act.recorded_at,
    )
    act.change(special_until=latest)
    restate(act)


def go_on(act: Act) -> None:
    """The limits go on from this day, which counts."""
    verbs.resume(_promise(act), by=act.by, at=act.at, recorded_at=act.recorded_at)
    act.change(special_until=None)
    restate(act)


def hand_on(act: Act, *, to: int, reason: str) -> None:
    """Another party holds promise and ball; the clock runs on."""
    running = act.seen.running
    assert running is not None
    verbs.reassign(running, owner=to, reason=reason, by=act.by, at=act.at, recorded_at=act.recorded_at)


def decide(act: Act, *, outcome: str, evidence: list[Paper], overrun_reason: str = "") -> None:
    """The promise is kept by a decision, and the case ends."""
    running = act.seen.running
    assert running is not None
    verbs.settle(running, evidence=evidence, by=act.by, at=act.at, recorded_at=act.recorded_at)
    _closed(act, outcome, overrun_reason)
    cases.close_case(act.seen.case_id, by=act.by, at=act.at)


def give_up(act: Act, *, reason: str) -> None:
    """The applicant withdraws: what was promised is void, and the case ends."""
    running = act.seen.running
    assert running is not None
    verbs.withdraw(running, reason=reason, by=act.by, at=act.at, recorded_at=act.recorded_at)
    _closed(act, "withdrawn")
    cases.close_case(act.seen.case_id, by=act.by, at=act.at)


def add_notice(act: Act, *, kind: str, number: str, items: list[str], answer_by: date | None = None) -> None:
    """A paper to the applicant, kept with the application."""
    _store.noticed(
        application=act.seen.pk, kind=kind, number=number, items=items, issued_on=act.on, answer_by=answer_by
    )


def restate(act: Act, *, extra: int | None = None) -> None:
    """Write the statutory day anew."""
    day = statutory_due(act, accepted_on=act.seen.accepted_on, extra=extra)
    if day != act.seen.statutory_due_on:
        act.change(statutory_due_on=day)


def statutory_due(act: Act, *, accepted_on: date | None, extra: int | None = None) -> date | None:
    """The last day the law allows, on the calendar of today; None where it sets none, or while the clock is stopped.

    Pauses are asked for where there can be some: of a promise that stood before this act, and of an acceptance limit
    that a notice stopped.
    """
    seen = act.seen
    from_on = seen.received_on if seen.statutory_from == "receipt" else accepted_on
    if seen.statutory_days is None or from_on is None:
        return None
    calendar, extra = calendar_of(act.by.place), seen.extra_days if extra is None else extra
    paused = (seen.promise_id, seen.acceptance_id if seen.asked_once else None)
    stops = [stop for promise in paused if promise is not None for stop in stops_of(promise)]
    day = due(calendar, from_on, Term(seen.statutory_days, seen.statutory_unit), stops)
    return due(calendar, day, Term(extra), stops) if day and extra else day  # workdays, whatever the limit counts


def _closed(act: Act, outcome: str, overrun_reason: str = "") -> None:
    if act.seen.passage_id is not None:
        act.end_passage(act.seen.passage_id, outcome)
    _store.decided(
        region=act.by.region,
        application=act.seen.pk,
        outcome=outcome,
        decided_on=act.on,
        overrun_reason=overrun_reason,
    )


def _promise(act: Act) -> CommitmentRow:
    assert act.seen.promise is not None
    return act.seen.promise
