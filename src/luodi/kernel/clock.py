"""How long a promise has: due days, what is left, and the account day by day.

Sources: Civil Code art. 201 (the day itself is not counted) and 203 (a last day that is a rest day moves to the next
workday); Administrative Licensing Law art. 45 (what is not counted) and 82 (days are workdays). Deadlines are found by
counting day by day, so a pause after the due day moves nothing. This module and its calendar do all date arithmetic.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from luodi.kernel.calendar import NATURAL, SPAN, Calendar, Ruler, Year, beyond, build_calendar, day_at, number

__all__ = [
    "Calendar", "Day", "NoZone", "Stop", "Term", "Year", "amber", "build_calendar", "day_of", "days", "days_between",
    "due", "explain", "morning_before", "net", "next_day", "remaining", "start_of", "threshold", "zone_of",
]  # fmt: skip

_OPEN = SPAN
_Stops = list[tuple[int, int]]


class Stop(NamedTuple):
    """A pause: both days and all between are not counted. `to_on` None = still stopped; before `from_on` = empty."""

    from_on: date
    to_on: date | None


class Term(NamedTuple):
    """A time limit of `days`, counted in `unit`: workday, or day (natural days)."""

    days: int
    unit: str = "workday"


class Day(NamedTuple):
    """One line of an account. `why`: day_zero, paused, workday, makeup_workday, weekend, holiday or natural_day.

    `net` is what has been counted up to and including this day.
    """

    date: date
    counted: bool
    why: str
    net: int


def due(calendar: Calendar, from_on: date, term: Term, pauses: Iterable[Stop] = ()) -> date | None:
    """The last day of a term that started on from_on; None while a pause without an end begins on or before it.

    A limit of 0 is due the same day or, where that is a rest day or paused, on the next workday. A natural-day term
    whose last day is a rest day ends on the next workday. ValueError: negative term, unknown unit, outside the table.
    """
    first, left, stops = number(from_on), _checked(term).days, _numbers(pauses)
    if term.unit == "day" and left:
        last = _nth(NATURAL, first + 1, left, stops)
        if last is None:
            return None
        first, left = last, 0
    found = _nth(calendar.ruler, first + 1, left, stops) if left else _nth(calendar.ruler, first, 1, stops)
    return None if found is None else day_at(found)


def amber(calendar: Calendar, from_on: date, term: Term, pauses: Iterable[Stop] = ()) -> date | None:
    """The first day, not before from_on, on which no more than `threshold` days remain; None if a pause keeps it off.

    ValueError as in `due`.
    """
    spent = _checked(term).days - threshold(term.days)
    if spent <= 0:
        return from_on
    found = _nth(_ruler(calendar, term.unit), number(from_on) + 1, spent, _numbers(pauses))
    return None if found is None else day_at(found)


def threshold(term_days: int) -> int:
    """With how many days left a promise turns amber: a fifth of the term, rounded up, at least one."""
    return max(1, (term_days + 4) // 5)


def net(calendar: Calendar, from_on: date, on: date, pauses: Iterable[Stop] = (), unit: str = "workday") -> int:
    """Counted days in (from_on, on]: 0 when on does not lie after from_on. ValueError on another unit."""
    before = _ruler(calendar, unit).before
    reach, last = number(from_on), number(on)
    if last <= reach:
        return 0
    total = before[last + 1] - before[reach + 1]
    for start, end in _numbers(pauses):
        start, end = max(start, reach + 1), min(end, last)
        if end >= start:
            total -= before[end + 1] - before[start]
            reach = end
    return total


def remaining(calendar: Calendar, term: Term, from_on: date, on: date, pauses: Iterable[Stop] = ()) -> int:
    """Days left on a day: `term.days` less the net days; negative = days over, counted from the due day.

    Never negative up to the due day, also where a rest day moved it (a limit of 0, a natural-day term).
    """
    pauses = tuple(pauses)
    last = due(calendar, from_on, term, pauses)
    if last is None or on <= last:
        return max(0, term.days - net(calendar, from_on, on, pauses, term.unit))
    return -net(calendar, last, on, pauses, term.unit)


def explain(
    calendar: Calendar, from_on: date, upto: date, pauses: Iterable[Stop] = (), unit: str = "workday"
) -> list[Day]:
    """The account from day 0 to upto, one line per day, counted or not and why. A pause covers rest days too."""
    before, stops = _ruler(calendar, unit).before, _numbers(pauses)
    lines, total = [Day(from_on, False, "day_zero", 0)], 0
    for n in range(number(from_on) + 1, number(upto) + 1):
        day = day_at(n)
        if any(start <= n <= end for start, end in stops):
            lines.append(Day(day, False, "paused", total))
            continue
        counted = before[n + 1] > before[n]
        total += counted
        lines.append(Day(day, counted, "natural_day" if unit == "day" else calendar.why(day), total))
    return lines


def next_day(day: date, n: int = 1) -> date:
    """The n-th natural day after day (n < 0: before)."""
    return day + timedelta(days=n)


def days_between(after: date, upto: date) -> int:
    """Natural days in (after, upto]; negative when upto lies before after."""
    return (upto - after).days


def days(first: date, last: date) -> Iterator[date]:
    """Each day from first to last, both included."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


class NoZone(LookupError):
    """A time zone nobody here knows; there no day begins."""


def zone_of(name: str) -> ZoneInfo:
    """The time zone of a name. NoZone where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoZone(f"the time zone '{name}' is not known") from None


def day_of(instant: datetime, zone: str) -> date:
    """The day an instant falls on in a time zone. ValueError when the instant says no zone of its own."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} names no time zone; an instant must.")
    return instant.astimezone(zone_of(zone)).date()


def start_of(day: date, zone: str) -> datetime:
    """The instant, in UTC, at which the day begins in a time zone."""
    return datetime.combine(day, time(), zone_of(zone)).astimezone(UTC)


def morning_before(instant: datetime, zone: str) -> date:
    """The last day that began, in a time zone, before the instant: its day, or at midnight sharp the day before."""
    return day_of(instant - timedelta(microseconds=1), zone)


def _checked(term: Term) -> Term:
    if term.days < 0:
        raise ValueError(f"A term of {term.days} days cannot be kept; write 0 or more.")
    if term.unit not in ("workday", "day"):
        raise _no_unit(term.unit)
    return term


def _no_unit(unit: str) -> ValueError:
    return ValueError(f"'{unit}' is no unit of a term; write workday or day.")


def _ruler(calendar: Calendar, unit: str) -> Ruler:
    if unit == "workday":
        return calendar.ruler
    if unit == "day":
        return NATURAL
    raise _no_unit(unit)


def _numbers(pauses: Iterable[Stop]) -> _Stops:
    return sorted((number(start), _OPEN if end is None else number(end)) for start, end in pauses) if pauses else []


def _nth(ruler: Ruler, first: int, n: int, stops: _Stops) -> int | None:
    """The n-th counted day from day number `first` on, itself included; None when an open stop begins before it."""
    before, counted = ruler
    try:
        rank = before[first] + n - 1
        day, reach = counted[rank], first - 1
        for start, end in stops:
            if start > day:
                break
            if end == _OPEN:
                return None
            start = max(start, reach + 1)
            if end >= start:
                rank += before[end + 1] - before[start]
                day, reach = counted[rank], end
        return day
    except IndexError:
        raise beyond() from None
