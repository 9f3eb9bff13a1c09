"""Due days and lights of a million open steps with pauses and make-up workdays, beside three other ways, in one run.

Answers are compared before times. `python bench/clock.py [--rows N] [--rounds N] [--json]`.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from luodi.kernel.clock import Stop, Term, due
from luodi.kernel.light import LIGHTS
from luodi.kernel.many import Stops, lights_many
from luodi.spine.people.calendars import calendar_for

ON = date(2026, 2, 27)
CHINA = calendar_for(None)
NORMAL, SOON, OVERDUE, PAUSED = range(4)
Answer = tuple[np.ndarray, np.ndarray]


class Steps(NamedTuple):
    """Open steps: day 0 and term of each, and for one in four a pause."""

    from_on: np.ndarray
    terms: np.ndarray
    stops: Stops


def steps(rows: int) -> Steps:
    """Steps begun from autumn 2025 to spring 2026, terms of 1 to 45 workdays, one in four paused up to 30 days."""
    chance = np.random.default_rng(20260520)
    from_on = np.datetime64("2025-09-01") + chance.integers(0, 260, rows)
    row = np.flatnonzero(chance.random(rows) < 0.25)
    begin = from_on[row] + chance.integers(1, 40, len(row))
    stops = Stops(row, begin, begin + chance.integers(0, 30, len(row)))
    return Steps(from_on, chance.integers(1, 46, rows), stops)


def ours(given: Steps) -> Answer:
    """The kernel's vectorised clock."""
    return lights_many(CHINA, given.from_on, given.terms, ON, given.stops)


def table(given: Steps) -> Answer:
    """A plain table of prefix counts in numpy, one pause a row taken for granted."""
    start, on = given.from_on.astype(np.int64), np.datetime64(ON).astype(int)
    row, begin, end = given.stops.row, given.stops.from_on.astype(np.int64), given.stops.to_on.astype(np.int64)
    before, days = CHINA.before, CHINA.days
    rank = before[start + 1] + given.terms - 1
    last = days[rank]
    hit = begin <= last[row]
    last[row] = days[rank[row] + np.where(hit, before[end + 1] - before[begin], 0)]
    spent = before[on + 1] - before[start + 1]
    until = np.minimum(end, on)
    spent[row] -= np.where(until >= begin, before[until + 1] - before[begin], 0)
    return last.astype("M8[D]"), light_codes(given, last, spent)


def busday(given: Steps) -> Answer:
    """numpy's own business days; a week of seven days whose rest days are all listed, for it knows no make-up days."""
    row, begin, end = given.stops
    span = np.arange("2025-01-01", "2027-07-01", dtype="M8[D]")
    rests = span[~np.isin(span.astype(np.int64), CHINA.days)]
    cal = np.busdaycalendar(weekmask="1111111", holidays=rests)
    last = np.busday_offset(given.from_on, given.terms, roll="backward", busdaycal=cal)
    hit = begin <= last[row]
    lost = np.where(hit, np.busday_count(begin, end + 1, busdaycal=cal), 0)
    last[row] = np.busday_offset(last[row], lost, busdaycal=cal)
    spent = np.busday_count(given.from_on + 1, np.datetime64(ON) + 1, busdaycal=cal)
    until = np.minimum(end, np.datetime64(ON))
    spent[row] -= np.where(until >= begin, np.busday_count(begin, until + 1, busdaycal=cal), 0)
    return last, light_codes(given, last.astype(np.int64), spent)


def light_codes(given: Steps, last: np.ndarray, spent: np.ndarray) -> np.ndarray:
    """What both numpy peers do once the days are counted."""
    left = given.terms - spent
    lights = np.where(left <= np.maximum(1, -(-given.terms // 5)), SOON, NORMAL)
    lights[given.from_on > np.datetime64(ON)] = NORMAL
    lights[last < np.datetime64(ON).astype(int)] = OVERDUE
    on = np.datetime64(ON)
    lights[given.stops.row[(given.stops.from_on <= on) & (on <= given.stops.to_on)]] = PAUSED
    return lights


def prefix_list(given: Steps) -> Answer:
    """Plain Python over a list of prefix counts."""
    before, days = CHINA.ruler
    on = int(np.datetime64(ON).astype(int))
    stops = dict(zip(given.stops.row.tolist(), zip(*_ints(given.stops[1:]), strict=True), strict=True))
    lasts, lights = [], []
    for row, (start, term) in enumerate(zip(*_ints((given.from_on, given.terms)), strict=True)):
        rank, spent, paused = before[start + 1] + term - 1, before[on + 1] - before[start + 1], False
        if row in stops:
            begin, end = stops[row]
            if begin <= days[rank]:
                rank += before[end + 1] - before[begin]
            if begin <= on:
                spent -= before[min(end, on) + 1] - before[begin]
                paused = on <= end
        last = days[rank]
        lasts.append(last)
        soon = start <= on and term - spent <= max(1, -(-term // 5))
        lights.append(PAUSED if paused else OVERDUE if last < on else SOON if soon else NORMAL)
    return np.array(lasts).astype("M8[D]"), np.array(lights)


def _ints(arrays: Any) -> list[list[int]]:
    return [array.astype(np.int64).tolist() for array in arrays]


def scalar(given: Steps, calls: int = 20_000) -> dict[str, float]:
    """Microseconds per call of the scalar clock, without and with a pause."""
    begun, terms = given.from_on[:calls].tolist(), [Term(n) for n in given.terms[:calls].tolist()]
    paused = [[Stop(day, ON)] for day in given.stops.from_on[:calls].tolist()]

    def each(call: Callable[..., object], *columns: list[Any]) -> float:
        rows = list(zip(*columns, strict=False))
        started = time.perf_counter()
        for row in rows:
            call(*row)
        return (time.perf_counter() - started) / len(rows) * 1e6

    return {
        "add_us": each(CHINA.add, begun, given.terms[:calls].tolist()),
        "due_us": each(lambda day, term: due(CHINA, day, term), begun, terms),
        "due_with_a_pause_us": each(lambda day, term, stops: due(CHINA, day, term, stops), begun, terms, paused),
    }


def run(rows: int = 1_000_000, rounds: int = 7) -> dict[str, Any]:
    """Milliseconds (medians, the ways interleaved) and ratios; RuntimeError when the answers differ."""
    given, ways = steps(rows), {"luodi": ours, "prefix_table": table, "busday": busday, "prefix_list": prefix_list}
    answers = {name: way(given) for name, way in ways.items()}
    for name, (last, lights) in answers.items():
        if not (np.array_equal(last, answers["luodi"][0]) and np.array_equal(lights, answers["luodi"][1])):
            raise RuntimeError(f"{name} gives other answers than luodi")
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name, way in ways.items():
            if name == "prefix_list" and turn >= 3:
                continue
            started = time.perf_counter()
            way(given)
            times[name].append((time.perf_counter() - started) * 1e3)
    taken = {name: median(each) for name, each in times.items()}
    ratios = {
        "of_prefix_table": taken["luodi"] / taken["prefix_table"],
        "times_busday": taken["busday"] / taken["luodi"],
        "times_prefix_list": taken["prefix_list"] / taken["luodi"],
    }
    share = np.bincount(answers["luodi"][1], minlength=4)
    lights = {LIGHTS[code]: int(count) for code, count in enumerate(share)}
    return {
        "rows": rows, "paused_rows": len(given.stops.row), "lights": lights, "answers_equal": True,
        "ms": taken, "ratios": ratios, "scalar": scalar(given),
        "goals": {"of_prefix_table": "<= 1.5", "times_busday": ">= 6", "due_us": "< 3"},
    }  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit 0 when the answers are equal, whatever the goals."""
    parser = argparse.ArgumentParser(prog="bench clock", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        found = run(args.rows, args.rounds)
    except RuntimeError as problem:
        print(json.dumps({"error": str(problem)}) if args.json else f"bench clock: {problem}")
        return 1
    if args.json:
        print(json.dumps(found))
    else:
        print(f"{found['rows']:,} open steps, {found['paused_rows']:,} pauses, answers equal; {found['lights']}")
        for part, unit in (("ms", "ms"), ("ratios", "x"), ("scalar", "us")):
            for name, figure in found[part].items():
                goal = found["goals"].get(name)
                print(f"  {name:22} {figure:10.2f} {unit:3} {'goal ' + goal if goal else ''}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
