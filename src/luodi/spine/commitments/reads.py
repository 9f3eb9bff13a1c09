"""Promises as frozen rows: lists that never leave the spine, and the one place that says which cases a seat sees."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from luodi.kernel.clock import Stop
from luodi.kernel.light import light, worst
from luodi.spine.commitments import _inbox, _pages, _store
from luodi.spine.commitments._pages import EvidenceRow as EvidenceRow
from luodi.spine.commitments._pages import HoldRow as HoldRow
from luodi.spine.commitments._pages import PauseRow as PauseRow
from luodi.spine.commitments._store import CaseRow as CaseRow
from luodi.spine.commitments._store import CommitmentRow as CommitmentRow
from luodi.spine.commitments.models import Case, Commitment, Hold
from luodi.spine.people.reads import PartyRow
from luodi.spine.people.seats import NotYours, Place, Seat


class InboxRow(NamedTuple):
    """An open promise with its case, its pauses and whose ball it is."""

    promise: CommitmentRow
    number: str
    case_title: str
    case_title_en: str
    applicant: int | None
    ball: int | None
    ball_since: datetime | None
    opened_at: datetime | None
    stops: tuple[Stop, ...]
    holder: PartyRow | None


_CASE = CaseRow._fields
_PART = re.compile(r"(.+)-\d{1,4}(?:\.\d{1,2})?", re.ASCII)  # a matter of a minute, a part of a matter


def seen_cases(seat: Seat) -> QuerySet[Any]:
    """The cases a seat may see: all of its region, or those its party applied for, holds or ever held."""
    cases = Case.objects.within(seat.region)
    if seat.sees_all:
        return cases
    held = Exists(Hold.objects.filter(case=OuterRef("pk"), party=seat.party))
    owned = Exists(
        Commitment.objects.within(seat.region).filter(case=OuterRef("pk"), owner=seat.party)
    )
    mine = Q(applicant=seat.party)
    return cases.filter(mine) if seat.is_firm else cases.filter(mine | held | owned)


def parties_of_cases(where: Place) -> dict[int, tuple[int, ...]]:
    """By each case of a region whoever holds or ever held it, and whoever owns a promise of it."""
    held = Hold.objects.filter(case__region=where.pk).order_by("pk").values_list("case", "party")
    owned = Commitment.objects.within(where.pk).exclude(case=None).order_by("pk").values_list("case", "owner")
    found: dict[int, dict[int, None]] = {}
    for case, party in (*held, *owned):
        found.setdefault(case, {})[party] = None
    return {case: tuple(parties) for case, parties in found.items()}


def in_circle(seat: Seat) -> Q:
    """Promises whose circle lets the seat in. Circles: empty = whoever sees the case; `office` = no firm; `owner` = the
    party that owns the promise, and law; `leaders` = the owner, leaders and readers."""
    if seat.role == "law":
        return Q()
    if seat.is_firm:
        return Q(circle="")
    return ~Q(circle__in=_closed_to(seat)) | Q(owner=seat.party)


def _closed_to(seat: Seat) -> tuple[str, ...]:
    """The circles in which a seat that is no firm's sees its own party's promises alone."""
    return ("owner",) if seat.role in ("leader", "reader") else ("owner", "leaders")


def case_for(seat: Seat, number: str) -> CaseRow:
    """The case of a number. Raises NotYours for a stranger as for a number that is not there."""
    if "\0" in number:  # no number has it, and PostgreSQL refuses the question
        raise NotYours(number)
    if seat.sees_all:
        found = _store.case_of_region(region=seat.region, number=number)
    elif seat.party is None:
        found = []
    elif seat.is_firm:
        found = _store.case_of_applicant(region=seat.region, number=number, party=seat.party)
    else:
        found = _store.case_of_party(region=seat.region, number=number, party=seat.party)
    if not found:
        raise NotYours(number)
    return found[0]


def cases(seat: Seat, keys: Iterable[int] | None = None) -> list[CaseRow]:
    """The seat's cases, newest first."""
    found = seen_cases(seat)
    if keys is not None:
        found = found.filter(pk__in=list(keys))
    return [CaseRow(*row) for row in found.order_by("-opened_at", "-pk").values_list(*_CASE)]


def number_stands(where: Place, number: str) -> bool:
    """Whether a case of this number stands, whoever may see it."""
    return Case.objects.within(where.pk).filter(number=number).exists()


def numbers_standing(where: Place, numbers: Iterable[str]) -> set[str]:
    """Which of these numbers a case has, whoever may see it."""
    found = Case.objects.within(where.pk).filter(number__in=list(numbers))
    return set(found.values_list("number", flat=True))


def numbered_alike(where: Place, number: str) -> str:
    """A number that stands and would be a part of this one, or this one of it; empty where none is."""
    whole = _PART.fullmatch(number)
    if whole and number_stands(where, whole[1]):
        return whole[1]
    behind = Case.objects.within(where.pk).filter(number__startswith=f"{number}-").order_by("number")
    parts = behind.values_list("number", flat=True)
    return next((one for one in parts if (part := _PART.fullmatch(one)) and part[1] == number), "")


def promise(where: Place, commitment: int) -> CommitmentRow:
    """One promise of a region."""
    found = _store.promise_row(region=where.pk, commitment=commitment)
    if not found:
        raise NotYours(str(commitment))
    return found[0]


def promises_of(seat: Seat, case: int) -> list[CommitmentRow]:
    """The promises of a case whose circle lets the seat in, in the order they were made."""
    rows = _store.promises_of_case(region=seat.region, case=case)
    return [row for row in rows if lets_in(row, seat)]


def promises_of_cases(seat: Seat, cases: Iterable[int]) -> dict[int, list[CommitmentRow]]:
    """The promises of some cases whose circle lets the seat in, in the order they were made, by case."""
    found: dict[int, list[CommitmentRow]] = {}
    for row in _pages.promises(region=seat.region, cases=list(cases)):
        if row.case is not None and lets_in(row, seat):
            found.setdefault(row.case, []).append(row)
    return found


def lets_in(row: CommitmentRow, seat: Seat) -> bool:
    """`in_circle` of a row in hand."""
    if seat.role == "law":
        return True
    return row.circle == "" if seat.is_firm else row.circle not in _closed_to(seat) or row.owner == seat.party


def open_promises(seat: Seat) -> list[InboxRow]:
    """Open and paused promises the seat may see, what turns red next first; what has no day at the end."""
    asked = _inbox.of_onlooker[seat.role]
    rows = asked.promises(region=seat.region, party=seat.party)
    stops: dict[int, tuple[Stop, ...]] = {}
    for row in asked.stops(region=seat.region, party=seat.party) if rows else ():
        stops[row.commitment] = (*stops.get(row.commitment, ()), Stop(row.from_on, row.to_on))
    return [_inbox_row(row, stops.get(row.pk, ())) for row in rows]


def _inbox_row(row: _inbox.OpenRow, stops: tuple[Stop, ...]) -> InboxRow:
    ball = row.case__ball
    return InboxRow(
        promise=_promise(row[:_WIDTH]),
        number=row.case__number,
        case_title=row.case__title,
        case_title_en=row.case__title_en,
        applicant=row.case__applicant,
        ball=ball.pk if ball else None,
        ball_since=row.since,
        opened_at=row.case__opened_at,
        stops=stops,
        holder=ball,
    )


_WIDTH, _promise = len(CommitmentRow._fields), CommitmentRow._make


def family_light(where: Place, commitment: int, on: date) -> str:
    """The light of a promise with children: the worst of its own and theirs, computed when it is read."""
    rows = Commitment.objects.within(where.pk).filter(Q(pk=commitment) | Q(parent=commitment))
    own = list(rows.values_list("state", "due_on", "amber_on"))
    if not own:
        raise NotYours(str(commitment))
    return worst(light(state=state, due_on=due_on, amber_on=amber_on, on=on) for state, due_on, amber_on in own)


def holds_of(case: int) -> list[HoldRow]:
    """Who held the ball of a case, in order."""
    return _pages.holds(case=case)


def holds_of_cases(cases: Iterable[int]) -> dict[int, list[HoldRow]]:
    """Who held the ball of some cases, in order, by case."""
    found: dict[int, list[HoldRow]] = {}
    for case, party, from_at, to_at in _pages.holds_of(cases=list(cases)):
        found.setdefault(case, []).append(HoldRow(party, from_at, to_at))
    return found


def pauses_of(case: int) -> list[PauseRow]:
    """Every pause of a case's promises, in order."""
    return _pages.pauses(case=case)


def stops_of_cases(cases: Iterable[int]) -> dict[int, list[Stop]]:
    """The pauses of some cases' promises, in order, by case."""
    found: dict[int, list[Stop]] = {}
    for case, from_on, to_on in _pages.stops(cases=list(cases)):
        found.setdefault(case, []).append(Stop(from_on, to_on))
    return found


def evidence_of(seat: Seat, case: int) -> list[EvidenceRow]:
    """The evidence of those promises of a case whose circle lets the seat in."""
    return _pages.evidence(commitments=[row.pk for row in promises_of(seat, case)])
