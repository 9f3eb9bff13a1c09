"""The door of every verb: find, take the case row, ask whether this seat may do this now."""

from collections.abc import Callable
from datetime import date, datetime
from typing import ParamSpec

from luodi.kernel.clock import next_day
from luodi.slices.approvals import reads, rules
from luodi.slices.approvals.actions.steps import Act
from luodi.slices.matters import reads as catalogue
from luodi.slices.matters.reads import MatterRow
from luodi.spine.commitments import cases
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import NotYours, Seat, or_refuse

P = ParamSpec("P")


def opened(
    verb: str, *, number: str, by: Seat, at: datetime, seen: int | None, recorded_at: datetime | None = None
) -> Act:
    """The application in hand, its case row taken before anything of it is read. Raises NotYours, Stale or Refused.

    Who read the case before somebody else acted is told so, not that the case is past that step.
    """
    found = reads.application_of(by, cases.take_for(number, by=by, seen=seen))
    or_refuse(rules.may(verb, found, by, by.day(at)))
    return Act(found, by, at, recorded_at)


def matter_of(act: Act) -> MatterRow:
    """The matter an application is for. Raises NotYours for a question without one."""
    if act.seen.matter_id is None:
        raise NotYours(act.seen.case.number)
    return catalogue.matter(act.by.place, act.seen.matter_id)


def latest_days(act: Act, matter: MatterRow) -> dict[str, date | None]:
    """What the matter's own law lets stop the clock, each with the last day it may take, begun today."""
    latest: dict[str, date | None] = {}
    calendar = calendar_of(act.by.place)
    for special in matter.special:
        most = special.get("max_days")
        if most is None:
            latest[special["type"]] = None
        elif special.get("unit") == "day":
            latest[special["type"]] = next_day(act.on, most - 1)
        else:
            latest[special["type"]] = calendar.add(calendar.previous(act.on), most)
    return latest


def unless_crossed(act: Callable[P, int]) -> Callable[P, int]:
    """What law does to one case, left for the next tick where somebody acts on the case at this moment."""

    def left(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            return act(*args, **kwargs)
        except cases.Stale:
            return 0

    return left
