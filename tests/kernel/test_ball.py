"""Whose ball: a day belongs to the holder of its morning."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.kernel.ball import ball_days
from luodi.spine.people.calendars import calendar_for

CHINA = calendar_for(None)
DAYS = st.lists(st.dates(date(2025, 6, 1), date(2027, 2, 1)), min_size=2, max_size=9).map(sorted)


def test_a_day_goes_to_the_holder_of_its_morning() -> None:
    holds = [("office", date(2026, 3, 2)), ("firm", date(2026, 3, 4)), ("office", date(2026, 3, 9))]
    assert ball_days(CHINA, holds, date(2026, 3, 10)) == {"office": 3, "firm": 3}


@settings(max_examples=60, deadline=None)
@given(DAYS, st.data())
def test_the_sum_of_all_balls_is_the_elapsed_time(days: list[date], draw: st.DataObject) -> None:
    holds = [(draw.draw(st.sampled_from("abc")), day) for day in days[:-1]]
    spent = ball_days(CHINA, holds, days[-1])
    assert sum(spent.values()) == CHINA.workdays(days[0], days[-1])
    assert set(spent) == {holder for holder, _ in holds}
    assert min(spent.values()) >= 0


def test_no_holds_are_nobodys_days() -> None:
    assert ball_days(CHINA, [], date(2026, 3, 10)) == {}


def test_holds_out_of_order_are_refused() -> None:
    for holds in ([("a", date(2026, 3, 4)), ("b", date(2026, 3, 2))], [("a", date(2026, 3, 11))]):
        with pytest.raises(ValueError, match="before the beginning"):
            ball_days(CHINA, holds, date(2026, 3, 10))
