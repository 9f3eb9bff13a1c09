"""Many projects at once say what one project at a time says."""

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.kernel import graphs
from luodi.kernel.clock import Term
from luodi.kernel.graph import Cycle, Edge, Network, run, spans
from luodi.kernel.graphs import Edges, Graphs, Many, run_alike
from tests.kernel.drawn import Drawn, drawn

WORKDAYS = drawn(units=("workday",))
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks so small that every test crosses their borders."""
    monkeypatch.setattr(graphs, "_COLUMNS", 2)
    monkeypatch.setattr(graphs, "_PROJECTS", 2)


def one_by_one(plan: Drawn, days: dict[str, int]) -> tuple[list[int], list[int]]:
    course = run(Network(plan.terms, plan.edges), {task: Term(days[task]) for task in plan.terms})
    return course.finish, [span.float_workdays for span in spans(course).values()]


@SETTINGS
@given(WORKDAYS, st.integers(0, 5), st.randoms(use_true_random=False))
def test_projects_of_one_network(plan: Drawn, projects: int, chance: random.Random) -> None:
    rows = [{task: chance.randint(0, 15) for task in plan.terms} for _ in range(projects)]
    durations = np.array([[row[task] for row in rows] for task in plan.terms], np.int64).reshape(
        len(plan.terms), projects
    )
    found = run_alike(Network(plan.terms, plan.edges), durations)
    assert found.finish.shape == found.slack.shape == durations.shape
    for at, row in enumerate(rows):
        assert (found.finish[:, at].tolist(), found.slack[:, at].tolist()) == one_by_one(plan, row)


def flat(plans: list[Drawn], chance: random.Random, *, lags: bool, decides: bool) -> tuple[np.ndarray, Edges]:
    """Sizes and edges of plans laid one behind the other, the edges in any order."""
    rows, first = [], 0
    for plan in plans:
        place = {task: first + at for at, task in enumerate(plan.terms)}
        rows += [(place[edge.before], place[edge.after], edge.lag, edge.decides) for edge in plan.edges]
        first += len(plan.terms)
    chance.shuffle(rows)
    before, after, lag, only = (np.array([row[at] for row in rows], int) for at in range(4))
    sizes = np.array([len(plan.terms) for plan in plans], int)
    return sizes, Edges(before, after, lag if lags else None, only.astype(bool) if decides else None)


@SETTINGS
@given(st.lists(WORKDAYS, max_size=5), st.booleans(), st.booleans(), st.randoms(use_true_random=False))
def test_projects_of_any_network(plans: list[Drawn], lags: bool, decides: bool, chance: random.Random) -> None:
    plans = [
        plan._replace(edges=[Edge(b, a, lag if lags else 0, only and decides) for b, a, lag, only in plan.edges])
        for plan in plans
    ]
    laid = Graphs(*flat(plans, chance, lags=lags, decides=decides))
    for _ in range(2):
        rows = [{task: chance.randint(0, 15) for task in plan.terms} for plan in plans]
        durations = np.array([days for row in rows for days in row.values()], int)
        each = [one_by_one(plan, row) for plan, row in zip(plans, rows, strict=True)]
        finish, slack = ([days for one in each for days in one[at]] for at in (0, 1))
        found = laid.run(durations)
        assert (found.finish.tolist(), found.slack.tolist()) == (finish, slack)
        assert laid.finish(durations).tolist() == finish


def test_projects_without_tasks_and_tasks_without_edges() -> None:
    none = np.array([], int)
    found = Graphs(np.array([0, 2, 0, 1]), Edges(none, none)).run(np.array([3, 5, 4]))
    assert (found.finish.tolist(), found.slack.tolist()) == ([3, 5, 4], [2, 0, 0])
    assert Graphs(none, Edges(none, none)).run(none).finish.tolist() == []
    empty = run_alike(Network([], []), np.zeros((0, 3), int))
    assert isinstance(empty, Many) and empty.slack.shape == (0, 3)


def test_a_circle_is_refused_with_the_places_of_its_tasks() -> None:
    sizes, edges = np.array([3, 1, 2, 4]), Edges(np.array([0, 6, 7, 8, 9]), np.array([1, 7, 8, 9, 7]))
    with pytest.raises(Cycle) as refused:
        Graphs(sizes, edges)
    assert refused.value.path == ("7", "8", "9", "7")


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="two projects"):
        Graphs(np.array([1, 1]), Edges(np.array([0]), np.array([1])))
    with pytest.raises(ValueError, match="for each of 2 tasks"):
        Graphs(np.array([2]), Edges(np.array([0]), np.array([1]))).finish(np.array([1, 2, 3]))
    with pytest.raises(ValueError, match="for 1 tasks"):
        run_alike(Network(["a"], []), np.zeros((2, 1), int))
