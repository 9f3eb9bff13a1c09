"""The layout of a graph: columns follow the edges, nothing stands on anything, what is implied is left out."""

import itertools
import random

import pytest

from luodi.slices.plans.views.layout import Layout, Place, Tie, layout, reduced

BOX, LANE = 78, 14


def drawn(seed: int) -> tuple[list[str], list[Tie]]:
    """A graph without a circle."""
    chance = random.Random(seed)
    tasks = [f"T{i:02}" for i in range(chance.randint(1, 30))]
    ties = [(a, b) for i, a in enumerate(tasks) for b in tasks[i + 1 :] if chance.random() < 0.15]
    return tasks, ties


def reaches(ties: list[Tie], start: str, goal: str, without: Tie) -> bool:
    """Whether a way leads from one to another that does not take one edge, by trying all."""
    return any(b == start and (b, a) != without and (a == goal or reaches(ties, a, goal, without)) for b, a in ties)


def placed_of(tasks: list[str], ties: list[Tie], heavy: list[Tie]) -> Layout:
    """The layout with boxes of growing heights."""
    return layout(tasks, ties, heavy, [BOX + 14 * at for at in range(len(tasks))], LANE)


@pytest.mark.parametrize("seed", range(16))
def test_an_edge_stays_out_where_a_longer_way_implies_it(seed: int) -> None:
    tasks, ties = drawn(seed)
    assert reduced(tasks, ties) == [tie for tie in ties if not reaches(ties, *tie, without=tie)]


@pytest.mark.parametrize("seed", range(16))
def test_nothing_stands_on_anything(seed: int) -> None:
    tasks, ties = drawn(seed)
    placed = placed_of(tasks, ties, ties[:3])
    assert set(placed.boxes) == set(tasks)
    slots = [(placed.boxes[task], BOX + 14 * at) for at, task in enumerate(tasks)]
    slots += [(lane, LANE) for lanes in placed.lanes.values() for lane in lanes]
    for column in range(placed.columns):
        stacked = sorted((place.y - need / 2, place.y + need / 2) for place, need in slots if place.column == column)
        assert all(foot <= top + 1e-6 for (_, foot), (top, _) in itertools.pairwise(stacked))
        assert all(top >= -1e-6 and foot <= placed.height + 1e-6 for top, foot in stacked)


@pytest.mark.parametrize("seed", range(16))
def test_each_stands_after_all_it_waits_for_and_edges_have_a_lane_in_every_column_between(seed: int) -> None:
    tasks, ties = drawn(seed)
    placed = placed_of(tasks, ties, [])
    for before, after in ties:
        first, last = placed.boxes[before].column, placed.boxes[after].column
        assert first < last
        assert [lane.column for lane in placed.lanes[before, after]] == list(range(first + 1, last))


def test_a_chain_that_decides_is_straight() -> None:
    chain = [("A", "B"), ("B", "C"), ("C", "D")]
    others = [("A", "X"), ("A", "Y"), ("X", "D"), ("Y", "Z"), ("Z", "D")]
    placed = placed_of(["A", "B", "C", "D", "X", "Y", "Z"], chain + others, chain)
    heights = [placed.boxes[task].y for task in "ABCD"]
    assert max(heights) - min(heights) < BOX / 10


def test_what_waits_for_nothing_stands_right_before_what_waits_for_it() -> None:
    placed = placed_of(["A", "B", "C", "D", "S"], [("A", "B"), ("B", "C"), ("C", "D"), ("S", "D")], [])
    assert (placed.boxes["S"].column, placed.boxes["D"].column) == (2, 3)


def test_what_nothing_waits_for_leaves_a_crowded_column() -> None:
    ties = [("A", f"B{at}") for at in range(9)] + [("B0", "C"), ("B1", "C")]
    placed = placed_of(["A", *(f"B{at}" for at in range(9)), "C"], ties, [])
    columns = [placed.boxes[f"B{at}"].column for at in range(9)]
    assert (columns, placed.boxes["C"].column) == ([1, 1] + [2] * 7, 2)


def test_the_same_graph_is_drawn_the_same() -> None:
    tasks, ties = drawn(7)
    assert placed_of(tasks, ties, ties[:2]) == placed_of(tasks, ties, ties[:2])


def test_no_box_no_height() -> None:
    assert placed_of([], [], []) == (0, 0, {}, {})
    assert placed_of(["A"], [], []).boxes == {"A": Place(0, BOX / 2)}
