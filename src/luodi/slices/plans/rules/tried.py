"""What is tried on a plan in mid-course: other days, matters dropped, edges that wait only to decide.

What is done stays done; a running matter cannot take fewer days than it has used. Which edges may wait only to decide,
and why, the catalogue says: the later department examines beforehand, and decides when the earlier result has come.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from luodi.kernel.clock import Term
from luodi.kernel.graph import Edge, Line
from luodi.kernel.problems import Problem, problem
from luodi.slices.matters.rules.catalogue import START, Catalogue
from luodi.slices.matters.rules.edges import Reason, side_by_side
from luodi.slices.matters.rules.triggers import Answers
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME, Forecast, Standing, forecast
from luodi.slices.plans.rules.plan import AS_IT_STANDS, Changes, Plan, plan_of

LONGEST = 366


class Course(NamedTuple):
    """Where a project stands: its plan, each matter's standing, and the days its running ones have used."""

    catalogue: Catalogue
    answers: Answers
    plan: Plan
    standing: Mapping[str, Standing]
    used: Mapping[str, int]


class Tried(NamedTuple):
    """A plan with changes, and what it comes to from today."""

    plan: Plan
    standing: dict[str, Standing]
    forecast: Forecast

    @property
    def start(self) -> int:
        """Workdays from today until the project may start."""
        return self.forecast.start


def tried(course: Course, changes: Changes, line: Line) -> Tried:
    """The plan from today on, with changes. Matters that were begun stay, whatever the answers say."""
    plan = course.plan
    if changes != AS_IT_STANDS:
        stays = changes._replace(add=changes.add | frozenset(plan.items))
        plan = plan_of(course.catalogue, plan.type, course.answers, stays, line=line)
    standing = {code: _standing(course, code, plan.items[code].term) for code in plan.items}
    return Tried(plan, standing, forecast(plan, standing, line))


def _standing(course: Course, code: str, term: Term) -> Standing:
    stands = course.standing.get(code, Standing(TO_COME))
    if stands.state != RUNNING or term == course.plan.items[code].term:
        return stands
    return Standing(RUNNING, max(0, term.days - course.used.get(code, 0)))


def may_change(course: Course, code: str) -> bool:
    """Whether a matter's days can be tried: it is in the plan, counted in working days, and not done."""
    item = course.plan.items.get(code)
    return item is not None and item.term.unit == "workday" and course.standing[code].state != DONE


def may_drop(course: Course, code: str) -> bool:
    """Whether a matter can be tried without: nobody began it, and its type of project does not require it."""
    item = course.plan.items.get(code)
    return item is not None and not item.required and code != START and course.standing[code].state == TO_COME


def may_decide(course: Course, edge: Edge) -> Reason | None:
    """Why an edge can be tried as waiting only to decide; None where it cannot: by the catalogue, or done or begun."""
    before, after = course.standing[edge.before], course.standing[edge.after]
    if before.state == DONE or after.state != TO_COME:
        return None
    return side_by_side(course.catalogue, edge.before, edge.after)


def allowed(course: Course, changes: Mapping[str, Any]) -> Changes:
    """Of what was asked (`days` by code, `drop`: codes, `decides`: pairs), what can be tried and changes something."""
    terms = {}
    for code, number in changes.get("days", {}).items():
        least = course.used.get(code, 0)
        if may_change(course, code) and course.plan.items[code].term.days != number and least <= number <= LONGEST:
            terms[code] = Term(number)
    edges = {(edge.before, edge.after): edge for edge in course.plan.edges}
    pairs = {tuple(pair) for pair in changes.get("decides", ())} & set(edges)
    return Changes(
        days=terms,
        drop=frozenset(code for code in changes.get("drop", ()) if may_drop(course, code)),
        decides=frozenset(pair for pair in pairs if may_decide(course, edges[pair])),
    )


def against(course: Course, changes: Mapping[str, Any]) -> Iterator[Problem]:
    """Why what was asked cannot be tried, each thing by itself; what changes nothing is no fault."""
    for code, number in changes.get("days", {}).items():
        least = course.used.get(code, 0)
        if code in course.plan.items and course.plan.items[code].term == Term(number):
            continue
        if not may_change(course, code):
            yield problem(
                "%(code)s takes no other days here: not in the plan, done, or not in working days.", code=code
            )
        elif not least <= number <= LONGEST:
            yield problem("%(code)s takes from %(least)s to %(most)s days.", code=code, least=least, most=LONGEST)
    for code in changes.get("drop", ()):
        if not may_drop(course, code):
            yield problem("%(code)s cannot fall away: not in the plan, required, or begun.", code=code)
    edges = {(edge.before, edge.after): edge for edge in course.plan.edges}
    for pair in changes.get("decides", ()):
        if (edge := edges.get(tuple(pair))) is None or not may_decide(course, edge):
            yield problem("%(after)s cannot be decided beside %(before)s.", before=pair[0], after=pair[1])


def stored(changes: Changes) -> dict[str, Any]:
    """Changes in the form in which they are asked for and kept."""
    return {
        "days": {code: term.days for code, term in sorted(changes.days.items())},
        "drop": sorted(changes.drop),
        "decides": sorted(map(list, changes.decides)),
    }


def touched(changes: Changes) -> set[str]:
    """The matters that are changed; of an edge the later one, whose department examines beforehand."""
    return set(changes.days) | changes.drop | {after for _, after in changes.decides}


def without(changes: Changes, code: str) -> Changes:
    """Changes, but for those of one matter."""
    return Changes(
        days={other: term for other, term in changes.days.items() if other != code},
        drop=changes.drop - {code},
        decides=frozenset((before, after) for before, after in changes.decides if after != code),
    )
