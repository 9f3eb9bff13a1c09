"""Who sits where on which day."""

from datetime import date

import pytest

from luodi.spine.journal import enrol
from luodi.spine.people import reads as people
from luodi.spine.people.seats import NotYours
from tests.support.cast import Cast, at


def test_a_newcomer_sits_from_the_day_on_and_the_holder_until_then(cast: Cast) -> None:
    old = cast.persons["zrzy"]
    post = people.seat_of(old).post
    assert post is not None
    new = enrol.change_holder(post=post, name="新人", from_on=date(2026, 11, 24), by=cast.law, at=at("2026-11-20"))
    assert people.seat_of(old, date(2026, 11, 23)).post == post
    with pytest.raises(NotYours):
        people.seat_of(new, date(2026, 11, 23))
    with pytest.raises(NotYours):
        people.seat_of(old, date(2026, 11, 24))
    assert people.seat_of(new, date(2026, 11, 24)).post == post


def test_the_door_asks_who_sits_today(cast: Cast) -> None:
    client = cast.client("zrzy")
    post = people.seat_of(cast.persons["zrzy"]).post
    assert post is not None
    enrol.change_holder(post=post, name="新人", from_on=date(2026, 11, 24), by=cast.law, at=at("2026-11-20"))
    assert client.get("/").status_code == 200
