"""What blocks what, and when: earliest and latest days, float and the critical path of one plan.

Positions are workdays from the day of the plan: 0 is that day, n the n-th workday after it. A task that starts at s and
takes d workdays is finished at s + d. The critical path method (Kelley and Walker, 1959), with two kinds of edges.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from luodi.kernel.calendar import Calendar
from luodi.kernel.clock import Term, due


class Circle(ValueError):
    """Tasks that wait for each other; `path` begins and ends with the same one."""

    def __init__(self, path: Sequence[str]) -> None:
        super().__init__(" > ".join(path))
        self.path = tuple(path)


class Edge(NamedTuple):
    """`after` waits until `before` is finished and `lag` workdays have gone: to start, or only to decide.

    To decide: `after` is examined beforehand, its own days run, and it is finished when the earlier result has come.
    """

    before: str
    after: str
    lag: int = 0
    decides: bool = False


class Span(NamedTuple):
    """When a task may and must run. `float_workdays`: by how much it may slip before the end does."""

    earliest_start: int
    earliest_finish: int
    latest_finish: int
    float_workdays: int

    @property
    def critical(self) -> bool:
        """Whether each day it slips is a day the end slips."""
        return self.float_workdays == 0


class Line:
    """Tasks in natural days, placed on the workdays that follow the day of a plan."""

    def __init__(self, calendar: Calendar, day: date) -> None:
        self._calendar, self._day = calendar, day

    def date(self, position: int) -> date:
        """The day of a position."""
        return self._calendar.add(self._day, position) if position else self._day

    def finish(self, start: int, days: int) -> int:
        """Where `days` natural days from a position end; a rest day at the end moves on to the next workday."""
        if not days:
            return start
        last = due(self._calendar, self.date(start), Term(days, "day"))
        assert last is not None  # there is no pause
        return self._calendar.workdays(self._day, last)

    def start(self, finish: int, days: int) -> int:
        """The last position from which `days` natural days end by `finish`."""
        at = finish
        while self.finish(max(at, 0), days) > finish and at > 0:
            at -= 1
        return at


_Ties = list[list[tuple[int, int, bool]]]


class Network:
    """Tasks in an order in which each comes after all it waits for. Raises Circle. Edges of others are left out."""

    def __init__(self, tasks: Iterable[str], edges: Iterable[Edge]) -> None:
        self.tasks = tuple(tasks)
        self._index = {task: i for i, task in enumerate(self.tasks)}
        self._before: _Ties = [[] for _ in self.tasks]
        self._after: _Ties = [[] for _ in self.tasks]
        for before, after, lag, decides in edges:
            if before in self._index and after in self._index:
                i, j = self._index[before], self._index[after]
                self._before[j].append((i, lag, decides))
                self._after[i].append((j, lag, decides))
        try:
            waits = {j: [i for i, _, _ in ties] for j, ties in enumerate(self._before)}
            self._order = tuple(TopologicalSorter(waits).static_order())
        except CycleError as circle:
            raise Circle([self.tasks[i] for i in circle.args[1]]) from None

    def __contains__(self, task: str) -> bool:
        return task in self._index

    def waits_for(self, task: str) -> set[str]:
        """Every task that has to come before one, however far back."""
        found: set[int] = set()
        open_ = [self._index[task]]
        while open_:
            ties = {i for i, _, _ in self._before[open_.pop()]} - found
            found |= ties
            open_.extend(ties)
        return {self.tasks[i] for i in found}


class Course(NamedTuple):
    """A network with its durations, run forward: where each task starts and is finished."""

    network: Network
    start: list[int]
    finish: list[int]
    back: list[Callable[[int], int]]

    def at(self, task: str) -> int:
        """Where a task is finished; 0 for one that is not in the network."""
        index = self.network._index.get(task)
        return 0 if index is None else self.finish[index]

    @property
    def end(self) -> int:
        """Where the last task is finished."""
        return max(self.finish, default=0)


def run(network: Network, durations: Mapping[str, Term], line: Line | None = None) -> Course:
    """Each task as early as its edges allow. A duration in natural days needs the line; ValueError without."""
    start, finish = [0] * len(network.tasks), [0] * len(network.tasks)
    terms = [durations[task] for task in network.tasks]
    if line is None and any(term.unit != "workday" and term.days for term in terms):
        raise ValueError("natural days have no place without a calendar")
    for j in network._order:
        begin = decided = 0
        for i, lag, decides in network._before[j]:
            after = finish[i] + lag
            if decides:
                decided = max(decided, after)
            elif after > begin:
                begin = after
        days, unit = terms[j].days, terms[j].unit
        start[j] = begin
        finish[j] = max(begin + days if line is None or unit == "workday" else line.finish(begin, days), decided)
    return Course(network, start, finish, [_back(term, line) for term in terms])


def _back(term: Term, line: Line | None) -> Callable[[int], int]:
    if line is None or term.unit == "workday":
        return lambda finish: finish - term.days
    return lambda finish: line.start(finish, term.days)


def spans(course: Course, goal: str | None = None) -> dict[str, Span]:
    """Earliest and latest of each task, for the end of all or for one goal: then of what the goal waits for, and it."""
    network, finish = course.network, course.finish
    if goal is None:
        latest = [course.end] * len(finish)
        seen = set(range(len(finish)))
    else:
        last = network._index[goal]
        latest = [finish[last]] * len(finish)
        seen = {network._index[task] for task in network.waits_for(goal)} | {last}
    for i in reversed(network._order):
        for j, lag, decides in network._after[i]:
            if j in seen:
                latest[i] = min(latest[i], (latest[j] if decides else course.back[j](latest[j])) - lag)
    return {
        task: Span(course.start[i], finish[i], latest[i], latest[i] - finish[i])
        for i, task in enumerate(network.tasks)
        if i in seen
    }


def path(course: Course, to: str) -> list[str]:
    """One longest path that decides when a task is finished, in the order it is gone."""
    network, found = course.network, [to]
    at = network._index[to]
    while True:
        start, finish = course.start[at], course.finish[at]
        bound = [
            (decides, i)
            for i, lag, decides in network._before[at]
            if course.finish[i] + lag == (finish if decides else start)
        ]
        if not bound:
            return found[::-1]
        at = max(bound)[1]
        found.append(network.tasks[at])
