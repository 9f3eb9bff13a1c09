"""The layout of a graph: columns follow the edges, nothing stands on anything, what is implied is left out."""

import itertools
import random

import pytest

from luodi.slices.plans.views.layout import Place, Tie, layout, reduced

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


@pytest.mark.parametrize("seed", range(16))
def test_an_edge_stays_out_where_a_longer_way_implies_it(seed: int) -> None:
    tasks, ties = drawn(seed)
    assert reduced(tasks, ties) == [tie for tie in ties if not reaches(ties, *tie, without=tie)]


@pytest.mark.parametrize("seed", range(16))
def test_nothing_stands_on_anything(seed: int) -> None:
    tasks, ties = drawn(seed)
    placed = layout(tasks, ties, ties[:3], BOX, LANE)
    assert set(placed.boxes) == set(tasks)
    slots = [(box, BOX) for box in placed.boxes.values()]
    slots += [(lane, LANE) for lanes in placed.lanes.values() for lane in lanes]
    for column in range(placed.columns):
        stacked = sorted((place.y - need / 2, place.y + need / 2) for place, need in slots if place.column == column)
        assert all(foot <= top + 1e-6 for (_, foot), (top, _) in itertools.pairwise(stacked))
        assert all(top >= -1e-6 and foot <= placed.height + 1e-6 for top, foot in stacked)


@pytest.mark.parametrize("seed", range(16))
def test_each_stands_after_all_it_waits_for_and_edges_have_a_lane_in_every_column_between(seed: int) -> None:
    tasks, ties = drawn(seed)
    placed = layout(tasks, ties, (), BOX, LANE)
    for before, after in ties:
        first, last = placed.boxes[before].column, placed.boxes[after].column
        assert first < last
        assert [lane.column for lane in placed.lanes[before, after]] == list(range(first + 1, last))


def test_a_chain_that_decides_is_straight() -> None:
    chain = [("A", "B"), ("B", "C"), ("C", "D")]
    others = [("A", "X"), ("A", "Y"), ("X", "D"), ("Y", "Z"), ("Z", "D")]
    placed = layout(["A", "B", "C", "D", "X", "Y", "Z"], chain + others, chain, BOX, LANE)
    heights = [placed.boxes[task].y for task in "ABCD"]
    assert max(heights) - min(heights) < BOX / 10


def test_what_waits_for_nothing_stands_right_before_what_waits_for_it() -> None:
    placed = layout(["A", "B", "C", "D", "S"], [("A", "B"), ("B", "C"), ("C", "D"), ("S", "D")], (), BOX, LANE)
    assert (placed.boxes["S"].column, placed.boxes["D"].column) == (2, 3)


def test_the_same_graph_is_drawn_the_same() -> None:
    tasks, ties = drawn(7)
    assert layout(tasks, ties, ties[:2], BOX, LANE) == layout(tasks, ties, ties[:2], BOX, LANE)


def test_no_box_no_height() -> None:
    assert layout([], [], (), BOX, LANE) == (0, 0, {}, {})
    assert layout(["A"], [], (), BOX, LANE).boxes == {"A": Place(0, BOX / 2)}
