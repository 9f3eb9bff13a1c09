"""From the start to the end: when the works are built, and when the last matter is done.

Whole workdays from today, on top of the forecast of the start. Works that have begun take their days from the day they
began; others from their planned day, but not before the start. What should be built by now is built today at the
earliest. An acceptance to come waits until all of it is built; one that runs was let in, and waits for it no longer.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from luodi.kernel.graph import Course, Edge, Line
from luodi.slices.matters.rules.catalogue import START
from luodi.slices.plans.rules.forecast import TO_COME, Standing, from_today
from luodi.slices.plans.rules.plan import Plan

ACCEPTANCE = "D"


class Building(NamedTuple):
    """What is built, or one of several works. `begun`, `planned`: workdays from today, before it negative; else None.

    `days` None: how long it takes is not known.
    """

    days: int | None
    begun: int | None = None
    planned: int | None = None
    name: str = ""

    def begins(self, start: int) -> int:
        """From where its days count."""
        return self.begun if self.begun is not None else max(start, self.planned or 0)


class Completion(NamedTuple):
    """A plan from today to its end. `built`: when the last of the works is; None where their days are not known."""

    course: Course
    built: int | None
    works: Sequence[Building]
    start: int

    @property
    def planned(self) -> int | None:
        """When the works are to be built by their days, be it past; None where nothing is built, or nobody knows."""
        ends = [one.begins(self.start) + one.days for one in self.works if one.days]
        return max(ends) if ends and self.built is not None else None

    @property
    def end(self) -> int | None:
        """Workdays from today until the last matter is done; None where nobody knows."""
        return None if self.built is None else max(self.course.end, self.built)


def completion(
    plan: Plan, standing: Mapping[str, Standing], works: Sequence[Building], start: int, line: Line | None = None
) -> Completion:
    """The plan from today to its end. `start`: as forecast, 0 where the project has started."""
    ready = built(works, start)
    edges = [_lagged(edge, plan, standing, (ready or 0) - start) for edge in plan.edges]
    return Completion(from_today(plan, standing, edges, line), ready, works, start)


def built(works: Sequence[Building], start: int) -> int | None:
    """When all works are built, not before today or the start; None where the days of one are not known."""
    ends = [None if one.days is None else one.begins(start) + one.days for one in works]
    known = [end for end in ends if end is not None]
    return max([start, *known]) if len(known) == len(ends) else None


def waits_for_works(plan: Plan, standing: Mapping[str, Standing], code: str) -> bool:
    """Whether a matter is an acceptance to come: while nobody knows when it is built, it has no days."""
    return plan.items[code].entry.stage == ACCEPTANCE and standing.get(code, Standing(TO_COME)).state == TO_COME


def _lagged(edge: Edge, plan: Plan, standing: Mapping[str, Standing], lag: int) -> Edge:
    waits = edge.before == START and waits_for_works(plan, standing, edge.after)
    return edge._replace(lag=lag if waits else 0)
