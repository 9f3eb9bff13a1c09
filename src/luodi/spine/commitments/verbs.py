"""The verbs of a promise: promise, extend, pause, resume, settle, withdraw, reassign, reopen. Each records its fact.

Whoever took the case and read the promise after that hands the row itself on; a key is looked up.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from luodi.db.together import together
from luodi.kernel.clock import next_day
from luodi.kernel.problems import problem
from luodi.spine.commitments import _store, cases, facts
from luodi.spine.commitments._store import CommitmentRow
from luodi.spine.commitments.models import Commitment, Edge
from luodi.spine.commitments.reckoning import Basis, count, reckoned, stops_of
from luodi.spine.find.index import admit
from luodi.spine.journal.record import record
from luodi.spine.people.reads import calendar_of, party_key
from luodi.spine.people.seats import NotYours, Refused, Seat

EXTEND_RANK = 4  # the head of a department; a promise is not moved by whoever is late with it
REASSIGN_RANK = 1
Promise = int | CommitmentRow


class NewPromise(NamedTuple):
    """What is promised, by whom, for when: `term` counted from `from_on`, or a `due_on` of its own."""

    kind: str
    title: str
    owner: int
    from_on: date | None
    term: int | None = None
    unit: str = "workday"
    due_on: date | None = None
    title_en: str = ""
    subject: str = ""
    case: int | None = None
    circle: str = ""
    officer: int | None = None
    parent: int | None = None
    waits: int = 0


class Made(NamedTuple):
    """A promise just made: its key and its day."""

    pk: int
    due_on: date | None


class Paper(NamedTuple):
    """One piece of evidence: a kept file, or a link to where it stands."""

    file: int | None = None
    link: str = ""


def promise(new: NewPromise, *, by: Seat, at: datetime, recorded_at: datetime | None = None) -> int:
    """A commitment, open at once or planned while it waits. Returns its key."""
    return promised(new, by=by, at=at, recorded_at=recorded_at).pk


@together
def promised(
    new: NewPromise, *, by: Seat, at: datetime, recorded_at: datetime | None = None, ball: int | None = None
) -> Made:
    """A commitment with the day it came to. `ball`: who has the ball of the case, where the caller knows it."""
    state, on = "planned" if new.waits else "open", by.day(at)
    days = reckoned(Basis(state, new.term, new.unit, new.from_on, new.due_on), [], by, on)
    told = new._asdict() | days._asdict()
    pk = _store.promised(region=by.region, made_on=on, state=state, **told)
    if new.case and new.waits:
        admit(new.case, new.owner, region=by.region)
    elif new.case and ball != new.owner:
        cases.pass_ball(new.case, to=new.owner, by=by, at=at)
    fact = facts.Promised(pk, party_key(new.owner), new.title, days.due_on)
    record(fact, by=by, at=at, recorded_at=recorded_at, case=new.case, subject=new.subject)
    return Made(pk, days.due_on)


@together
def extend(
    commitment: Promise, *, due_on: date, reason: str, by: Seat, at: datetime, recorded_at: datetime | None = None
) -> None:
    """Another promised day. Demands a reason and the rank of a department's head."""
    if not reason.strip():
        raise Refused(problem("Moving a promised day needs a reason that can be read by whom it was promised to."))
    if by.rank < EXTEND_RANK:
        raise Refused(problem("Only the head of the department may move a promised day."))
    row = _taken(commitment, by, ("open", "paused"))
    before = row.due_on
    count(row._replace(due_on=due_on, term=None, from_on=None), by, by.day(at))
    fact = facts.Extended(row.pk, before, due_on, reason)
    record(fact, by=by, at=at, recorded_at=recorded_at, case=row.case, subject=row.subject)


@together
def pause(
    commitment: Promise,
    *,
    reason: str,
    held_by: int,
    by: Seat,
    at: datetime,
    legal_basis: str = "",
    notice: str = "",
    recorded_at: datetime | None = None,
) -> None:
    """From this day on no day is counted and the ball is `held_by`'s. A pause that runs is followed by this one."""
    row = _taken(commitment, by, ("open", "paused"))
    on = by.day(at)
    _store.pause_ended(commitment=row.pk, to_on=next_day(on, -1))
    _store.paused(
        commitment=row.pk,
        from_on=on,
        reason=reason,
        legal_basis=legal_basis,
        notice=notice,
        asked_by=by.post,
        held_by=held_by,
    )
    count(row._replace(state="paused"), by, on)
    if row.case:
        cases.pass_ball(row.case, to=held_by, by=by, at=at)
    fact = facts.Paused(row.pk, on, reason, party_key(held_by))
    record(fact, by=by, at=at, recorded_at=recorded_at, case=row.case, subject=row.subject)


@together
def resume(
    commitment: Promise, *, by: Seat, at: datetime, restart: bool = False, recorded_at: datetime | None = None
) -> None:
    """The clock goes on from this day, which counts; the ball is the owner's again.

    `restart`: the term begins anew with this day as day 0 (what was asked for has come, Licensing Law art. 32).
    """
    row = _taken(commitment, by, ("paused",))
    on = by.day(at)
    _store.pause_ended(commitment=row.pk, to_on=next_day(on, -1))
    due_on = count(row._replace(state="open", from_on=on if restart else row.from_on), by, on)
    if row.case:
        cases.pass_ball(row.case, to=row.owner, by=by, at=at)
    fact = facts.Resumed(row.pk, on, due_on)
    record(fact, by=by, at=at, recorded_at=recorded_at, case=row.case, subject=row.subject)


@together
def settle(
    commitment: Promise, *, evidence: Sequence[Paper], by: Seat, at: datetime, recorded_at: datetime | None = None
) -> None:
    """The promise is kept, or what a place was laid for. Demands evidence; opens what waited only for it."""
    if not evidence:
        raise Refused(problem("A promise is kept with evidence: add the document, or a link to where it stands."))
    row = _taken(commitment, by, ("open", "paused", "place"))
    on = by.day(at)
    _close(row, "done", on, by)
    _add_evidence(row.pk, evidence, by, at)
    _advance(row.pk, by, at)
    fact = facts.Settled(row.pk, on, len(evidence))
    record(fact, by=by, at=at, recorded_at=recorded_at, case=row.case, subject=row.subject)


@together
def attach(
    commitment: Promise, *, evidence: Sequence[Paper], by: Seat, at: datetime, recorded_at: datetime | None = None
) -> None:
    """Papers to a promise that goes on: what was supplied, what an expert delivered."""
    row = _taken(commitment, by, ("open", "paused"))
    _add_evidence(row.pk, evidence, by, at)
    fact = facts.Attached(row.pk, len(evidence))
    record(fact, by=by, at=at, recorded_at=recorded_at, case=row.case, subject=row.subject)


@together
def withdraw(commitment: Promise, *, reason: str, by: Seat, at: datetime, recorded_at: datetime | None = None) -> None:
    """The promise is void. Demands a reason; what waited for it goes on waiting until it is planned anew."""
    if not reason.strip():
        raise Refused(problem("Withdrawing a promise needs a reason."))
    row = _taken(commitment, by, ("planned", "open", "paused"))
    on = by.day(at)
    _close(row, "void", on, by)
    fact = facts.Withdrawn(row.pk, on, reason)
    record(fact, by=by, at=at, recorded_at=recorded_at, case=row.case, subject=row.subject)


@together
def reassign(
    commitment: Promise, *, owner: int, reason: str, by: Seat, at: datetime, recorded_at: datetime | None = None
) -> None:
    """Another party owns the promise; its day stays. The ball goes with it, unless a pause has it. Demands a reason."""
    if not reason.strip() or (by.person is not None and by.rank < REASSIGN_RANK):
        raise Refused(problem("Handing a promise on needs a reason."))
    row = _taken(commitment, by, ("planned", "open", "paused"))
    Commitment.objects.within(by.region).filter(pk=row.pk).update(owner=owner, officer=None)
    if row.case and row.state == "open":
        cases.pass_ball(row.case, to=owner, by=by, at=at)
    elif row.case:
        admit(row.case, owner, region=by.region)
    fact = facts.Reassigned(row.pk, party_key(row.owner), party_key(owner), reason)
    record(fact, by=by, at=at, recorded_at=recorded_at, case=row.case, subject=row.subject)


@together
def reopen(commitment: Promise, *, reason: str, by: Seat, at: datetime, recorded_at: datetime | None = None) -> None:
    """A correction: what was closed by mistake is open again, on its old day; what opened after it stays open."""
    if not reason.strip():
        raise Refused(problem("A correction needs a reason."))
    row = _taken(commitment, by, ("done", "void"))
    Commitment.objects.within(by.region).filter(pk=row.pk).update(closed_on=None)
    count(row._replace(state="open"), by, by.day(at))
    _advance(row.pk, by, at)
    fact = facts.Reopened(row.pk, reason)
    record(fact, by=by, at=at, recorded_at=recorded_at, case=row.case, subject=row.subject)


def _taken(commitment: Promise, by: Seat, states: tuple[str, ...]) -> CommitmentRow:
    """The row of a promise in one of these states."""
    row = commitment if isinstance(commitment, CommitmentRow) else _found(commitment, by)
    if row.state not in states and not ("place" in states and row.is_place):
        raise Refused(problem("This promise is %(state)s; that cannot be done with it now.", state=row.state))
    return row


def _found(commitment: int, by: Seat) -> CommitmentRow:
    found = _store.promise_row(region=by.region, commitment=commitment)
    if not found:
        raise NotYours(str(commitment))
    return found[0]


def _add_evidence(commitment: int, evidence: Sequence[Paper], by: Seat, at: datetime) -> None:
    for paper in evidence:
        _store.proven(commitment=commitment, file=paper.file, link=paper.link, by=by.post, at=at)


def _close(row: CommitmentRow, state: str, on: date, by: Seat) -> None:
    due_on, amber_on = row.due_on, row.amber_on
    if row.state == "paused":  # it has no day while it is stopped; its last pause ends with it
        _store.pause_ended(commitment=row.pk, to_on=next_day(on, -1))
        due_on, amber_on, _, _ = reckoned(row._replace(state="open"), stops_of(row.pk), by, on)
    _store.closed(
        region=by.region, commitment=row.pk, state=state, closed_on=on, due_on=due_on, amber_on=amber_on
    )


def _advance(before: int, by: Seat, at: datetime) -> None:
    """Count anew what each planned promise after this one still waits for; open those that wait for nothing.

    A place, with neither term nor day, is opened by whoever begins it.
    """
    for (pk,) in _store.waiting(before=before):
        edges = list(Edge.objects.filter(after=pk).values_list("before__state", "before__closed_on", "lag_workdays"))
        waits = sum(state != "done" for state, _, _ in edges)
        row = Commitment.objects.within(by.region).filter(pk=pk)
        planned = _found(pk, by)
        if waits or planned.is_place:
            row.update(waits=waits)
            continue
        calendar = calendar_of(by.place)
        from_on = max(calendar.add(on, lag) if lag else on for _, on, lag in edges if on is not None)
        row.update(waits=0)
        count(planned._replace(state="open", from_on=from_on), by, by.day(at))
