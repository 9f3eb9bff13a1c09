"""Verbs of the county's screens."""

from datetime import datetime

from luodi.kernel.problems import problem
from luodi.spine.commitments import handover
from luodi.spine.files.actions import keep
from luodi.spine.jobs import queue
from luodi.spine.jobs.kinds import kinds
from luodi.spine.journal.enrol import move_day
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import NotYours, Place, Refused, Seat, of_law
from luodi.web.clock import now, real_now


def next_demo_day(where: Place) -> Place:
    """A demo goes on to its next working day. Refuses a region that stands on the real day."""
    if where.frozen_on is None:
        raise Refused(problem("Only a demo has a day to move."))
    return move_day(to_on=calendar_of(where).add(where.frozen_on, 1), by=of_law(where), at=now(where))


def say_word(
    *, post: int, act: str, promise: int, by: Seat, at: datetime, reason: str = "", to: int | None = None
) -> None:
    """One word on a promise of a former holder: the newcomer's on the own post, or a decision of the rank above."""
    if act in ("acknowledge", "dispute") and by.post != post:
        raise NotYours(str(post))
    if act == "acknowledge":
        handover.acknowledge(promise, by=by, at=at)
    elif act == "dispute":
        handover.dispute(promise, reason=reason, by=by, at=at)
    elif act == "uphold":
        handover.uphold(promise, post=post, reason=reason, by=by, at=at)
    elif to is None:
        raise Refused(problem("Say which party takes the promise."))
    else:
        handover.pass_on(promise, post=post, to=to, reason=reason, by=by, at=at)


def ask_for(kind: str, *, file: tuple[str, bytes] | None, by: Seat, at: datetime) -> int:
    """Work in the background that the seat's role may ask for; a file is kept first. Returns the job."""
    listed = kinds().get(kind)
    if listed is None or by.role not in listed.roles:
        raise NotYours(kind)
    if listed.takes_file != (file is not None):
        needs, takes_none = problem("This work needs its file."), problem("This work takes no file.")
        raise Refused(needs if listed.takes_file else takes_none)
    told = {"file": keep(name=file[0], content=file[1], by=by, at=at)} if file else {}
    return queue.ask(kind, by=by, at=real_now(), told=told)
