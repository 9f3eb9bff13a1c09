"""Work in the background, as frozen rows."""

import json
from datetime import datetime
from typing import NamedTuple

from luodi.kernel.problems import Problem
from luodi.spine.jobs.models import Job
from luodi.spine.jobs.queue import OPEN, asked_by
from luodi.spine.people.seats import Seat

SHOWN = 50


class JobRow(NamedTuple):
    """A piece of work and how far it is. `recurs`: by itself, nobody asked."""

    pk: int
    kind: str
    recurs: bool
    who: str
    state: str
    stop_asked: bool
    done: int
    total: int
    words: Problem | None
    attempts: int
    asked_at: datetime
    begun_at: datetime | None
    beat_at: datetime | None
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def seconds_left(self) -> int | None:
        """At the pace so far; None where nothing can be said."""
        if self.state != "running" or not self.done or self.begun_at is None or self.beat_at is None:
            return None
        return round((self.beat_at - self.begun_at).total_seconds() * (self.total - self.done) / self.done)


def jobs(seat: Seat) -> list[JobRow]:
    """The work a seat may see, the newest first."""
    return [_row(row) for row in asked_by(seat).select_related("asked").order_by("-asked_at", "-pk")[:SHOWN]]


def job(seat: Seat, pk: int) -> JobRow | None:
    """One piece of it."""
    row = asked_by(seat).select_related("asked").filter(pk=pk).first()
    return _row(row) if row else None


def every_job() -> list[tuple[str, JobRow]]:
    """The newest of every region, with the region's code, for whoever runs the machine."""
    rows = Job.objects.everywhere("the operator sees every region's").select_related("asked", "region")
    return [(row.region.code, _row(row)) for row in rows.order_by("-asked_at", "-pk")[:SHOWN]]


def _row(row: Job) -> JobRow:
    words = Problem(*json.loads(row.words)) if row.words else None
    who = row.asked.name if row.asked else ""
    return JobRow(
        row.pk, row.kind, row.asked_id is None, who, row.state, row.stop_asked, row.done, row.total, words,
        row.attempts, row.asked_at, row.begun_at, row.beat_at, row.ended_at,
    )  # fmt: skip
