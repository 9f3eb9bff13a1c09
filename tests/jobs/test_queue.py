"""The queue: asked once, done by one worker, stopped, tried again, taken over from a worker that is lost."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from luodi.kernel.problems import problem
from luodi.spine.jobs import queue
from luodi.spine.jobs.kinds import Stopped, kinds
from luodi.spine.jobs.models import Job
from luodi.spine.jobs.queue import BACKOFF, LEASE, TRIES, ask, claim, recur
from luodi.spine.jobs.reads import job, jobs
from luodi.spine.jobs.worker import Running, work_once
from luodi.spine.people.seats import NotYours
from tests.jobs import trial_kinds
from tests.support.cast import Cast

BEGUN = datetime(2026, 11, 20, 1, tzinfo=UTC)


@dataclass
class Hours:
    """A clock of the tests: each look is a second later."""

    at: datetime = BEGUN
    looked: list[datetime] = field(default_factory=list)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def hours(settings) -> Hours:
    settings.JOB_KINDS = "tests.jobs.trial_kinds"
    trial_kinds.CALLS.clear()
    return Hours()


@pytest.fixture(autouse=True)
def nothing_recurs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(trial_kinds.KINDS, "often")


def asked(cast: Cast, kind: str, **told: object) -> int:
    return ask(kind, by=cast["leader"], at=BEGUN, told=told)


def row(pk: int) -> Job:
    return Job.objects.everywhere("a test").get(pk=pk)


def test_work_is_done_and_says_what_came_out(cast: Cast, hours: Hours) -> None:
    pk = asked(cast, "steps")
    assert work_once("w", hours) and not work_once("w", hours)
    shown = job(cast["leader"], pk)
    assert shown is not None and (shown.state, shown.done, shown.total) == ("done", 3, 3)
    assert str(shown.words) == "all of it"


def test_what_is_open_is_not_asked_for_twice(cast: Cast, hours: Hours) -> None:
    first = asked(cast, "steps")
    assert asked(cast, "steps") == first != asked(cast, "steps", pieces=2)
    work_once("w", hours), work_once("w", hours)
    assert asked(cast, "steps") != first


def test_one_worker_has_it_and_another_only_after_the_lease(cast: Cast, hours: Hours) -> None:
    pk = asked(cast, "steps")
    mine = claim("one", at=BEGUN)
    assert mine is not None and mine.pk == pk
    assert claim("two", at=BEGUN + LEASE) is None
    queue.beat(pk, "one", at=BEGUN + LEASE)
    assert claim("two", at=BEGUN + LEASE * 1.5) is None
    theirs = claim("two", at=BEGUN + LEASE * 3)
    assert theirs is not None and (theirs.pk, theirs.attempts) == (pk, 2)
    with pytest.raises(Stopped):
        queue.beat(pk, "one", at=BEGUN + LEASE * 3)
    assert not queue.end(pk, "one", "done", problem("mine"), at=BEGUN)
    assert queue.end(pk, "two", "done", problem("theirs"), at=BEGUN)


def test_work_that_loses_every_worker_fails_in_the_end(cast: Cast, hours: Hours) -> None:
    pk, at = asked(cast, "steps"), BEGUN
    for attempt in range(TRIES):
        taken = claim(f"w{attempt}", at=at)
        assert taken is not None and taken.attempts == attempt + 1
        at += LEASE * 2
    assert claim("w", at=at) is None
    assert row(pk).state == "failed" and "lost" in row(pk).words


def test_a_fault_is_tried_again_later_each_time_then_by_hand(cast: Cast, hours: Hours) -> None:
    pk = asked(cast, "breaks")
    for attempt in range(1, TRIES + 1):
        assert work_once("w", hours)
        assert not work_once("w", hours), "before its time"
        wait = row(pk).due_at - hours.at
        assert attempt == TRIES or wait > BACKOFF * 2 ** (attempt - 1) - timedelta(seconds=5)
        hours.at += BACKOFF * 2**attempt
    assert row(pk).state == "failed" and "the disk is full" in row(pk).words
    assert trial_kinds.CALLS == ["broke"] * TRIES
    queue.again(pk, by=cast["leader"], at=hours.at)
    assert work_once("w", hours) and row(pk).state == "waiting"


def test_a_refusal_is_not_tried_again(cast: Cast, hours: Hours) -> None:
    pk = asked(cast, "refuses")
    assert work_once("w", hours)
    assert (row(pk).state, row(pk).attempts) == ("failed", 1)


def test_what_waits_is_stopped_at_once_and_what_runs_at_its_next_step(
    cast: Cast, hours: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = asked(cast, "steps")
    queue.stop(waits, by=cast["leader"], at=BEGUN)
    assert row(waits).state == "stopped" and not work_once("w", hours)
    pk = asked(cast, "steps", pieces=2)
    step = Running.step

    def stopping(self: Running, done: int, total: int, words: object = None) -> None:
        step(self, done, total)
        queue.stop(pk, by=cast["leader"], at=BEGUN)

    monkeypatch.setattr(Running, "step", stopping)
    assert work_once("w", hours)
    assert trial_kinds.CALLS == ["piece 0"] and row(pk).state == "stopped"
    queue.again(pk, by=cast["leader"], at=BEGUN)
    assert row(pk).state == "waiting" and not row(pk).stop_asked


def test_a_worker_told_to_go_gives_its_work_back(cast: Cast, hours: Hours) -> None:
    pk = asked(cast, "goes")
    with pytest.raises(KeyboardInterrupt):
        work_once("w", hours)
    assert (row(pk).state, row(pk).attempts) == ("waiting", 0)


def test_recurring_work_is_one_row_a_kind_and_waits_once_a_turn(
    cast: Cast, hours: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(trial_kinds.KINDS, "often", trial_kinds.Kind(
        trial_kinds.steps, "often", "", (), lambda where, at: at.isoformat(timespec="minutes")))  # fmt: skip
    listed = dict(kinds())
    assert [recur(listed, [cast.where], at=BEGUN) for _ in range(3)] == [1, 0, 0]
    assert work_once("w", hours) and not work_once("w", hours)
    later = BEGUN + timedelta(minutes=1)
    assert [recur(listed, [cast.where], at=later) for _ in range(2)] == [1, 0]
    assert Job.objects.everywhere("a test").count() == 1


def test_one_sees_ones_own_and_a_leader_all_of_the_region(cast: Cast, hours: Hours) -> None:
    own = ask("steps", by=cast["window"], at=BEGUN)
    other = asked(cast, "steps", pieces=1)
    assert [one.pk for one in jobs(cast["window"])] == [own]
    assert {one.pk for one in jobs(cast["leader"])} == {own, other}
    for act in (queue.stop, queue.again):
        with pytest.raises(NotYours):
            act(other, by=cast["window"], at=BEGUN)
    with pytest.raises(NotYours):
        ask("steps", by=cast.law, at=BEGUN)


def test_the_time_left_follows_the_pace(cast: Cast, hours: Hours) -> None:
    pk = asked(cast, "steps")
    claim("w", at=BEGUN)
    queue.beat(pk, "w", at=BEGUN + timedelta(seconds=10), done=1, total=4)
    shown = job(cast["leader"], pk)
    assert shown is not None and shown.seconds_left == 30
