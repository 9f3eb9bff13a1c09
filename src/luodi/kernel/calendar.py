"""Which days are worked: a national table, a local one on top, weekends where neither speaks.

Workdays are counted as the licensing law counts them (art. 82: no statutory holidays), make-up workdays included.
Day arithmetic is O(1) over counts built once; the table runs from 1970 to 2149.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1).toordinal()  # also day 0 of datetime64[D], so both count days alike
SPAN = date(2150, 1, 1).toordinal() - _EPOCH
_DATES: list[date] = np.arange(SPAN).astype("M8[D]").tolist()
_RESTS = frozenset({"holiday"})
_WORKS = frozenset({"makeup_workday", "workday"})


class Ruler(NamedTuple):
    """Counted days over the table: `before[i]` of them lie before day number i, the k-th (from 0) is `days[k]`."""

    before: Sequence[int]
    days: Sequence[int]


NATURAL = Ruler(range(SPAN + 1), range(SPAN))
"""The ruler on which every day counts."""


def number(day: date) -> int:
    """The day's number in the table; ValueError outside 1970 to 2149."""
    n = day.toordinal() - _EPOCH
    if 0 <= n < SPAN:
        return n
    raise ValueError(f"{day} is outside the calendar, which knows the years 1970 to 2149.")


def day_at(n: int) -> date:
    """The day of a number, inverse of `number`."""
    return _DATES[n]


def beyond() -> ValueError:
    """What is raised when counting leaves the table."""
    return ValueError("Counting left the calendar, which knows the years 1970 to 2149; choose a shorter term.")


@dataclass(frozen=True)
class Year:
    """One published notice: rest days and make-up workdays with the name of their holiday, and where it stands."""

    year: int
    off: Mapping[date, str]
    work: Mapping[date, str]
    source: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Calendar:
    """The dated calendar of a region, immutable. Built by `build_calendar`.

    `last_published` is the last year whose notice is known; None means no table at all: weekends only, all provisional.
    """

    name: str
    last_published: int | None
    published: frozenset[int]
    ruler: Ruler
    rests: Mapping[date, str]
    works: Mapping[date, str]
    before: NDArray[np.int64]
    days: NDArray[np.int64]

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""
        n = number(day)
        return self.ruler.before[n + 1] != self.ruler.before[n]

    def workdays(self, after: date, upto: date) -> int:
        """Workdays in (after, upto]; negative when upto lies before after."""
        before = self.ruler.before
        return before[number(upto) + 1] - before[number(after) + 1]

    def add(self, day: date, n: int) -> date:
        """The n-th workday after day; n = 0 the day itself or, on a rest day, the next workday; n < 0 counts back."""
        start = day.toordinal() - _EPOCH
        if not 0 <= start < SPAN:
            number(day)
        before, days = self.ruler
        rank = before[start + 1] + n - 1 if n > 0 else before[start] + n
        if 0 <= rank < len(days):
            return _DATES[days[rank]]
        raise beyond()

    def previous(self, day: date) -> date:
        """The last workday before day."""
        return self.add(day, -1)

    def provisional(self, day: date) -> bool:
        """Whether a notice may still change the day.

        True from 29 December of the last published year on (a notice may reach into the December before), and
        wherever no notice is known.
        """
        last = self.last_published
        return last is None or day >= date(last, 12, 29) or day.year not in self.published

    def why(self, day: date) -> str:
        """workday, makeup_workday (a worked weekend), weekend or holiday."""
        if self.is_workday(day):
            return "workday" if day.weekday() < 5 else "makeup_workday"
        return "holiday" if day in self.rests else "weekend"

    def label(self, day: date) -> str:
        """The holiday a rest day belongs to or a make-up workday makes up for; empty if none."""
        return self.rests.get(day) or self.works.get(day, "")


def build_calendar(name: str, years: Iterable[Year], local: Mapping[date, tuple[str, str]] | None = None) -> Calendar:
    """National notices, in the order given, with a local table (day: kind, name) on top.

    Kinds of the local table: holiday, makeup_workday, workday. Local days off are a right of ethnic autonomous areas
    (decree on public holidays, 2024). ValueError on another kind or a day outside the table.
    """
    marks: dict[date, tuple[bool, str]] = {}
    published = set()
    for year in years:
        marks |= {day: (False, label) for day, label in year.off.items()}
        marks |= {day: (True, label) for day, label in year.work.items()}
        if year.off:
            published.add(year.year)
    for day, (kind, label) in (local or {}).items():
        if kind not in _RESTS | _WORKS:
            raise ValueError(f"{day}: '{kind}' is no kind of day; write holiday, makeup_workday or workday.")
        marks[day] = (kind in _WORKS, label)
    before, days = _counts(marks)
    return Calendar(
        name=name,
        last_published=max(published, default=None),
        published=frozenset(published),
        ruler=Ruler(before.tolist(), days.tolist()),
        rests=MappingProxyType({day: label for day, (worked, label) in marks.items() if not worked}),
        works=MappingProxyType({day: label for day, (worked, label) in marks.items() if worked}),
        before=before,
        days=days,
    )


def _counts(marks: Mapping[date, tuple[bool, str]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    worked = (np.arange(SPAN) + 3) % 7 < 5  # 1970-01-01 was a Thursday
    for day, (works, _) in marks.items():
        worked[number(day)] = works
    before = np.zeros(SPAN + 1, np.int64)
    np.cumsum(worked, out=before[1:])
    days = np.flatnonzero(worked).astype(np.int64)
    before.setflags(write=False)
    days.setflags(write=False)
    return before, days
