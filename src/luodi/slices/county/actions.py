"""Verbs of the county's screens."""

from datetime import datetime

from luodi.kernel.problems import problem
from luodi.spine.commitments import handover
from luodi.spine.journal.enrol import move_day
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import NotYours, Place, Refused, Seat, of_law
from luodi.web.clock import now


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
