"""Where boxes and edges of a dependency graph stand: columns by longest path, rows by barycentre, lanes between boxes.

After Sugiyama, Tagawa and Toda (1981). An edge that passes a column gets a lane there, so that it crosses no box.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from itertools import accumulate, pairwise
from typing import NamedTuple

Tie = tuple[str, str]
Slot = tuple[str, str, int]  # a box is (task, "", column), a lane (before, after, column)
_Neighbours = dict[Slot, list[tuple[Slot, float]]]
SWEEPS, SETTLES = 24, 60
CROWDED = 7  # boxes of a column
STRAIGHT, HEAVY = 30.0, 60.0  # how hard two lanes and a critical edge pull, against 1 of another edge


class Place(NamedTuple):
    """The column of a box and the height of its middle."""

    column: int
    y: float


class Layout(NamedTuple):
    """Boxes by task, and the lanes of each edge: the heights at which it passes the columns between its two boxes."""

    columns: int
    height: float
    boxes: dict[str, Place]
    lanes: dict[Tie, list[Place]]


class _Chains(NamedTuple):
    """Each column's slots, and the neighbours of each slot before and after it with how hard they pull."""

    slots: list[list[Slot]]
    before: _Neighbours
    after: _Neighbours
    straight: set[Slot]  # on edges that stay as straight as can be


class _Column(NamedTuple):
    """Slots by number from `first` on: the numbers of the neighbours of each, how hard they pull, its offset."""

    first: int
    near: list[list[tuple[int, float]]]
    pulls: list[float]
    offsets: list[float]


def reduced(tasks: Iterable[str], ties: Iterable[Tie]) -> list[Tie]:
    """The edges that no longer way implies (the transitive reduction), in the order given."""
    ties = list(ties)
    after = _grouped(ties)
    waits = {task: [b for b, a in ties if a == task] for task in tasks}
    reach: dict[str, set[str]] = {}
    for task in reversed(list(TopologicalSorter(waits).static_order())):
        reach[task] = {far for near in after.get(task, ()) for far in (near, *reach[near])}
    return [(b, a) for b, a in ties if not any(a in reach[other] for other in after[b] if other != a)]


def columns(tasks: Sequence[str], ties: Sequence[Tie]) -> int:
    """How many columns the boxes take."""
    return max(_columns(tasks, ties).values(), default=0) + 1


def layout(
    tasks: Sequence[str], ties: Sequence[Tie], heavy: Iterable[Tie], boxes: Sequence[float], lane: float
) -> Layout:
    """Place boxes and lanes that need `boxes` and `lane` of height; edges of `heavy` stay as straight as can be."""
    high = dict(zip(tasks, boxes, strict=True))

    def need(slot: Slot) -> float:
        return lane if slot[1] else high[slot[0]]

    stand = _columns(tasks, ties)
    chains = _chains(tasks, ties, stand, dict.fromkeys(ties, 1.0) | dict.fromkeys(heavy, HEAVY))
    chains = chains._replace(slots=_ordered(chains))
    y = _heights(chains, need)
    top = min((at - need(slot) / 2 for slot, at in y.items()), default=0)
    foot = max((at + need(slot) / 2 for slot, at in y.items()), default=0)
    lanes: dict[Tie, list[Place]] = {tie: [] for tie in ties}
    for slot in (slot for column in chains.slots for slot in column if slot[1]):
        lanes[slot[:2]].append(Place(slot[2], y[slot] - top))
    places = {task: Place(stand[task], y[task, "", stand[task]] - top) for task in tasks}
    return Layout(len(chains.slots), foot - top, places, lanes)


def _chains(
    tasks: Sequence[str], ties: Sequence[Tie], columns: Mapping[str, int], weights: Mapping[Tie, float]
) -> _Chains:
    """Each edge as a chain from box to box, with a lane in each column between."""
    made = _Chains([[] for _ in range(max(columns.values(), default=-1) + 1)], {}, {}, set())
    for task in tasks:
        made.slots[columns[task]].append((task, "", columns[task]))
    for before, after in ties:
        lanes: list[Slot] = [(before, after, column) for column in range(columns[before] + 1, columns[after])]
        for lane in lanes:
            made.slots[lane[2]].append(lane)
        for left, right in pairwise([(before, "", columns[before]), *lanes, (after, "", columns[after])]):
            pull = weights[before, after] * (STRAIGHT if left[1] and right[1] else 1)
            made.after.setdefault(left, []).append((right, pull))
            made.before.setdefault(right, []).append((left, pull))
            if weights[before, after] == HEAVY:
                made.straight.update((left, right))
    return made


def _grouped(ties: Iterable[Tie]) -> dict[str, list[str]]:
    after: dict[str, list[str]] = {}
    for b, a in ties:
        after.setdefault(b, []).append(a)
    return after


def _columns(tasks: Sequence[str], ties: Sequence[Tie]) -> dict[str, int]:
    """The longest way to each task; one that waits for nothing stands right before the first that waits for it."""
    waits = {task: [b for b, a in ties if a == task] for task in tasks}
    column: dict[str, int] = {}
    for task in TopologicalSorter(waits).static_order():
        column[task] = max((column[b] + 1 for b in waits[task]), default=0)
    after = _grouped(ties)
    sources = {task: min(column[a] for a in after[task]) - 1 for task in tasks if not waits[task] and task in after}
    return _spread(column | sources, after)


def _spread(column: dict[str, int], after: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where a column would be crowded, what nothing waits for stands one column on."""
    crowd = Counter(column.values())
    return {task: at + (crowd[at] > CROWDED and task not in after) for task, at in column.items()}


def _ordered(chains: _Chains) -> list[list[Slot]]:
    """Each column in the order of the middles of its neighbours, to and fro; the order with the fewest crossings."""
    slots = chains.slots
    best, least, still = slots, _crossings(slots, chains.after), 0
    for sweep in range(SWEEPS):
        last, slots = slots, list(slots)
        if sweep % 2 == 0:
            for at in range(1, len(slots)):
                slots[at] = _sorted(slots[at], slots[at - 1], chains.before)
        else:
            for at in range(len(slots) - 2, -1, -1):
                slots[at] = _sorted(slots[at], slots[at + 1], chains.after)
        still = still + 1 if slots == last else 0
        if still == 2:  # neither way moves anything any more
            break
        crossed = _crossings(slots, chains.after)
        if crossed < least:
            best, least = slots, crossed
    return best


def _sorted(column: list[Slot], beside: list[Slot], near: _Neighbours) -> list[Slot]:
    rank = {slot: float(i) for i, slot in enumerate(beside)}
    share = len(beside) / len(column)
    middle = {slot: _mean(near.get(slot, ()), rank, i * share) for i, slot in enumerate(column)}
    return sorted(column, key=lambda slot: middle[slot])


def _mean(near: Iterable[tuple[Slot, float]], rank: Mapping[Slot, float], otherwise: float) -> float:
    known = [(rank[slot], pull) for slot, pull in near if slot in rank]
    return sum(at * pull for at, pull in known) / sum(pull for _, pull in known) if known else otherwise


def _crossings(slots: list[list[Slot]], after: _Neighbours) -> int:
    count = 0
    for left, right in pairwise(slots):
        rank = {slot: i for i, slot in enumerate(right)}
        ends = [end for slot in left for end in sorted(rank[other] for other, _ in after.get(slot, ()))]
        count += sum(a > b for i, a in enumerate(ends) for b in ends[i + 1 :])
    return count


def _heights(chains: _Chains, need: Callable[[Slot], float]) -> dict[Slot, float]:
    """Each slot near the middle of its neighbours, as far as its own column has room."""
    slots = [slot for column in chains.slots for slot in column]
    place = {slot: at for at, slot in enumerate(slots)}
    y: list[float] = []
    columns: list[_Column] = []
    for column in chains.slots:
        feet = list(accumulate(map(need, column)))
        straight = next((at for slot, at in zip(column, feet, strict=True) if slot in chains.straight), 0.0)
        near = [[(place[other], pull) for other, pull in _beside(chains, slot)] for slot in column]
        pulls = [sum(pull for _, pull in ties) or 1.0 for ties in near]
        columns.append(_Column(len(y), near, pulls, _offsets([need(slot) for slot in column])))
        y += [at - straight for at in feet]
    for sweep in range(SETTLES):
        for first, near, pulls, offsets in columns if sweep % 2 == 0 else reversed(columns):
            wished = [
                sum([y[at] * pull for at, pull in ties]) / all_ if ties else y[own]
                for own, (ties, all_) in enumerate(zip(near, pulls, strict=True), first)
            ]
            y[first : first + len(near)] = _apart(wished, pulls, offsets)
    return dict(zip(slots, y, strict=True))


def _beside(chains: _Chains, slot: Slot) -> list[tuple[Slot, float]]:
    return [*chains.before.get(slot, ()), *chains.after.get(slot, ())]


def _offsets(needs: list[float]) -> list[float]:
    """How far below the first of a column each slot has to stand at least."""
    return list(accumulate([(above + below) / 2 for above, below in pairwise(needs)], initial=0.0))


def _apart(wished: list[float], pulls: list[float], offsets: list[float]) -> list[float]:
    """The heights nearest to those wished for that keep order and distance: pool adjacent violators."""
    blocks: list[tuple[float, float, int]] = []  # height less offset, pull, how many
    for wish, pull, offset in zip(wished, pulls, offsets, strict=True):
        block = (wish - offset, pull, 1)
        while blocks and blocks[-1][0] > block[0]:
            at, weight, many = blocks.pop()
            block = ((at * weight + block[0] * block[1]) / (weight + block[1]), weight + block[1], many + block[2])
        blocks.append(block)
    flat = [at for at, _, many in blocks for _ in range(many)]
    return [at + offset for at, offset in zip(flat, offsets, strict=True)]
