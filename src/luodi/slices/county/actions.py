"""Verbs of the county's screens."""

from luodi.kernel.problems import problem
from luodi.spine.journal.enrol import move_day
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import Place, Refused, of_law
from luodi.web.clock import now


def next_demo_day(where: Place) -> Place:
    """A demo goes on to its next working day. Refuses a region that stands on the real day."""
    if where.frozen_on is None:
        raise Refused(problem("Only a demo has a day to move."))
    return move_day(to_on=calendar_of(where).add(where.frozen_on, 1), by=of_law(where), at=now(where))
