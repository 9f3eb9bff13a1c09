"""Answers become a plan: the matters that apply, what each waits for, when each may and must run, what is asked.

A matter is in the plan when its type of project requires it, or allows it and its trigger holds. A missing answer
counts as no; what it could add is listed. A prerequisite outside the plan is met.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from luodi.kernel.clock import Term
from luodi.kernel.graph import Course, Edge, Line, Network, Span, path, run, spans
from luodi.slices.matters.rules.catalogue import START, Catalogue, Entry, Material
from luodi.slices.matters.rules.triggers import Answers, Held, held


class Changes(NamedTuple):
    """What is tried on a plan: other durations, matters dropped or added, edges that wait only to decide."""

    days: Mapping[str, Term] = {}
    drop: frozenset[str] = frozenset()
    add: frozenset[str] = frozenset()
    decides: frozenset[tuple[str, str]] = frozenset()


AS_IT_STANDS = Changes()


class Item(NamedTuple):
    """A matter of a plan. `required`: for this type of project; `why`: how its trigger came out."""

    entry: Entry
    term: Term
    required: bool
    why: Held


class Asked(NamedTuple):
    """A paper the applicant gives once, and every matter that would have asked for it."""

    material: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A plan. `unknown`: matters that an unanswered question could add, with the answers they hang on."""

    type: str
    items: dict[str, Item]
    unknown: dict[str, tuple[str, ...]]
    edges: list[Edge]
    course: Course
    materials: Mapping[str, Material] = field(repr=False)

    @cached_property
    def to_end(self) -> dict[str, Span]:
        """When each matter may and must run for the end of all."""
        return spans(self.course)

    @cached_property
    def to_start(self) -> dict[str, Span]:
        """The same for the start, of what it waits for; empty where there is none."""
        return spans(self.course, START) if START in self.items else {}

    @cached_property
    def asked(self) -> list[Asked]:
        """What the applicant gives, each paper once."""
        places: dict[str, list[str]] = {}
        for code, item in self.items.items():
            for material in item.entry.materials:
                if self.materials[material].source == "applicant":
                    places.setdefault(material, []).append(code)
        return [Asked(material, tuple(by)) for material, by in places.items()]

    @property
    def path_to_start(self) -> int:
        """Workdays until the project may start."""
        return self.course.at(START)

    @property
    def path_to_end(self) -> int:
        """Workdays until the last matter is finished."""
        return self.course.end

    @property
    def sum_of_committed(self) -> int:
        """All promised days one after the other."""
        return sum(item.term.days for item in self.items.values() if item.entry.promised(self.type) is not None)

    @property
    def slots(self) -> int:
        """In how many places the applicant's papers stand."""
        return sum(len(paper.by) for paper in self.asked)

    def way(self, to: str = START) -> list[str]:
        """The path that decides when a matter is finished; empty where it is not in the plan."""
        return path(self.course, to) if to in self.items else []


def plan_of(
    catalogue: Catalogue,
    type_: str,
    answers: Answers,
    changes: Changes = AS_IT_STANDS,
    *,
    construction_workdays: int = 0,
    line: Line | None = None,
) -> Plan:
    """The plan of a project. Raises BadAnswer, and Cycle where added matters wait for each other."""
    items, unknown = _chosen(catalogue, type_, answers, changes)
    edges = [
        Edge(before, code, _lag(before, item.entry, construction_workdays), (before, code) in changes.decides)
        for code, item in items.items()
        for before in item.entry.prerequisites
        if before in items
    ]
    course = run(Network(items, edges), {code: item.term for code, item in items.items()}, line)
    return Plan(type_, items, unknown, edges, course, catalogue.materials)


def _lag(before: str, after: Entry, construction_workdays: int) -> int:
    return construction_workdays if before == START and after.stage == "D" else 0


def _chosen(
    catalogue: Catalogue, type_: str, answers: Answers, changes: Changes
) -> tuple[dict[str, Item], dict[str, tuple[str, ...]]]:
    items: dict[str, Item] = {}
    unknown: dict[str, tuple[str, ...]] = {}
    for code, entry in catalogue.matters.items():
        if code in changes.drop or (type_ not in entry.applies_to and code not in changes.add):
            continue
        required = type_ in entry.required_for
        why = held(entry.trigger, answers)
        if required or why.value or code in changes.add:
            term = changes.days.get(code, Term(entry.days(type_), entry.committed_unit))
            items[code] = Item(entry, term, required, why)
        elif why.value is None:
            unknown[code] = why.missing
    return items, unknown
