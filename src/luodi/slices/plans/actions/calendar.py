"""What a new calendar does to the forecasts of plans. No promise moves here: those follow in `commitments.tick`."""

from collections.abc import Mapping
from datetime import date, datetime

from luodi.db.together import together
from luodi.slices.plans import facts
from luodi.slices.plans.actions.adopt import subject_of
from luodi.slices.plans.reads import starts
from luodi.spine.journal.record import record
from luodi.spine.people.seats import Place, of_law


@together
def follow_calendar(where: Place, before: Mapping[str, date], *, reason: str, on: date, at: datetime) -> int:
    """Tell each plan whose earliest start is another day now than `before`. Returns how many."""
    moved = 0
    for number, start in starts(where, on).items():
        if number in before and before[number] != start:
            fact = facts.StartMoved(number, before[number], start, reason)
            record(fact, by=of_law(where), at=at, subject=subject_of(number))
            moved += 1
    return moved
