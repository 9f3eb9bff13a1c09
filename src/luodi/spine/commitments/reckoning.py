"""The days of a promise from its row: due, amber, the light shown, and the day on which it changes by itself."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from luodi.kernel.clock import Stop, Term, amber, due, next_day
from luodi.kernel.light import light
from luodi.spine.commitments import _store
from luodi.spine.commitments._store import CommitmentRow
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import Seat


class Counted(Protocol):
    """What the days of a promise follow from."""

    @property
    def state(self) -> str: ...
    @property
    def term(self) -> int | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def from_on(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def amber_on(self) -> date | None: ...


class Basis(NamedTuple):
    """What a promise that is not written yet is counted by."""

    state: str
    term: int | None
    unit: str
    from_on: date | None
    due_on: date | None
    amber_on: date | None = None


class Days(NamedTuple):
    """Columns that follow from the others."""

    due_on: date | None
    amber_on: date | None
    shown: str
    wake_on: date | None


def stops_of(commitment: int) -> list[Stop]:
    """The pauses of a promise in their order."""
    return [Stop(*span) for span in _store.spans(commitment=commitment)]


def reckoned(row: Counted, stops: Sequence[Stop], by: Seat, on: date) -> Days:
    """The columns as they follow from term, pauses and calendar. A promise with a day of its own keeps it."""
    if row.state in ("done", "void"):
        return Days(row.due_on, row.amber_on, "done", None)
    due_on, amber_on = row.due_on, row.amber_on
    if row.term is not None and row.from_on is not None:
        calendar, term = calendar_of(by.place), Term(row.term, row.unit)
        due_on = due(calendar, row.from_on, term, stops)
        amber_on = amber(calendar, row.from_on, term, stops)
    elif due_on is not None:
        amber_on = calendar_of(by.place).previous(due_on)
    shown = light(state=row.state, due_on=due_on, amber_on=amber_on, on=on)
    return Days(due_on, amber_on, shown, wakes(shown, due_on, amber_on) if row.state == "open" else None)


def wakes(shown: str, due_on: date | None, amber_on: date | None) -> date | None:
    """The day on which an open promise turns by itself next."""
    if due_on is None or shown == "overdue":
        return None
    return amber_on if shown == "normal" and amber_on is not None else next_day(due_on)


def count(row: CommitmentRow, by: Seat, on: date) -> date | None:
    """Write a promise's state and term with all that follows from them; returns the due day."""
    days = reckoned(row, stops_of(row.pk), by, on)
    _store.counted(
        region=by.region, commitment=row.pk, state=row.state, term=row.term, from_on=row.from_on, **days._asdict()
    )
    return days.due_on
