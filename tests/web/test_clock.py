"""The clock of a demo stays on its day."""

from datetime import date, timedelta

import pytest

from luodi.slices.approvals.actions import decision
from luodi.web.clock import now
from tests.support.cast import DAY, ZONE, Cast, at


@pytest.mark.parametrize(("last", "then"), [
    ("08:00:00", "09:00:00"), ("09:00:00", "09:00:01"), ("23:59:58", "23:59:59"), ("23:59:59", "23:59:59"),
])  # fmt: skip
def test_a_second_after_the_fact_before_it_and_never_on_the_next_day(cast: Cast, last: str, then: str) -> None:
    number = cast.received("2026-11-18", "A03")
    decision.remark(number=number, text="late", by=cast["zrzy"], at=at(DAY, last))
    assert now(cast.where) == at(DAY, then)


def test_what_was_recorded_in_the_last_instant_is_not_followed_by_an_earlier_one(cast: Cast) -> None:
    last = at(DAY, "23:59:59") + timedelta(milliseconds=500)
    decision.remark(number=cast.received("2026-11-18", "A03"), text="late", by=cast["zrzy"], at=last)
    assert now(cast.where) == last


def test_a_day_on_which_the_clocks_are_changed_opens_on_that_day(cast: Cast) -> None:
    """In Santiago 6 September 2026 begins at one in the morning: midnight is left out."""
    chile = cast.where._replace(pk=cast.where.pk + 1, zone="America/Santiago", frozen_on=date(2026, 9, 6))
    assert now(chile).astimezone(ZONE).isoformat() == "2026-09-06T21:00:00+08:00"
