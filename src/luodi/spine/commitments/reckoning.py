"""The days of a promise from its row: due, amber, the light shown, and the day on which it changes by itself."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from luodi.kernel.clock import Stop, Term, amber, due, next_day
from luodi.kernel.light import light
from luodi.spine.commitments.models import Commitment, Pause
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import Seat


class Days(NamedTuple):
    """Columns that follow from the others."""

    due_on: date | None
    amber_on: date | None
    shown: str
    wake_on: date | None


def stops_of(commitment: int) -> list[Stop]:
    """The pauses of a promise in their order."""
    found = Pause.objects.filter(commitment=commitment).order_by("from_on", "pk").values_list("from_on", "to_on")
    return [Stop(*row) for row in found]


def reckoned(row: Commitment, stops: Sequence[Stop], by: Seat, on: date) -> Days:
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


def reckon(commitment: int, by: Seat, on: date) -> date | None:
    """Write the columns that follow; returns the due day."""
    row = Commitment.objects.within(by.region).get(pk=commitment)
    days = reckoned(row, stops_of(commitment), by, on)
    Commitment.objects.within(by.region).filter(pk=commitment).update(**days._asdict())
    return days.due_on
