"""Minutes as frozen rows. `minute_for` is the one door: look-up and permission are one call."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from luodi.slices.meetings import _store
from luodi.slices.meetings._store import ClauseRow as ClauseRow
from luodi.slices.meetings._store import Correction as Correction
from luodi.slices.meetings.reads.wording import wording
from luodi.slices.meetings.rules import acts
from luodi.slices.meetings.rules.sentences import Item, Reconciled, items, reconcile
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.people.reads import party_key
from luodi.spine.people.seats import NotYours, Place, Seat

TEXTS_KEPT = 256


class MinuteRow(NamedTuple):
    """A minute without its text: what rules and lists ask of it."""

    pk: int
    case_id: int
    number: str
    version: int
    title: str
    body: str
    office: int
    chair: int | None
    circle: str
    held_on: date
    final_on: date | None

    @property
    def is_final(self) -> bool:
        return self.final_on is not None


class Text(NamedTuple):
    """The text of a minute with its resolving sentences, its clauses, and how it reconciles with the list."""

    text: str
    items: tuple[Item, ...]
    clauses: tuple[ClauseRow, ...]
    corrections: tuple[Correction, ...]
    reconciled: Reconciled


def minute_for(seat: Seat, number: str) -> MinuteRow:
    """The minute of a number, for who may read it. A stranger gets what a wrong number gets: NotYours."""
    found = [] if seat.is_firm or "\0" in number else _rows(_store.minute(region=seat.region, number=number))
    if not found or not acts.reads(seat, found[0]):
        raise NotYours(number)
    return found[0]


def minutes(seat: Seat) -> list[MinuteRow]:
    """The minutes a seat may read, newest first."""
    if seat.is_firm:
        return []
    return [row for row in _rows(_store.minutes(region=seat.region)) if acts.reads(seat, row)]


def findable(where: Place) -> list[Thing]:
    """Every minute of a region as what can be found, by whoever may read it."""
    return [thing_of(row) for row in reversed(_rows(_store.minutes(region=where.pk)))]


def thing_of(row: MinuteRow) -> Thing:
    """A minute as what can be found, by whoever `acts.reads` lets read it."""
    chair = (row.chair,) if row.chair else ()
    circle = Circle(leaders=row.circle != "owner", officers_of=(row.office,), posts=chair)
    office = (f"party/{party_key(row.office)}",)
    return Thing(f"minute/{row.number}", row.title, circle, code=row.number, note=row.body, about=office)


def _rows(found: list[_store.MinuteOf]) -> list[MinuteRow]:
    return [MinuteRow._make(row) for row in found]


@lru_cache(TEXTS_KEPT)
def _items(text: str) -> tuple[Item, ...]:
    """The resolving sentences of a text, which of a final minute never changes."""
    return tuple(items(text, wording()))


def text_of(seat: Seat, minute: MinuteRow) -> Text:
    """The text of a minute in hand, and what became of each of its resolving sentences."""
    found = _store.texts(region=seat.region, meetings=[minute.pk])
    if not found:
        raise NotYours(minute.number)
    text, clauses = found[0].text, clauses_of(minute.pk)
    resolved = [row.clause__ordinal for row in _store.resolved(region=seat.region, meetings=[minute.pk])]
    return Text(
        text=text,
        items=_items(text),
        clauses=tuple(clauses),
        corrections=tuple(_store.corrections(meeting=minute.pk)),
        reconciled=reconcile(_items(text), {clause.ordinal: clause.is_aside for clause in clauses}, resolved),
    )


def reconciled(seat: Seat, minutes: Iterable[MinuteRow]) -> dict[int, Reconciled]:
    """How each minute in hand reconciles with the list, by its row."""
    keys = [minute.pk for minute in minutes]
    clauses: dict[int, dict[int, bool]] = {key: {} for key in keys}
    resolved: dict[int, list[int]] = {key: [] for key in keys}
    for meeting, ordinal, because in _store.places(meetings=keys):
        clauses[meeting][ordinal] = bool(because)
    for meeting, ordinal in _store.resolved(region=seat.region, meetings=keys):
        resolved[meeting].append(ordinal)
    texts = _store.texts(region=seat.region, meetings=keys)
    return {pk: reconcile(_items(text), clauses[pk], resolved[pk]) for pk, text in texts}


def clauses_of(meeting: int) -> list[ClauseRow]:
    """The clauses of a minute in the order of the text."""
    return _store.clauses(meeting=meeting)
