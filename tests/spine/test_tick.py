"""The tick: turns announced once, dated the day they happened; due days computed anew when a calendar is loaded."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luodi.spine.commitments import reads, verbs
from luodi.spine.commitments.facts import Reopened
from luodi.spine.commitments.models import Commitment
from luodi.spine.commitments.tick import recompute, turn
from luodi.spine.commitments.verbs import NewPromise, Paper
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.journal.record import record
from luodi.spine.people import reads as people
from luodi.spine.people.seats import Refused, of_law
from luodi.web.clock import now, today
from tests.support.cast import DAY, Cast, at


def made(cast: Cast, **changes: Any) -> int:
    """A promise of zrzy on Monday 2 November 2026 within five workdays: amber on 6, due on 9 November."""
    new = NewPromise("trial", "A promise", cast.party("zrzy"), date(2026, 11, 2), 5)
    return verbs.promise(new._replace(**changes), by=cast["zrzy"], at=at("2026-11-02"))


@pytest.mark.parametrize("by_itself", [
    lambda cast: turn(cast.where, on=DAY, at=at(DAY)),
    lambda cast: recompute(cast.where, reason="test", on=DAY, at=at(DAY)),
], ids=["turn", "recompute"])  # fmt: skip
def test_what_time_does_takes_the_case_before_its_promise(cast: Cast, by_itself: Callable[[Cast], int]) -> None:
    """As every action does: two that take them in another order wait for each other for ever."""
    cast.accepted("2026-11-02", "A03")
    Commitment.objects.within(cast.where.pk).filter(state="open").update(due_on=date(2026, 11, 6))
    record(Reopened(0, "a test"), by=cast.law, at=at(DAY))
    with CaptureQueriesContext(connection) as asked:
        assert by_itself(cast) > 0
    said = [query["sql"] for query in asked.captured_queries]
    taken = next(n for n, sql in enumerate(said) if 'FROM "commitments_case"' in sql and "UPDATE" not in sql[:6])
    changed = next(n for n, sql in enumerate(said) if sql.startswith('UPDATE "commitments_commitment"'))
    assert taken < changed
    assert connection.vendor == "sqlite" or "FOR UPDATE" in said[taken]


def turns(cast: Cast) -> list[tuple[str, datetime, datetime]]:
    rows = Entry.objects.within(cast.where.pk).filter(kind="commitments.turned").order_by("id")
    return [(e.payload.split('"before":')[1], e.happened_at, e.recorded_at) for e in rows]


def test_a_turn_is_announced_on_its_day_and_once(cast: Cast) -> None:
    promise = made(cast)
    assert turn(cast.where, on=date(2026, 11, 5), at=at("2026-11-05")) == 0
    assert turn(cast.where, on=date(2026, 11, 6), at=at("2026-11-06")) == 1
    assert reads.promise(cast.where, promise).shown == "soon"
    for _ in range(3):
        assert turn(cast.where, on=date(2026, 11, 9), at=at("2026-11-09")) == 0
    assert turn(cast.where, on=date(2026, 11, 10), at=at("2026-11-10")) == 1
    assert reads.promise(cast.where, promise).shown == "overdue"
    assert turn(cast.where, on=date(2027, 1, 10), at=at("2027-01-10")) == 0
    assert [at_ for _, at_, _ in turns(cast)] == [at("2026-11-06", "00:00"), at("2026-11-10", "00:00")]


def test_a_tick_that_comes_late_dates_each_turn_on_its_own_day(cast: Cast) -> None:
    made(cast)
    late = at("2026-11-20", "06:00")
    assert turn(cast.where, on=DAY, at=late) == 2
    assert [(happened, recorded) for _, happened, recorded in turns(cast)] == [
        (at("2026-11-06", "00:00"), late), (at("2026-11-10", "00:00"), late)
    ]  # fmt: skip


def test_what_is_kept_void_paused_or_planned_does_not_turn(cast: Cast) -> None:
    kept, void, paused = made(cast), made(cast), made(cast)
    made(cast, waits=1)
    verbs.settle(kept, evidence=[Paper(link="doc")], by=cast["zrzy"], at=at("2026-11-03"))
    verbs.withdraw(void, reason="no need", by=cast["zrzy"], at=at("2026-11-03"))
    verbs.pause(paused, reason="review", held_by=cast.party("tp"), by=cast["zrzy"], at=at("2026-11-03"))
    assert turn(cast.where, on=date(2027, 1, 10), at=at("2027-01-10")) == 0
    assert not Commitment.objects.within(cast.where.pk).exclude(wake_on=None).exists()


def test_a_tick_turns_its_own_region_alone(cast: Cast) -> None:
    made(cast)
    other = enrol.register_region(code="990901", name="县", zone="Asia/Shanghai", calendar="CN", at=at("2026-11-02"))
    assert turn(other, on=DAY, at=at(DAY)) == 0
    assert turn(cast.where, on=DAY, at=at(DAY)) == 2


def _loaded(cast: Cast, **words: Any) -> None:
    cast.where = enrol.load_calendar(source="a notice", by=cast.law, at=at("2026-11-03"), **words)


def test_a_calendar_loaded_moves_open_due_days_each_with_its_fact(cast: Cast) -> None:
    open_, kept, own = made(cast), made(cast), made(cast, term=None, from_on=None, due_on=date(2026, 11, 9))
    verbs.settle(kept, evidence=[Paper(link="doc")], by=cast["zrzy"], at=at("2026-11-03"))
    _loaded(cast, year=2026, off={date(2026, 11, 5): "local", date(2026, 11, 6): "local"}, work={}, local=True)
    assert recompute(cast.where, reason="a notice", on=date(2026, 11, 3), at=at("2026-11-03")) == 1
    days = {pk: reads.promise(cast.where, pk).due_on for pk in (open_, kept, own)}
    assert days == {open_: date(2026, 11, 11), kept: date(2026, 11, 9), own: date(2026, 11, 9)}
    fact = Entry.objects.within(cast.where.pk).get(kind="commitments.recomputed")
    assert all(word in fact.payload for word in ("2026-11-09", "2026-11-11", "a notice"))
    assert recompute(cast.where, reason="a notice", on=date(2026, 11, 3), at=at("2026-11-03")) == 0


def test_local_days_stand_above_a_notice_and_a_notice_above_the_package(cast: Cast) -> None:
    day = date(2027, 5, 3)
    assert people.calendar_of(cast.where).is_workday(day)
    assert people.calendar_of(cast.where).provisional(day)
    _loaded(cast, year=2027, off={day: "holiday"}, work={date(2027, 5, 8): "made up"})
    assert not people.calendar_of(cast.where).is_workday(day)
    assert people.calendar_of(cast.where).is_workday(date(2027, 5, 8))
    assert not people.calendar_of(cast.where).provisional(day)
    _loaded(cast, year=2027, off={}, work={day: "worked here"}, local=True)
    assert people.calendar_of(cast.where).is_workday(day)
    _loaded(cast, year=2027, off={date(2027, 5, 4): "holiday"}, work={})
    assert people.calendar_of(cast.where).is_workday(day)
    assert people.calendar_of(cast.where).is_workday(date(2027, 5, 7))
    assert not people.calendar_of(cast.where).is_workday(date(2027, 5, 4))


def test_a_demo_stands_on_its_day_and_its_clock_runs_on(cast: Cast) -> None:
    assert today(cast.where) == DAY
    assert now(cast.where) == at(DAY)
    verbs.promise(NewPromise("trial", "x", cast.party("zrzy"), DAY, 5), by=cast["zrzy"], at=now(cast.where))
    assert (now(cast.where) - at(DAY)).total_seconds() == 1
    with pytest.raises(Refused, match="forward"):
        enrol.move_day(to_on=DAY, by=cast.law, at=now(cast.where))
    before = cast.law
    cast.where = enrol.move_day(to_on=date(2026, 11, 23), by=before, at=now(cast.where))
    with pytest.raises(Refused, match="meanwhile"):
        enrol.move_day(to_on=date(2026, 11, 24), by=before, at=now(cast.where))
    assert (today(cast.where), now(cast.where)) == (date(2026, 11, 23), at("2026-11-23"))


def test_a_region_on_the_real_day_has_none_to_move(cast: Cast) -> None:
    real = enrol.register_region(code="990901", name="县", zone="Asia/Shanghai", calendar="CN", at=at("2026-11-02"))
    with pytest.raises(Refused):
        enrol.move_day(to_on=date(2050, 1, 4), by=of_law(real), at=at("2026-11-02"))
