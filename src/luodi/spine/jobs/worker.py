"""The worker: takes one piece of work after the other, says that it lives, and how each ended."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection

from luodi.kernel.problems import Problem, problem
from luodi.spine.jobs import queue
from luodi.spine.jobs.kinds import Stopped, kinds
from luodi.spine.jobs.queue import LEASE, TRIES, Claimed
from luodi.spine.people.reads import places
from luodi.spine.people.seats import Place, Refused

Clock = Callable[[], datetime]
BEAT = LEASE.total_seconds() / 6
OFTEN = 0.5  # seconds between two writes of how far it is
_log = logging.getLogger("luodi.jobs")


class Running:
    """One piece of work while it runs."""

    def __init__(self, claimed: Claimed, worker: str, where: Place, clock: Clock) -> None:
        self.claimed, self.worker, self.place, self.clock = claimed, worker, where, clock
        self.told: Mapping[str, Any] = claimed.told
        self._said_at: datetime | None = None

    def step(self, done: int, total: int, words: Problem | None = None) -> None:
        """Say how far it is; not more often than a reader could see. Raises `Stopped`."""
        at = self.clock()
        if done < total and self._said_at is not None and (at - self._said_at).total_seconds() < OFTEN:
            return
        self._said_at = at
        told = {"words": queue.said(words)} if words else {}
        queue.beat(self.claimed.pk, self.worker, at=at, done=done, total=total, **told)


def work_once(worker: str, clock: Clock) -> bool:
    """Do one piece of work, if one waits; whether there was one."""
    queue.recur(dict(kinds()), places(), at=clock())
    claimed = queue.claim(worker, at=clock())
    if claimed is None:
        return False
    where = next(place for place in places() if place.pk == claimed.region)
    running = Running(claimed, worker, where, clock)
    with _heard(running):
        _run(running)
    return True


def _run(running: Running) -> None:
    """However it goes, the row says so; a fault of ours is in the log as well."""
    claimed, worker, at = running.claimed, running.worker, running.clock
    try:
        words = kinds()[claimed.kind].run(running)
    except Stopped:
        queue.end(claimed.pk, worker, "stopped", problem("Stopped; what is in stays in."), at=at())
    except Refused as refused:  # trying again would be refused again
        queue.end(claimed.pk, worker, "failed", refused.reasons[0], at=at())
    except Exception as fault:
        _log.exception("job %s (%s)", claimed.pk, claimed.kind)
        said = problem("It broke off: %(what)s", what=f"{type(fault).__name__}: {fault}"[:300])
        if claimed.attempts < TRIES:
            queue.put_off(claimed.pk, worker, said, claimed.attempts, at=at())
        else:
            queue.end(claimed.pk, worker, "failed", said, at=at())
    except BaseException:  # the worker is told to go: another one, or it itself when it is back, takes the work up
        queue.give_back(claimed.pk, worker, at=at())
        raise
    else:
        queue.end(claimed.pk, worker, "done", words, at=at())


@contextmanager
def _heard(running: Running) -> Iterator[None]:
    """A thread says that the worker lives while one step takes longer than its lease; it dies with the process."""
    over = threading.Event()

    def live() -> None:
        while not over.wait(BEAT):
            try:
                queue.beat(running.claimed.pk, running.worker, at=running.clock())
            except Stopped:
                pass  # the work itself hears it at its next step
            finally:
                connection.close()

    thread = threading.Thread(target=live, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
