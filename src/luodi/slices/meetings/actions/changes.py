"""What may be otherwise than resolved: asked for and approved, found, split, handed over, a day moved, corrected.

Each is a row and a fact. The promised day stays, but where the body itself moves it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from luodi.db.together import together
from luodi.kernel.problems import problem
from luodi.slices.meetings import facts
from luodi.slices.meetings.actions.steps import (
    Act,
    Place,
    Resolved,
    amount_said,
    decided,
    findable_as_it_is,
    kept,
    laid_down,
    opened,
)
from luodi.slices.meetings.rules import acts
from luodi.spine.commitments import cases, verbs
from luodi.spine.journal.record import record
from luodi.spine.people import reads as people
from luodi.spine.people.seats import NotYours, Refused, Seat, or_refuse

OWES = ("department", "town", "park", "utility")  # who may own a matter


@together
def propose(
    *,
    number: str,
    after: str,
    reason: str,
    amount: Decimal | None = None,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Ask the body for another scope or amount; until it answers, what was resolved stands."""
    act = opened("propose", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.says(after=after, reason=reason))
    if amount is not None and (act.row.wanted is None or amount <= 0):
        raise Refused(problem("An amount can be asked for only where one was resolved, and not nothing."))
    kept(act, kind="rescoped", state="proposed", before=act.row.reach, after=after, reason=reason, amount=amount)
    act.record(facts.ChangeProposed(act.row.reach, after.strip(), reason.strip()))


@together
def approve(*, number: str, authority: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """The body agrees: scope and amount are from now on what was asked for; the day stays."""
    act = opened("approve", number=number, by=by, at=at, seen=seen)
    change = act.row.proposal
    assert change is not None
    or_refuse(acts.says(authority=authority))
    or_refuse(acts.other_eyes(change.by_id, by))
    decided(act, change.pk, state="approved", authority=authority)
    for found in act.row.changes:
        if (found.kind, found.state) == ("departed", "found"):  # what was done otherwise is what the body approved
            decided(act, found.pk, state="approved", authority=authority)
    act.change(reach=change.after[:300], wanted=act.row.wanted if change.amount is None else change.amount)
    act.record(facts.ChangeApproved(change.before, change.after, authority.strip()))


@together
def decline(
    *, number: str, authority: str, reason: str, by: Seat, at: datetime, seen: int | None = None
) -> None:
    """The body does not agree: it is done as resolved."""
    act = opened("decline", number=number, by=by, at=at, seen=seen)
    change = act.row.proposal
    assert change is not None
    or_refuse(acts.says(authority=authority, reason=reason))
    decided(act, change.pk, state="refused", authority=authority)
    act.record(facts.ChangeRefused(authority.strip(), reason.strip()))


@together
def find_departure(*, number: str, after: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """The office finds that what was done is not what was resolved."""
    act = opened("find_departure", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.says(after=after))
    kept(act, kind="departed", state="found", before=act.row.reach, after=after, reason="")
    act.record(facts.DepartureFound(after.strip()))


@together
def mend(*, number: str, reason: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """The office sees that it was done again as resolved."""
    act = opened("mend", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.says(reason=reason))
    for change in act.row.changes:
        if (change.kind, change.state) == ("departed", "found"):
            decided(act, change.pk, state="mended")
    act.record(facts.DepartureMended(reason.strip()))


@together
def extend(
    *, number: str, due_on: date, reason: str, authority: str, by: Seat, at: datetime, seen: int | None = None
) -> None:
    """The body moves the promised day; what was resolved first stays readable."""
    act = opened("extend", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.says(reason=reason, authority=authority))
    before = act.row.due_now or act.row.due_on
    or_refuse(acts.day_stands(due_on, act.row.minute.held_on))
    if due_on <= before:
        raise Refused(problem("A day is moved to a later one."))
    verbs.extend(act.row.promise, due_on=due_on, reason=reason.strip(), by=by, at=at)
    kept(act, kind="extended", state="approved", before=before.isoformat(), after=due_on.isoformat(), reason=reason,
         authority=authority.strip())  # fmt: skip
    act.record(facts.DayMoved(before, due_on, authority.strip(), reason.strip()))


@together
def hand_over(
    *, number: str, to: str, reason: str, authority: str, by: Seat, at: datetime, seen: int | None = None
) -> None:
    """Another party owns it from now on; the day stays."""
    act = opened("hand_over", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.says(reason=reason, authority=authority))
    party = people.party(by.place, to)
    if party is None or party.kind not in OWES:
        raise NotYours(to)
    if party.pk == act.row.holder:
        raise Refused(problem("It is theirs already."))
    verbs.reassign(act.row.promise, owner=party.pk, reason=reason.strip(), by=by, at=at)
    findable_as_it_is(number, by=by)
    before, after = people.party_key(act.row.holder), people.party_key(party.pk)
    kept(act, kind="handed_over", state="approved", before=before, after=after, reason=reason,
         authority=authority.strip())  # fmt: skip
    act.record(facts.HandedOver(before, after, authority.strip(), reason.strip()))


@together
def split(
    *,
    number: str,
    parts: Sequence[tuple[str, str, Decimal | None]],
    reason: str,
    authority: str,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> list[str]:
    """Two matters or more out of one, each (words, owner, amount); together they are what was resolved, on its day."""
    act = opened("split", number=number, by=by, at=at, seen=seen)
    row = act.row
    or_refuse(acts.says(reason=reason, authority=authority))
    or_refuse(acts.splitting([(words, amount) for words, _, amount in parts], row.wanted, row.reached))
    if row.parent_id is not None or row.has_proposal or row.has_departure:
        raise Refused(problem("A part, or a matter with an open question, is not split."))
    known = people.parties(by.place)
    if any(owner not in known or known[owner].kind not in OWES for _, owner, _ in parts):
        raise NotYours(number)
    verbs.withdraw(row.promise, reason=reason.strip(), by=by, at=at)
    cases.close_case(row.case_id, by=by, at=at)
    made = [_part(act, part, words, known[owner].pk, amount) for part, (words, owner, amount) in enumerate(parts, 1)]
    kept(act, kind="split", state="approved", before=amount_said(row.wanted, row.unit) or row.reach,
         after="; ".join(made)[:400], reason=reason, authority=authority.strip())  # fmt: skip
    act.record(facts.Split(len(parts), authority.strip(), reason.strip()))
    return made


def _part(act: Act, part: int, words: str, owner: int, amount: Decimal | None) -> str:
    """One part of what was resolved, on its day; returns its number."""
    row = act.row
    new = Resolved(
        title=words.strip(),
        owner=owner,
        due_on=row.due_now or row.due_on,
        amount=amount if row.wanted is not None else None,
        unit=row.unit,
        scope=row.reach,
        observe_days=row.observe_days,
        supporting=row.supporting,
    )
    number = f"{row.number}.{part}"
    where = Place(row.minute, row.clause_id, number, row, part)
    case = laid_down(new, where, by=act.by, at=act.at)
    told = facts.MatterResolved(number, people.party_key(owner), new.due_on, amount_said(new.amount, new.unit))
    record(told, by=act.by, at=act.at, case=case)
    return number


@together
def correct(
    *,
    number: str,
    scope: str,
    amount: Decimal | None,
    reason: str,
    authority: str,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """The record reads otherwise than the minute: scope and amount become what the minute has. The day stays."""
    act = opened("correct", number=number, by=by, at=at, seen=seen)
    row = act.row
    or_refuse(acts.says(scope=scope, reason=reason, authority=authority))
    if amount is not None and amount <= 0:
        raise Refused(problem("An amount is more than nothing; leave it out where there is none."))
    before, after = _read(row.reach, row.wanted, row.unit), _read(scope.strip(), amount, row.unit)
    if before == after:
        raise Refused(problem("Nothing would be otherwise."))
    kept(act, kind="corrected", state="approved", before=before, after=after, reason=reason,
         authority=authority.strip())  # fmt: skip
    act.change(wanted=amount, reach=scope.strip())
    act.record(facts.MatterCorrected(before, after, reason.strip(), authority.strip()))


def _read(scope: str, amount: Decimal | None, unit: str) -> str:
    """Scope and amount as one line."""
    said = amount_said(amount, unit)
    return f"{scope} ({said})" if said else scope
