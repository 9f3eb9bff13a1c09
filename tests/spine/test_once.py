"""A form sent twice is one act with one answer."""

import pytest

from luodi.spine.journal.models import Entry, Once
from luodi.spine.journal.once import Answer, KeyReused, fingerprint, forget, once
from luodi.spine.people.seats import Refused
from tests.support.cast import Cast, at

ASKED = fingerprint("receive", {"matter": "B01", "applicant": "F06"})


def send(cast: Cast, account: str = "window", key: str = "k1", asked: str = ASKED) -> Answer:
    def act() -> Answer:
        number = cast.received()
        return Answer(201, {"Location": f"/cases/{number}", "Content-Type": "text/plain"}, f"受理 {number}\n".encode())

    return once(key, asked=asked, by=cast[account], at=at("2026-11-02"), act=act)


def facts(cast: Cast) -> int:
    return Entry.objects.within(cast.where.pk).count()


def test_the_second_time_gets_the_whole_first_answer(cast: Cast) -> None:
    first = send(cast)
    before = facts(cast)
    assert send(cast) == first
    assert (first.status, first.headers["Content-Type"]) == (201, "text/plain")
    assert facts(cast) == before
    assert send(cast, key="k2").body != first.body


def test_a_key_belongs_to_one_content(cast: Cast) -> None:
    send(cast)
    before = facts(cast)
    with pytest.raises(KeyReused):
        send(cast, asked=fingerprint("receive", {"matter": "B02", "applicant": "F06"}))
    with pytest.raises(KeyReused):
        once("k3", asked=ASKED, by=cast.law, at=at("2026-11-02"), act=lambda: Answer(200, {}))
    assert facts(cast) == before


def test_a_key_is_its_persons_alone(cast: Cast) -> None:
    first, before = send(cast), facts(cast)
    other = send(cast, account="zrzy-head", asked=fingerprint("another", {}))
    assert other.body != first.body
    assert facts(cast) > before
    assert send(cast) == first


def test_what_was_refused_leaves_nothing_and_may_be_sent_again(cast: Cast) -> None:
    def refused() -> Answer:
        cast.received()
        raise Refused

    before = facts(cast)
    with pytest.raises(Refused):
        once("k1", asked=ASKED, by=cast["window"], at=at("2026-11-02"), act=refused)
    assert (facts(cast), Once.objects.count()) == (before, 0)
    assert send(cast)


def test_an_answer_is_kept_a_week_and_forgotten_then(cast: Cast) -> None:
    first = send(cast)
    assert forget(cast.where, at=at("2026-11-09", "23:59")) == 0
    assert send(cast) == first
    assert forget(cast.where, at=at("2026-11-10")) == 1
    assert Once.objects.count() == 0


def test_a_fingerprint_knows_every_field_in_any_order() -> None:
    asked = fingerprint("a", {"x": 1, "y": 2})
    assert asked == fingerprint("a", {"y": 2, "x": 1})
    others = [("b", {"x": 1, "y": 2}), ("a", {"x": 1}), ("a", {"x": 2, "y": 2}), ("a", {"x": "1\ny=2"})]
    assert len({asked, *(fingerprint(route, content) for route, content in others)}) == 5
