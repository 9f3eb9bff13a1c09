"""In mid-course: what is done, what runs and what is to come, and from today the earliest lawful start.

Whole workdays from today. Done: finished at 0. Running: finished when what is left of it has gone, but not before all
it waits for. To come: its days after all it waits for. Construction, weather and infrastructure are not in it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from luodi.kernel.clock import Term
from luodi.kernel.graph import Course, Edge, Line, Network, Span, run, spans
from luodi.slices.matters.rules.catalogue import START
from luodi.slices.plans.rules.plan import Plan

DONE, RUNNING, TO_COME = "done", "open", "not_yet"


class Standing(NamedTuple):
    """Where a matter of a plan stands: `left` workdays of a running one."""

    state: str
    left: int = 0


class Forecast(NamedTuple):
    """A plan from today on. `critical`: what moves the start if it slips, in the order of the catalogue."""

    course: Course
    to_start: dict[str, Span]
    critical: list[str]

    @property
    def start(self) -> int:
        """Workdays from today until the project may start."""
        return self.course.at(START)


def forecast(plan: Plan, standing: Mapping[str, Standing], line: Line | None = None) -> Forecast:
    """The plan from today on; a matter without a standing is to come. The start must be in the plan: KeyError."""
    course = from_today(plan, standing, plan.edges, line)
    to_start = spans(course, START)
    left = [code for code in plan.items if standing.get(code, Standing(TO_COME)).state != DONE]
    return Forecast(course, to_start, [code for code in left if code in to_start and to_start[code].critical])


def from_today(
    plan: Plan, standing: Mapping[str, Standing], edges: Iterable[Edge], line: Line | None = None
) -> Course:
    """What is left of a plan, run along these edges from today."""
    at = {code: standing.get(code, Standing(TO_COME)) for code in plan.items}
    left = [_decided(edge, at[edge.after]) for edge in edges if at[edge.after].state != DONE]
    terms = {code: _left(plan.items[code].term, at[code]) for code in plan.items}
    return run(Network(plan.items, left), terms, line)


def _decided(edge: Edge, after: Standing) -> Edge:
    return edge._replace(decides=True) if after.state == RUNNING else edge


def _left(term: Term, standing: Standing) -> Term:
    if standing.state == TO_COME:
        return term
    return Term(standing.left if standing.state == RUNNING else 0)
