"""Who gets which page and verb: office, body, owner, whoever helps, leader, reader, window, firm, a stranger."""

from collections.abc import Callable
from typing import Any

import pytest

from luodi.slices.meetings.actions import changes, matters
from luodi.slices.meetings.reads.matters import matter_for, our_matters
from luodi.slices.meetings.reads.minutes import minute_for, minutes
from luodi.slices.meetings.rules.acts import PHASES, possible
from luodi.spine.commitments.reads import open_promises
from luodi.spine.people.seats import NotYours
from tests.meetings.hall import NUMBER, done, marked, matter, resolved, row, typed
from tests.support.cast import Cast, at

EVERYBODY = ("rdb", "rdb-head", "chair", "leader", "reader", "zrzy", "zrzy-head", "fgw", "sthj", "window", "F06")
READS_MINUTE = {"rdb", "rdb-head", "chair", "leader", "reader"}
SEES_MATTER = READS_MINUTE | {"zrzy", "zrzy-head", "fgw"}  # fgw helps


def allowed(hall: Cast, ask: Callable[[Any], Any]) -> set[str]:
    """Who is not told that it is nothing of theirs."""
    found = set()
    for account in EVERYBODY:
        try:
            ask(hall[account])
        except NotYours:
            continue
        found.add(account)
    return found


def test_who_reads_a_minute_and_who_sees_a_matter(hall: Cast) -> None:
    number = matter(hall)
    assert allowed(hall, lambda seat: minute_for(seat, NUMBER)) == READS_MINUTE
    assert allowed(hall, lambda seat: matter_for(seat, number)) == SEES_MATTER
    assert {account for account in EVERYBODY if minutes(hall[account])} == READS_MINUTE
    assert {account for account in EVERYBODY if our_matters(hall[account])} == {"zrzy", "zrzy-head", "fgw"}
    for strange in ("nothing", "a\0b"):
        assert allowed(hall, lambda seat, number=strange: minute_for(seat, number)) == set()
        assert allowed(hall, lambda seat, number=strange: matter_for(seat, number)) == set()


def test_a_party_group_s_paper_is_its_own(hall: Cast) -> None:
    typed(hall, number="党组2", circle="owner", chair=None)
    marked(hall, "党组2")
    number = resolved(hall, number="党组2", owner="rdb", supporting=[])
    assert allowed(hall, lambda seat: minute_for(seat, "党组2")) == {"rdb", "rdb-head"}
    assert allowed(hall, lambda seat: matter_for(seat, number)) == {"rdb", "rdb-head"}
    inboxes = {account for account in EVERYBODY if open_promises(hall[account])}
    assert inboxes == {"rdb", "rdb-head"}


def test_who_finds_a_matter_among_the_open_promises(hall: Cast) -> None:
    matter(hall)
    inboxes = {account for account in EVERYBODY if open_promises(hall[account])}
    assert inboxes == {"zrzy", "zrzy-head", "chair", "leader", "reader"}


OFFICES = {"propose", "find_departure"}
BODYS = {"waive", "extend", "hand_over", "split", "correct"}
OPEN = {
    "rdb": OFFICES, "rdb-head": OFFICES | BODYS, "chair": BODYS, "leader": set(), "reader": set(),
    "zrzy": {"report", "finish", "propose"}, "zrzy-head": {"report", "finish", "propose"}, "fgw": set(),
}  # fmt: skip


def test_what_each_may_do_with_a_matter_under_way(hall: Cast) -> None:
    number = matter(hall)
    assert {account: set(possible(row(hall, number), hall[account])) for account in OPEN} == OPEN


def test_what_each_may_do_with_one_that_is_done(hall: Cast) -> None:
    number = matter(hall)
    done(hall, number, "2026-11-16")
    office = {"show_effect", "close_off", "propose", "find_departure", "reopen"}
    assert {account: set(possible(row(hall, number), hall[account])) for account in OPEN} == {
        "rdb": office, "rdb-head": office | {"waive", "correct"}, "chair": {"waive", "correct"}, "leader": set(),
        "reader": set(), "zrzy": {"show_effect", "propose"}, "zrzy-head": {"show_effect", "propose"}, "fgw": set(),
    }  # fmt: skip


@pytest.mark.parametrize("verb", PHASES)
def test_no_stranger_does_anything_and_nothing_is_left_of_it(hall: Cast, verb: str) -> None:
    number = matter(hall)
    before = row(hall, number)
    action = getattr(matters, verb, None) or getattr(changes, verb)
    told: dict[str, Any] = {
        "report": {"note": "x"}, "finish": {"document": "x"}, "show_effect": {"effect": "x", "document": "x"},
        "close_off": {}, "propose": {"after": "x", "reason": "x"}, "approve": {"authority": "x"},
        "decline": {"authority": "x", "reason": "x"}, "find_departure": {"after": "x"}, "mend": {"reason": "x"},
        "waive": {"authority": "x", "reason": "x"},
        "extend": {"due_on": before.due_on, "reason": "x", "authority": "x"},
        "hand_over": {"to": "sthj", "reason": "x", "authority": "x"}, "reopen": {"reason": "x"},
        "split": {"parts": [], "reason": "x", "authority": "x"},
        "correct": {"scope": "x", "amount": None, "reason": "x", "authority": "x"},
    }[verb]  # fmt: skip
    for account in ("sthj", "window", "F06", "F17"):
        with pytest.raises(NotYours):
            action(number=number, by=hall[account], at=at("2026-11-16"), **told)
    assert row(hall, number) == before
