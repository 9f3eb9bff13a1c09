"""Resolved matters as frozen rows: as resolved, as changed, how far they came, and their four tests on a day."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from luodi.slices.meetings import _store
from luodi.slices.meetings._store import ChangeRow as ChangeRow
from luodi.slices.meetings.reads.minutes import MinuteRow
from luodi.slices.meetings.rules import acts
from luodi.slices.meetings.rules.four import Asked, Cell, four, together
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.people.reads import calendar_of, party_key
from luodi.spine.people.seats import NotYours, Place, Seat


class MatterRow(NamedTuple):
    """A matter: columns without a word stand as resolved, `wanted`, `reach`, `holder` and `due_now` as they are now."""

    pk: int
    clause_id: int
    ordinal: int
    clause: str
    parent_id: int | None
    part: int
    case_id: int
    number: str
    version: int
    title: str
    promise: int
    holder: int
    state: str
    due_now: date | None
    ended_on: date | None
    watch_id: int | None
    owner: int
    due_on: date
    amount: Decimal | None
    unit: str
    scope: str
    wanted: Decimal | None
    reach: str
    reached: Decimal
    note: str
    reported_on: date | None
    observe_days: int
    judge_on: date | None
    effect: str
    effect_on: date | None
    finished_by: int | None
    closed_on: date | None
    waived: list[str]
    authority: str
    waived_because: str
    minute: MinuteRow
    supporting: tuple[int, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    parts: "tuple[MatterRow, ...]" = ()

    @property
    def phase(self) -> str:
        """open, done (it waits for its effect and for being closed off), closed or split."""
        if self.closed_on is not None:
            return "closed"
        if self.parts:
            return "split"
        return "done" if self.state == "done" else "open"

    @property
    def done_on(self) -> date | None:
        return self.ended_on if self.state == "done" else None

    @property
    def proposal(self) -> ChangeRow | None:
        """The change that waits for approval."""
        return next((one for one in self.changes if (one.kind, one.state) == ("rescoped", "proposed")), None)

    @property
    def departure(self) -> ChangeRow | None:
        """What was found otherwise than resolved and stands so."""
        return next((one for one in self.changes if (one.kind, one.state) == ("departed", "found")), None)

    @property
    def has_proposal(self) -> bool:
        return self.proposal is not None

    @property
    def has_departure(self) -> bool:
        return self.departure is not None

    @property
    def place(self) -> str:
        """Its number within the minute: that of its clause, and of its part."""
        return f"{self.ordinal}.{self.part}" if self.part else str(self.ordinal)

    def cells(self, seat: Seat, on: date) -> tuple[Cell, ...]:
        """The four tests on a day; of what was split, the worst of its parts."""
        if self.parts:
            return together([part.cells(seat, on) for part in self.parts])
        upto = min(on, self.closed_on) if self.closed_on else on
        asked = Asked(
            due_on=self.due_now,
            done_on=self.done_on,
            wanted=self.wanted,
            reached=self.reached,
            observe_days=self.observe_days,
            judge_on=self.judge_on,
            effect_on=self.effect_on,
            changes=tuple((one.kind, one.state, one.after) for one in self.changes),
        )
        return four(asked, upto, calendar_of(seat.place))


def matter_for(seat: Seat, number: str) -> MatterRow:
    """The matter of a number, for its owner, whoever helps, and who may read its minute. Raises NotYours for others."""
    found = [] if seat.is_firm or "\0" in number else _rows(_store.matter(region=seat.region, number=number))
    if not found or not _lets_in(seat, found[0]):
        raise NotYours(number)
    return found[0]


def _lets_in(seat: Seat, row: MatterRow) -> bool:
    ours = seat.party is not None and seat.party in (row.holder, row.owner, *row.supporting)
    return ours or acts.reads(seat, row.minute)


def matters_of(seat: Seat, *minutes: MinuteRow) -> list[MatterRow]:
    """The matters of minutes in hand, in their order; parts stand within what was split."""
    return _rows(_store.matters_of(region=seat.region, meetings=[minute.pk for minute in minutes]))


def our_matters(seat: Seat) -> list[MatterRow]:
    """What the seat's party owns or helps with, what is due first in front."""
    if seat.is_firm or seat.party is None:
        return []
    rows = _rows(_store.matters_with(region=seat.region, party=seat.party))
    return sorted(rows, key=lambda row: (row.due_now or row.due_on, row.number))


def findable(where: Place) -> list[Thing]:
    """Every matter of a region as what can be found, by whom `matter_for` gives it to."""
    return [thing_of(row) for row in _rows(_store.matters(region=where.pk))]


def thing_of(row: MatterRow) -> Thing:
    """A matter as what can be found: by its parties, its minute's office and chair, and leaders where it is theirs."""
    minute, owner = row.minute, f"party/{party_key(row.holder)}"
    circle = Circle(
        leaders=minute.circle != "owner",
        parties=tuple(dict.fromkeys((row.holder, row.owner, *row.supporting))),
        officers_of=(minute.office,),
        posts=(minute.chair,) if minute.chair else (),
    )
    note = f"{minute.body} {minute.number}"
    return Thing(f"resolved/{row.number}", row.title, circle, code=row.number, note=note, about=(owner,))


def _rows(found: list[_store.MatterOf]) -> list[MatterRow]:
    """Rows with supporting, changes and parts; a few queries for however many there are."""
    if not found:
        return []
    keys, parts = [row.pk for row in found], defaultdict(list)
    for part in _rows(_store.parts(matters=keys)):
        parts[part.parent_id].append(part)
    supporting, changes = _supporting(keys), _changes(keys)
    return [
        MatterRow._make((
            *row[:-1], MinuteRow._make(row.meeting), tuple(supporting[row.pk]), tuple(changes[row.pk]),
            tuple(parts[row.pk]),
        ))
        for row in found
    ]  # fmt: skip


def _supporting(keys: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for matter, party in _store.supporting(matters=keys):
        found[matter].append(party)
    return found


def _changes(keys: list[int]) -> dict[int, list[ChangeRow]]:
    found: dict[int, list[ChangeRow]] = defaultdict(list)
    for row in _store.changes(matters=keys):
        found[row.matter].append(ChangeRow._make(row[1:]))
    return found
