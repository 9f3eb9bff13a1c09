"""The clock for many rows at once: the same answers as `clock.due` and `light.light`, in numpy.

Stops are flat arrays (`Stops`), several to a row, in any order. Days are datetime64[D]; NaT = no day.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luodi.kernel.calendar import SPAN, Calendar, beyond, number

Days = NDArray[np.datetime64]
_Ints = NDArray[np.int64]
_NONE = np.iinfo(np.int64).min  # how datetime64 stores NaT
_EVERY = np.arange(SPAN + 1, dtype=np.int64)
_BLOCK = 1 << 15
_NORMAL, _SOON, _OVERDUE, _PAUSED = range(4)  # indexes into light.LIGHTS


class Stops(NamedTuple):
    """Pauses of many rows: the row each belongs to, its first and its last day; NaT as last = still stopped."""

    row: NDArray[np.integer]
    from_on: Days
    to_on: Days


class _Round(NamedTuple):
    """At most one stop of each row, cut so that it begins after the row's earlier ones."""

    row: _Ints
    begin: _Ints
    end: _Ints
    open: NDArray[np.bool_]


class _Counts(NamedTuple):
    before: _Ints
    days: _Ints


def due_many(
    calendar: Calendar, from_on: Days, days: NDArray[np.integer], stops: Stops | None = None, unit: str = "workday"
) -> Days:
    """`clock.due` of many rows; NaT where an open stop begins on or before the day. ValueError as there."""
    begin, terms = _numbers(from_on), _terms(days)
    last = np.empty_like(begin)
    for part, rounds in _blocks(len(begin), list(_rounds(stops, len(begin)))):
        last[part] = _due(calendar, begin[part], terms[part], rounds, unit)
    return last.view("M8[D]")


def lights_many(
    calendar: Calendar,
    from_on: Days,
    days: NDArray[np.integer],
    on: date,
    stops: Stops | None = None,
    unit: str = "workday",
) -> tuple[Days, NDArray[np.uint8]]:
    """Due days of many unfinished rows and their lights on a day, as indexes into `light.LIGHTS`.

    A row is paused when one of its stops covers the day, otherwise open. ValueError as in `due_many`.
    """
    begin, terms, today = _numbers(from_on), _terms(days), number(on)
    last, lights = np.empty_like(begin), np.empty(len(begin), np.uint8)
    for part, rounds in _blocks(len(begin), list(_rounds(stops, len(begin)))):
        last[part] = _due(calendar, begin[part], terms[part], rounds, unit)
        lights[part] = _lights(_counts(calendar, unit).before, begin[part], terms[part], last[part], today, rounds)
    return last.view("M8[D]"), lights


def _lights(
    before: _Ints, begin: _Ints, terms: _Ints, last: _Ints, today: int, rounds: list[_Round]
) -> NDArray[np.uint8]:
    spent = before[today + 1] - before.take(begin + 1, mode="clip")
    for r in rounds:
        start, end = np.maximum(r.begin, begin[r.row] + 1), np.minimum(r.end, today)
        spent[r.row] -= np.where(end >= start, before[end + 1] - before.take(start, mode="clip"), 0)
    spent -= terms
    spent += np.maximum(1, (terms + 4) // 5)
    soon = (spent >= 0) & (begin <= today)
    lights = np.where(last < today, np.uint8(_OVERDUE), soon.view(np.uint8))
    lights[last == _NONE] = _NORMAL
    for r in rounds:
        lights[r.row[(r.begin <= today) & (r.end >= today)]] = _PAUSED
    return lights


def _blocks(size: int, rounds: list[_Round]) -> Iterator[tuple[slice, list[_Round]]]:
    """The rows in blocks that stay in the processor's cache, each with its own part of every round."""
    edges = [*range(0, size, _BLOCK), size]
    cuts = [np.searchsorted(r.row, edges) for r in rounds]
    for place, (first, last) in enumerate(pairwise(edges)):
        parts = [slice(cut[place], cut[place + 1]) for cut in cuts]
        yield (
            slice(first, last),
            [_Round(r.row[p] - first, r.begin[p], r.end[p], r.open[p]) for r, p in zip(rounds, parts, strict=True)],
        )


def _due(calendar: Calendar, begin: _Ints, terms: _Ints, rounds: list[_Round], unit: str) -> _Ints:
    work = _counts(calendar, "workday")
    if unit == "workday":
        zero = terms == 0
        return _nth(work, begin + ~zero, terms + zero, rounds)
    every = _counts(calendar, unit)
    last = np.where(terms == 0, begin, _nth(every, begin + 1, terms, rounds))
    never = last == _NONE
    last = _nth(work, np.where(never, begin, last), np.ones_like(terms), rounds)
    last[never] = _NONE
    return last


def _nth(counts: _Counts, first: _Ints, n: _Ints, rounds: list[_Round]) -> _Ints:
    """The n-th counted day of each row from `first` on; _NONE where an open stop begins on or before it."""
    before, days = counts
    rank = before.take(first, mode="clip")
    rank += n
    rank -= 1
    _within(rank, days)
    found = days.take(rank, mode="clip")
    for r in rounds:
        day, begin = found[r.row], np.maximum(r.begin, first[r.row])
        hit = (begin <= day) & (begin <= r.end)
        lost = before[r.end + 1] - before.take(begin, mode="clip")
        moved = rank[r.row] + np.where(hit & ~r.open, lost, 0)
        _within(moved, days)
        rank[r.row] = moved
        found[r.row] = np.where(hit, np.where(r.open, _NONE, days.take(moved, mode="clip")), day)
    return found


def _rounds(stops: Stops | None, size: int) -> Iterator[_Round]:
    """Stops of each row in order of time, first all firsts, then all seconds, ... without overlap."""
    if stops is None or not len(stops.row):
        return
    row, begin, still = stops.row.astype(np.int64), _numbers(stops.from_on), np.isnat(stops.to_on)
    if row.min() < 0 or row.max() >= size:
        raise ValueError(f"A stop belongs to a row that is not there; there are {size}, counted from 0.")
    end = _numbers(np.where(still, np.datetime64(SPAN - 1, "D"), stops.to_on))
    key = row * SPAN + begin
    if np.any(key[1:] < key[:-1]):
        order = np.argsort(key)
        row, begin, end, still = row[order], begin[order], end[order], still[order]
    fresh = np.append(True, row[1:] != row[:-1])
    if fresh.all():
        yield _Round(row, begin, end, still)
        return
    reach = np.maximum.accumulate(row * SPAN + end) - row * SPAN
    begin = begin.copy()  # it may be the caller's own array
    begin[1:] = np.where(fresh[1:], begin[1:], np.maximum(begin[1:], reach[:-1] + 1))
    place = np.arange(len(row))
    place -= np.maximum.accumulate(np.where(fresh, place, 0))
    for turn in range(int(place.max()) + 1):
        mine = place == turn
        yield _Round(row[mine], begin[mine], end[mine], still[mine])


def _counts(calendar: Calendar, unit: str) -> _Counts:
    if unit == "workday":
        return _Counts(calendar.before, calendar.days)
    if unit == "day":
        return _Counts(_EVERY, _EVERY[:-1])
    raise ValueError(f"'{unit}' is no unit of a term; write workday or day.")


def _numbers(days: Days) -> _Ints:
    numbers = np.ascontiguousarray(days, "M8[D]").view(np.int64)
    if numbers.size and (numbers.min() < 0 or numbers.max() >= SPAN):
        raise ValueError("A day is missing or outside the calendar, which knows the years 1970 to 2149.")
    return numbers


def _terms(days: NDArray[np.integer]) -> _Ints:
    terms = np.ascontiguousarray(days, np.int64)
    if terms.size and terms.min() < 0:
        raise ValueError("A term of less than 0 days cannot be kept; write 0 or more.")
    return terms


def _within(rank: _Ints, days: _Ints) -> None:
    if rank.size and rank.max() >= len(days):
        raise beyond()
