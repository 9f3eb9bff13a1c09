"""What blocks what for many projects at once: the same answers as `graph.run` and `graph.spans`, in numpy.

Durations are workdays. Both ways are one sweep: where a task starts is the longest way to it, and the longest way from
its end on is where it would start in the graph turned round. A tie that only decides gives back the days of what it
decides. For a goal instead of the end, take a network of the goal and what it waits for.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luodi.kernel.graph import Cycle, Edge, Network

Ints = NDArray[np.int32]
_Whole = NDArray[np.integer]
_COLUMNS = 1 << 13  # projects of one network, and
_PROJECTS = 1 << 9  # projects of any, that are reckoned together, so that they stay in the processor's cache


class Many(NamedTuple):
    """Where each task is finished and by how many workdays it may slip; in the shape of the durations."""

    finish: Ints
    slack: Ints


def run_alike(network: Network, durations: _Whole) -> Many:
    """Projects of one network: durations, and the answer, by task (in the order of its tasks) and project."""
    if durations.ndim != 2 or len(durations) != len(network.tasks):
        raise ValueError(f"durations stand by task and project, for {len(network.tasks)} tasks")
    found = Many(np.empty(durations.shape, np.int32), np.empty(durations.shape, np.int32))
    ties = [(j, network._before[j]) for j in network._order]
    turned = [(i, network._after[i]) for i in reversed(network._order)]
    for first in range(0, durations.shape[1], _COLUMNS):
        part = slice(first, first + _COLUMNS)
        days = np.ascontiguousarray(durations[:, part], np.int32)
        done, rest = found.finish[:, part], found.slack[:, part]
        done[:] = rest[:] = days
        _along(ties, days, done, turned=False)
        _along(turned, days, rest, turned=True)
        rest -= days
        rest += done
        np.subtract(done.max(axis=0, initial=0), rest, out=rest)
    return found


def _along(ties: list[tuple[int, list[tuple[int, int, bool]]]], days: Ints, done: Ints, *, turned: bool) -> None:
    """Add to the days of each task the longest way to it."""
    rows, way, other = list(done), np.empty(days.shape[1], np.int32), np.empty(days.shape[1], np.int32)
    for j, before in ties:
        longest: Ints | None = None
        for i, lag, decides in before:
            reach = rows[i]
            if lag or decides:
                reach = np.add(reach, lag - days[i if turned else j] if decides else lag, out=other)
                np.maximum(reach, 0, out=reach)
            longest = np.maximum(reach, 0 if longest is None else longest, out=way) if before[1:] else reach
        if longest is not None:
            rows[j] += longest


class Edges(NamedTuple):
    """Edges of many projects, flat: the places of both tasks among all tasks; lags, and which only decide."""

    before: _Whole
    after: _Whole
    lag: _Whole | None = None
    decides: NDArray[np.bool_] | None = None

    def at(self, order: NDArray[np.intp]) -> "Edges":
        """The same edges in another order."""
        before, after, lag, decides = self
        return Edges(
            before[order], after[order],
            lag if lag is None else lag[order], decides if decides is None else decides[order],
        )  # fmt: skip


class Graphs:
    """Projects of different graphs, whose tasks stand one project after the other. Raises Cycle, naming places.

    Laid out once, run with any durations. Tasks stand by level, in a level those of most ties first: so the first ties
    of a level are one array, its second ties one for the beginning of it, and so on.
    """

    def __init__(self, sizes: _Whole, edges: Edges) -> None:
        self._starts = np.append(0, np.cumsum(sizes))
        project = np.repeat(np.arange(len(sizes)), sizes)
        of = project[edges.after]
        if not np.array_equal(of, project[edges.before]):
            raise ValueError("an edge ties tasks of two projects")
        if np.any(of[1:] < of[:-1]):
            order = np.argsort(of, kind="stable")
            edges, of = edges.at(order), of[order]
        self._blocks = [_Block(tasks, part, edges) for tasks, part in self._cut(of)]

    def _cut(self, of: _Whole) -> Iterator[tuple[slice, slice]]:
        """The tasks of some projects and their edges."""
        firsts = [*range(0, len(self._starts) - 1, _PROJECTS), len(self._starts) - 1]
        tasks, parts = self._starts[firsts].tolist(), np.searchsorted(of, firsts).tolist()
        return zip((slice(*each) for each in pairwise(tasks)), (slice(*each) for each in pairwise(parts)), strict=True)

    def finish(self, durations: _Whole) -> Ints:
        """Where each task is finished."""
        days = self._days(durations)
        done = np.empty(len(days), np.int32)
        for block in self._blocks:
            done[block.tasks] = block.finish(days[block.tasks])
        return done

    def run(self, durations: _Whole) -> Many:
        """Where each task is finished, and by how many workdays it may slip before the end of its project does."""
        days, done = self._days(durations), self.finish(durations)
        sizes = np.diff(self._starts)
        some = sizes > 0
        ends = np.maximum.reduceat(done, self._starts[:-1][some]) if some.any() else done
        slack = np.repeat(ends, sizes[some])
        for block in self._blocks:
            slack[block.tasks] -= done[block.tasks] + block.rest(days[block.tasks])
        return Many(done, slack)

    def _days(self, durations: _Whole) -> Ints:
        if durations.shape != (self._starts[-1],):
            raise ValueError(f"durations are one for each of {self._starts[-1]} tasks")
        return np.ascontiguousarray(durations, np.int32)


class _Ties(NamedTuple):
    """Edges in the order of one end: which they are, their other end; of each task the first of them and how many."""

    edge: NDArray[np.intp]
    other: NDArray[np.intp]
    first: NDArray[np.intp]
    each: NDArray[np.intp]


class _Level(NamedTuple):
    """Tasks from a place to a place; of the n-th tie of those that have so many: from where, and which edge it is."""

    low: int
    high: int
    ties: list[tuple[NDArray[np.intp], NDArray[np.intp] | None]]


class _Block:
    """Some projects: the sweep to each task and the sweep from it on."""

    def __init__(self, tasks: slice, part: slice, edges: Edges) -> None:
        self.tasks = tasks
        before, after = edges.before[part] - tasks.start, edges.after[part] - tasks.start
        size = tasks.stop - tasks.start
        self._lag = None if edges.lag is None else edges.lag[part].astype(np.int32)
        self._decided = None if edges.decides is None else np.where(edges.decides[part], after, -1)
        weighted = self._lag is not None or self._decided is not None
        into, out = _ties(size, after, before), _ties(size, before, after)
        try:
            self._to, self._from = _Sweep(into, out, weighted=weighted), _Sweep(out, into, weighted=weighted)
        except Cycle as cycle:
            raise Cycle([str(tasks.start + int(place)) for place in cycle.path]) from None

    def finish(self, days: Ints) -> Ints:
        """Where each task is finished."""
        return self._to.run(days, self._weights(days))

    def rest(self, days: Ints) -> Ints:
        """The longest way from the end of each task on."""
        return self._from.run(days, self._weights(days)) - days

    def _weights(self, days: Ints) -> Ints | None:
        if self._decided is None:
            return self._lag
        back = np.where(self._decided < 0, np.int32(0), days[self._decided])
        return -back if self._lag is None else self._lag - back


class _Sweep:
    """Tasks laid out so that each stands behind all it has a tie with."""

    def __init__(self, into: _Ties, out: _Ties, *, weighted: bool) -> None:
        level = _levels(into, out)
        most = int(into.each.max(initial=0))
        self._order = _sorted(level * (most + 1) + most - into.each)
        self._place = np.empty(len(level), np.intp)
        self._place[self._order] = np.arange(len(level))
        bounds = np.cumsum(np.bincount(level)).tolist()
        self._levels = []
        for low, high in pairwise(bounds):
            own = self._order[low:high]
            count, ties = into.each[own], []
            for n in range(int(count[0])):
                at = into.first[own[: np.count_nonzero(count > n)]] + n
                ties.append((self._place[into.other[at]], into.edge[at] if weighted else None))
            self._levels.append(_Level(low, high, ties))

    def run(self, days: Ints, weights: Ints | None) -> Ints:
        """The days of each task and the longest way to it."""
        done = days[self._order]
        for low, high, ties in self._levels:
            way: Ints = np.zeros(high - low, np.int32)
            for before, edge in ties:
                reach = done.take(before)
                if weights is not None and edge is not None:
                    reach += weights.take(edge)
                np.maximum(way[: len(reach)], reach, out=way[: len(reach)])
            done[low:high] += way
        return done.take(self._place)


def _ties(size: int, end: _Whole, other: _Whole) -> _Ties:
    order, count = _sorted(end), np.bincount(end, minlength=size)
    return _Ties(order, other[order].astype(np.intp), np.cumsum(count) - count, count)


def _sorted(keys: _Whole) -> NDArray[np.intp]:
    """Where each of the keys stands in their order; small numbers are sorted faster as what they are."""
    return np.argsort(keys.astype(np.min_scalar_type(int(keys.max(initial=0)))), kind="stable")


def _levels(into: _Ties, out: _Ties) -> NDArray[np.intp]:
    """The level of each task: one above the highest of those it has a tie with."""
    waits, level, at = into.each.copy(), np.zeros(len(into.each), np.intp), 0
    front = np.flatnonzero(waits == 0)
    while len(front):
        at += 1
        count = out.each[front]
        reached = out.other[np.repeat(out.first[front] - np.cumsum(count) + count, count) + np.arange(count.sum())]
        waits -= np.bincount(reached, minlength=len(waits))
        level[reached[waits[reached] == 0]] = at
        front = np.flatnonzero(level == at)
    stuck = np.flatnonzero(waits)
    if len(stuck):
        names = [str(place) for place in range(len(waits))]
        Network(names, (Edge(names[i], names[j]) for j in stuck for i in into.other[into.first[j] :][: into.each[j]]))
    return level
