"""In mid-course: what is done, what runs and what is to come, and from today the earliest lawful start.

Whole workdays from today. Done: finished at 0. Running: finished when what is left of it has gone, but not before all
it waits for. To come: its days after all it waits for. Construction, weather and infrastructure are not in it.
"""

from collections.abc import Mapping
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
    at = {code: standing.get(code, Standing(TO_COME)) for code in plan.items}
    edges = [_from_today(edge, at[edge.after]) for edge in plan.edges if at[edge.after].state != DONE]
    terms = {code: _left(plan.items[code].term, at[code]) for code in plan.items}
    course = run(Network(plan.items, edges), terms, line)
    to_start = spans(course, START)
    critical = [code for code in plan.items if code in to_start and to_start[code].critical and at[code].state != DONE]
    return Forecast(course, to_start, critical)


def _from_today(edge: Edge, after: Standing) -> Edge:
    return edge._replace(decides=True) if after.state == RUNNING else edge


def _left(term: Term, standing: Standing) -> Term:
    if standing.state == TO_COME:
        return term
    return Term(standing.left if standing.state == RUNNING else 0)
