"""Due days, what is left, and the account, held against the oracle."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.kernel import clock
from luodi.kernel.clock import Stop, Term
from luodi.kernel.light import LIGHTS, light
from luodi.kernel.many import Stops, due_many, lights_many
from luodi.spine.people.calendars import calendar_for
from tests.kernel import oracle

CHINA = calendar_for(None)
D = date.fromisoformat
FROM = st.dates(date(2007, 1, 1), date(2027, 6, 1))
UNITS = st.sampled_from(["workday", "day"])


@st.composite
def terms(draw: st.DrawFn) -> tuple[date, int, list[Stop]]:
    """Day 0, a term, and pauses near it: overlapping, over holidays, empty, some without an end."""
    from_on = draw(FROM)
    stops = []
    for _ in range(draw(st.integers(0, 4))):
        begin = clock.next_day(from_on, draw(st.integers(-15, 60)))
        length = draw(st.one_of(st.integers(-2, 25), st.none() if draw(st.integers(0, 3)) == 0 else st.just(0)))
        stops.append(Stop(begin, None if length is None else clock.next_day(begin, length)))
    return from_on, draw(st.integers(0, 45)), stops


@settings(max_examples=150, deadline=None)
@given(terms(), UNITS, st.integers(-5, 90))
def test_the_clock_agrees_with_counting_day_by_day(row: tuple[date, int, list[Stop]], unit: str, later: int) -> None:
    from_on, n, stops = row
    term, on = Term(n, unit), clock.next_day(from_on, later)
    assert clock.due(CHINA, from_on, term, stops) == oracle.due(from_on, n, stops, unit)
    assert clock.net(CHINA, from_on, on, stops, unit) == oracle.net(from_on, on, stops, unit)
    assert clock.remaining(CHINA, term, from_on, on, stops) == oracle.remaining(from_on, on, n, stops, unit)
    assert sum(day.counted for day in clock.explain(CHINA, from_on, on, stops, unit)) == oracle.net(
        from_on, on, stops, unit
    )


@settings(max_examples=40, deadline=None)
@given(terms(), UNITS)
def test_amber_is_the_first_day_with_few_left(row: tuple[date, int, list[Stop]], unit: str) -> None:
    from_on, n, stops = row
    found = clock.amber(CHINA, from_on, Term(n, unit), stops)
    if found is not None or all(stop.to_on for stop in stops):
        assert found == oracle.amber(from_on, n, stops, unit)


@settings(max_examples=60, deadline=None)
@given(st.lists(terms(), min_size=1, max_size=12), UNITS, st.integers(0, 60), st.randoms(use_true_random=False))
def test_many_rows_at_once_say_the_same(rows: list, unit: str, later: int, chance) -> None:
    on = clock.next_day(rows[0][0], later)
    flat = [(place, *stop) for place, row in enumerate(rows) for stop in row[2]]
    chance.shuffle(flat)
    stops = Stops(
        np.array([each[0] for each in flat], int),
        np.array([each[1] for each in flat], "M8[D]"),
        np.array([each[2] or "NaT" for each in flat], "M8[D]"),
    )
    from_on, days = np.array([row[0] for row in rows], "M8[D]"), np.array([row[1] for row in rows])
    due_on = due_many(CHINA, from_on, days, stops, unit)
    assert due_on.tolist() == [clock.due(CHINA, row[0], Term(row[1], unit), row[2]) for row in rows]
    again, lights = lights_many(CHINA, from_on, days, on, stops, unit)
    assert again.tolist() == due_on.tolist()
    assert [LIGHTS[code] for code in lights] == [_light(*row, unit, on) for row in rows]


def _light(from_on: date, n: int, stops: list[Stop], unit: str, on: date) -> str:
    return light(
        state="paused" if oracle.paused(on, stops) else "open",
        due_on=clock.due(CHINA, from_on, Term(n, unit), stops),
        amber_on=clock.amber(CHINA, from_on, Term(n, unit), stops),
        on=on,
    )


def test_many_rows_over_several_blocks() -> None:
    size = 70_001
    from_on = np.datetime64("2025-01-01") + np.arange(size) % 700
    stops = Stops(np.array([70_000, 40_000]), from_on[[70_000, 40_000]] + 1, np.array(["NaT", "2027-01-04"], "M8[D]"))
    due_on = due_many(CHINA, from_on, np.full(size, 7), stops)
    for row in (0, 32_767, 32_768, 40_000, 69_999, 70_000):
        pauses = {70_000: [Stop(from_on[row].item() + oracle.ONE, None)],
                  40_000: [Stop(from_on[row].item() + oracle.ONE, date(2027, 1, 4))]}.get(row, [])  # fmt: skip
        assert due_on[row].item() == oracle.due(from_on[row].item(), 7, pauses, "workday")


def test_no_rows_are_no_answers() -> None:
    none = np.array([], "M8[D]")
    assert len(due_many(CHINA, none, np.array([], int))) == 0


def test_what_many_rows_refuse() -> None:
    day, one = np.array(["2026-03-02"], "M8[D]"), np.array([1])
    with pytest.raises(ValueError, match="missing or outside"):
        due_many(CHINA, np.array(["NaT"], "M8[D]"), one)
    with pytest.raises(ValueError, match="less than 0"):
        due_many(CHINA, day, -one)
    with pytest.raises(ValueError, match="left the calendar"):
        due_many(CHINA, day, one * 99_999)
    with pytest.raises(ValueError, match="no unit"):
        due_many(CHINA, day, one, unit="week")
    with pytest.raises(ValueError, match="not there"):
        due_many(CHINA, day, one, Stops(one, day, day))


def test_a_pause_after_the_due_day_moves_nothing() -> None:
    pause = Stop(D("2026-11-20"), D("2026-11-24"))
    assert clock.due(CHINA, D("2026-11-02"), Term(7), [pause]) == D("2026-11-11")
    assert clock.due(CHINA, D("2026-11-02"), Term(7), [Stop(D("2026-11-12"), None)]) == D("2026-11-11")
    assert clock.due(CHINA, D("2026-11-02"), Term(7), [Stop(D("2026-11-11"), None)]) is None


def test_the_account_of_a_term_over_a_make_up_day_and_a_pause() -> None:
    lines = clock.explain(CHINA, D("2026-02-12"), D("2026-02-25"), [Stop(D("2026-02-24"), D("2026-02-24"))])
    assert [line.why for line in lines] == [
        "day_zero", "workday", "makeup_workday", *["holiday"] * 9, "paused", "workday",
    ]  # fmt: skip
    assert (lines[-1].net, lines[-2].net, lines[2].date) == (3, 2, D("2026-02-14"))
    assert clock.explain(CHINA, D("2026-05-01"), D("2026-05-02"), unit="day")[-1].why == "natural_day"


def test_a_term_says_what_it_cannot_be() -> None:
    with pytest.raises(ValueError, match="cannot be kept"):
        clock.due(CHINA, D("2026-05-06"), Term(-1))
    for ask in (clock.due, clock.amber):
        with pytest.raises(ValueError, match="no unit"):
            ask(CHINA, D("2026-05-06"), Term(5, "week"))
    with pytest.raises(ValueError, match="left the calendar"):
        clock.due(CHINA, D("2026-05-06"), Term(60_000))


def test_the_day_is_the_regions_day() -> None:
    seven = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)  # 07:00 of the 3rd in Shanghai
    assert clock.day_of(seven, "Asia/Shanghai") == D("2026-03-03")
    assert clock.day_of(seven, "Europe/Amsterdam") == D("2026-03-03")
    assert clock.day_of(seven, "America/Lima") == D("2026-03-02")
    assert clock.start_of(D("2026-03-03"), "Asia/Shanghai") == datetime(2026, 3, 2, 16, tzinfo=UTC)
    assert clock.morning_before(datetime(2026, 3, 2, 16, tzinfo=UTC), "Asia/Shanghai") == D("2026-03-02")
    assert clock.morning_before(seven, "Asia/Shanghai") == D("2026-03-03")
    with pytest.raises(ValueError, match="no time zone"):
        clock.day_of(datetime(2026, 3, 2), "Asia/Shanghai")  # noqa: DTZ001


def test_plain_days() -> None:
    assert list(clock.days(D("2026-02-27"), D("2026-03-01"))) == [D("2026-02-27"), D("2026-02-28"), D("2026-03-01")]
    assert clock.days_between(D("2026-02-27"), D("2026-03-01")) == 2
    assert clock.next_day(D("2026-02-28")) == D("2026-03-01")
