"""A second opinion on the clock: day after day from the committed notices, nothing of the kernel's."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

NOTICES = Path(__file__).parents[2] / "src/luodi/catalogue/calendars/CN.yml"
ONE = timedelta(1)
Stops = list[tuple[date, date | None]]


@cache
def statuses() -> dict[date, bool]:
    """Every day a notice names: True = worked."""
    found = {}
    for year in yaml.safe_load(NOTICES.read_text("utf-8"))["years"].values():
        for key, worked in (("rest", False), ("work", True)):
            for entries in year[key].values():
                for entry in entries:
                    first, _, last = str(entry).partition("/")
                    day = date.fromisoformat(first)
                    while day <= date.fromisoformat(last or first):
                        found[day] = worked
                        day += ONE
    return found


def worked(day: date) -> bool:
    return statuses().get(day, day.weekday() < 5)


def paused(day: date, stops: Stops) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in stops)


def counts(day: date, stops: Stops, unit: str) -> bool:
    return not paused(day, stops) and (unit == "day" or worked(day))


def _ever_open(day: date, stops: Stops) -> bool:
    return any(last is None and first <= day for first, last in stops)


def due(from_on: date, days: int, stops: Stops, unit: str) -> date | None:
    day, left = from_on, days
    while left:
        day += ONE
        if _ever_open(day, stops):
            return None
        left -= counts(day, stops, unit)
    if days == 0 or unit == "day":
        while not counts(day, stops, "workday"):
            if _ever_open(day, stops):
                return None
            day += ONE
    return day


def net(from_on: date, on: date, stops: Stops, unit: str) -> int:
    day, total = from_on, 0
    while day < on:
        day += ONE
        total += counts(day, stops, unit)
    return total


def remaining(from_on: date, on: date, days: int, stops: Stops, unit: str) -> int:
    last = due(from_on, days, stops, unit)
    if last is not None and on > last:
        return -net(last, on, stops, unit)
    return max(0, days - net(from_on, on, stops, unit))


def amber(from_on: date, days: int, stops: Stops, unit: str) -> date | None:
    """The first day with few enough days left, looked for over the next four years."""
    few = max(1, -(-days // 5))
    day = from_on
    for _ in range(1500):
        if days - net(from_on, day, stops, unit) <= few:
            return day
        day += ONE
    return None
