"""What blocks what, and when: earliest and latest days, float and the critical path of one plan.

Positions are workdays from the day of the plan: 0 is that day, n the n-th workday after it. A task that starts at s and
takes d workdays is finished at s + d. The critical path method (Kelley and Walker, 1959), with two kinds of edges.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import inf
from typing import NamedTuple

from luodi.kernel.calendar import Calendar
from luodi.kernel.clock import Term, due


class Cycle(ValueError):
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
        """Whether the end slips as soon as it does."""
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
        return max(0, bisect_right(range(finish + 1), finish, key=lambda at: self.finish(at, days)) - 1)


_Ties = list[list[tuple[int, int, bool]]]


class Network:
    """Tasks in an order in which each comes after all it waits for. Raises Cycle. Edges of others are left out."""

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
        self._order = self._ordered()

    def _ordered(self) -> list[int]:
        waits = [len(ties) for ties in self._before]
        order = [j for j, open_ in enumerate(waits) if not open_]
        for i in order:  # which grows while it is walked
            for j, _, _ in self._after[i]:
                waits[j] -= 1
                if not waits[j]:
                    order.append(j)
        stuck = {j for j, open_ in enumerate(waits) if open_}  # each of them waits for another of them
        if stuck:
            way = [min(stuck)]
            while way[-1] not in way[:-1]:
                way.append(next(i for i, _, _ in self._before[way[-1]] if i in stuck))
            raise Cycle([self.tasks[i] for i in reversed(way[way.index(way[-1]) :])])
        return order

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
    terms: list[Term]
    line: Line | None
    start: list[int]
    finish: list[int]

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
    terms = [durations[task] for task in network.tasks]
    if line is None and any(days and unit != "workday" for days, unit in terms):
        raise ValueError("natural days have no place without a calendar")
    return _run(network, terms, line)


def _run(network: Network, terms: list[Term], line: Line | None) -> Course:
    start, finish = [0] * len(terms), [0] * len(terms)
    for j in network._order:
        begin = decided = 0
        for i, lag, decides in network._before[j]:
            after = finish[i] + lag
            if decides:
                decided = max(decided, after)
            elif after > begin:
                begin = after
        days, unit = terms[j]
        done = begin + days if line is None or unit == "workday" else line.finish(begin, days)
        start[j], finish[j] = begin, done if done > decided else decided
    return Course(network, terms, line, start, finish)


def spans(course: Course, goal: str | None = None) -> dict[str, Span]:
    """Earliest and latest of each task, for the end of all or for one goal: then of what the goal waits for, and it."""
    network, terms, line, start, finish = course
    latest: list[float] = [course.end if goal is None else inf] * len(terms)
    if goal is not None:
        latest[network._index[goal]] = course.at(goal)
    begin = list(latest)  # where each has to start, once it is known where it has to be finished
    for i in reversed(network._order):
        last = latest[i]
        for j, lag, decides in network._after[i]:
            until = (latest[j] if decides else begin[j]) - lag
            if until < last:
                last = until
        if last < inf:  # else the goal does not wait for it
            days, unit = terms[i]
            latest[i] = last
            begin[i] = last - days if line is None or unit == "workday" else line.start(int(last), days)
    return {
        task: Span(start[i], finish[i], int(latest[i]), int(latest[i]) - finish[i])
        for i, task in enumerate(network.tasks)
        if latest[i] < inf
    }


def path(course: Course, to: str) -> list[str]:
    """One longest path that decides when a task is finished, in the order it is gone."""
    way = [course.network._index[to]]
    while bound := _bound(course, way[-1]):
        way.append(bound[-1])
    return [course.network.tasks[i] for i in reversed(way)]


def worth(course: Course, goal: str) -> dict[str, int]:
    """By how many workdays a goal comes sooner if one task takes a day less, for each task where it does."""
    network, terms, found = course.network, course.terms, {}
    open_ = [network._index[goal]]
    seen = set(open_)
    while open_:
        i = open_.pop()
        if terms[i].days:
            less = [*terms[:i], terms[i]._replace(days=terms[i].days - 1), *terms[i + 1 :]]
            if gained := course.at(goal) - _run(network, less, course.line).at(goal):
                found[network.tasks[i]] = gained
        fresh = set(_bound(course, i)) - seen
        seen |= fresh
        open_.extend(fresh)
    return found


def _bound(course: Course, j: int) -> list[int]:
    """What a task came right after, so that it was not finished sooner; last what decided, where something did."""
    ties = sorted((decides, i, lag) for i, lag, decides in course.network._before[j])
    ends = (course.start[j], course.finish[j])
    return [i for decides, i, lag in ties if course.finish[i] + lag == ends[decides]]
