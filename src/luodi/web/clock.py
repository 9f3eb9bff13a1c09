"""What time it is, asked at the outermost layer alone: the real time, or the clock of a demo that stands on its day."""

from datetime import UTC, date, datetime, timedelta

from luodi.kernel.clock import day_of, next_day, start_of
from luodi.spine.journal.reads import last_recorded_at
from luodi.spine.people.seats import Place

OPENING, SECOND = timedelta(hours=9), timedelta(seconds=1)


def now(where: Place) -> datetime:
    """The instant of an act. On a demo's day: nine in the morning, then a second after the fact before it, to the end
    of that day."""
    if where.frozen_on is None:
        return datetime.now(UTC)
    opening = start_of(where.frozen_on, where.zone) + OPENING
    last = last_recorded_at(where)
    if last is None or not _same_day(last, where):
        return opening
    night = start_of(next_day(where.frozen_on), where.zone)
    return min(max(opening, last + SECOND), max(last, night - SECOND))


def real_now() -> datetime:
    """The machine's instant, whatever day a demo stands on: for what runs on the machine."""
    return datetime.now(UTC)


def today(where: Place) -> date:
    """The region's day."""
    return where.frozen_on or day_of(datetime.now(UTC), where.zone)


def _same_day(instant: datetime, where: Place) -> bool:
    return day_of(instant, where.zone) == where.frozen_on
