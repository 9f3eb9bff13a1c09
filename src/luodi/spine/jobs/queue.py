"""The queue on the rows themselves: asked, claimed by one worker alone, held by a lease, ended, tried again.

Every change is a conditional update: whoever comes second finds it done. A worker that dies lets its lease run out,
and the next one takes the work up where its own transactions left it.
"""

import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.db.utils import IntegrityError

from luodi.kernel.problems import Problem, problem
from luodi.spine.jobs.kinds import Kind, Stopped
from luodi.spine.jobs.models import Job
from luodi.spine.people.seats import NotYours, Place, Seat

LEASE = timedelta(seconds=60)
TRIES = 3
BACKOFF = timedelta(seconds=5)
OPEN = ("waiting", "running")


class Claimed(NamedTuple):
    """Work a worker has taken."""

    pk: int
    region: int
    kind: str
    told: dict[str, Any]
    attempts: int


def ask(kind: str, *, by: Seat, at: datetime, told: dict[str, Any] | None = None) -> int:
    """Work to be done soon. Work of the same kind and content that is still open is not asked for twice."""
    if by.person is None:
        raise NotYours(kind)
    text = json.dumps(told or {}, sort_keys=True)
    open_ = Job.objects.within(by.region).filter(kind=kind, told=text, state__in=OPEN, asked__isnull=False)
    if (found := open_.values_list("pk", flat=True).first()) is not None:
        return int(found)
    row = Job.objects.create(
        region_id=by.region, kind=kind, asked_id=by.person, told=text, state="waiting", asked_at=at, due_at=at
    )
    return row.pk


def recur(kinds: dict[str, Kind], places: list[Place], *, at: datetime) -> int:
    """Recurring work whose turn has come waits again: one row a kind and region, however many workers look."""
    armed = 0
    for where in places:
        for name, kind in kinds.items():
            slot = kind.slot(where, at) if kind.slot else ""
            armed += bool(slot) and _arm(name, where, slot, at)
    return armed


def _arm(kind: str, where: Place, slot: str, at: datetime) -> int:
    rows = Job.objects.within(where.pk).filter(kind=kind, asked=None)
    fresh = {"state": "waiting", "slot": slot, "attempts": 0, "asked_at": at, "due_at": at}
    if not rows.exists():
        try:
            with transaction.atomic():
                Job.objects.create(region_id=where.pk, kind=kind, **fresh)
        except IntegrityError:
            return 0
        return 1
    return rows.exclude(state__in=OPEN).exclude(slot=slot).update(**fresh, stop_asked=False, ended_at=None)


def claim(worker: str, *, at: datetime) -> Claimed | None:
    """The work that waits longest, or whose worker has not been heard of for a lease."""
    every = Job.objects.everywhere("one worker serves every region")
    ready = every.filter(Q(state="waiting", due_at__lte=at) | Q(state="running", beat_at__lt=at - LEASE))
    for row in ready.order_by("due_at", "pk")[:20]:
        if row.state == "running" and (row.stop_asked or row.attempts >= TRIES):
            end(row.pk, row.worker, "stopped" if row.stop_asked else "failed", _LOST, at=at)
            continue
        mine = every.filter(pk=row.pk, state=row.state, worker=row.worker, attempts=row.attempts, beat_at=row.beat_at)
        taken = {"state": "running", "worker": worker, "attempts": row.attempts + 1}
        if mine.update(**taken, beat_at=at, begun_at=at, ended_at=None):
            return Claimed(row.pk, row.region_id, row.kind, json.loads(row.told), row.attempts + 1)
    return None


_LOST = problem("Its worker was lost again and again; see the log of the machine.")


def beat(job: int, worker: str, *, at: datetime, **how_far: Any) -> None:
    """The worker lives; `how_far` it has come. Raises `Stopped` where it was asked to stop, or lost the work."""
    held = _held(job, worker)
    if not held.filter(stop_asked=False).update(beat_at=at, **how_far):
        raise Stopped


def end(job: int, worker: str, state: str, words: Problem, *, at: datetime) -> bool:
    """Done, failed or stopped: False where somebody else has the work meanwhile."""
    return bool(_held(job, worker).update(state=state, words=said(words), ended_at=at))


def put_off(job: int, worker: str, words: Problem, attempts: int, *, at: datetime) -> bool:
    """Failed for now: it waits, longer each time."""
    due_at = at + BACKOFF * 2 ** (attempts - 1)
    return bool(_held(job, worker).update(state="waiting", words=said(words), due_at=due_at))


def give_back(job: int, worker: str, *, at: datetime) -> bool:
    """Not begun, as it were: it waits for the next worker."""
    return bool(_held(job, worker).update(state="waiting", due_at=at, attempts=F("attempts") - 1))


def stop(job: int, *, by: Seat, at: datetime) -> None:
    """What waits is stopped at once, what runs at its next step; what is in stays in."""
    mine = asked_by(by).filter(pk=job)
    if not mine.filter(state="waiting").update(state="stopped", stop_asked=True, ended_at=at):
        mine.filter(state="running").update(stop_asked=True)
    if not mine.exists():
        raise NotYours(str(job))


def again(job: int, *, by: Seat, at: datetime) -> None:
    """What failed or was stopped is tried again, from where it stands."""
    mine = asked_by(by).filter(pk=job)
    if not mine.exists():
        raise NotYours(str(job))
    mine.filter(state__in=("failed", "stopped")).update(
        state="waiting", due_at=at, attempts=0, stop_asked=False, ended_at=None, words=""
    )


def asked_by(seat: Seat) -> Any:
    """The work a seat may see: its own; a leader's, all of the region."""
    rows = Job.objects.within(seat.region)
    return rows if seat.role == "leader" else rows.filter(asked=seat.person)


def said(words: Problem) -> str:
    """A message with its values, as the row keeps it."""
    return json.dumps(words, ensure_ascii=False, default=str)


def _held(job: int, worker: str) -> Any:
    every = Job.objects.everywhere("a worker's own work, by its key")
    return every.filter(pk=job, worker=worker, state="running")
