"""The bench of the graph compares ends and slack before it measures, and a difference stops it."""

import json
from typing import Any

import numpy as np
import pytest

from bench import graph
from luodi.cli import main


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """One small run without the peers, which are not installed for tests."""
    return graph.measure(12, 1, (*graph.PEERS, graph.PAGE))


def test_every_way_says_the_same_ends(found: dict[str, Any]) -> None:
    ours = {name for name in graph.ABOUT if name.startswith("luodi")}
    assert found["answers_equal"] is True and found["ratios"] == {}
    assert found["projects"] == dict.fromkeys(found["projects"], 12)
    assert set(found["per_second"]) == ours and all(rate > 0 for rate in found["per_second"].values())


def test_projects_are_as_said() -> None:
    given = graph.made(3)
    assert given.days.shape == (3, 45) and len({tuple(each) for each in given.shapes}) == 3
    for shape in given.shapes:
        assert all(before < after for before, after in shape)
        assert len({before for before, _ in shape} | {after for _, after in shape}) == 45


def test_the_plan_has_45_matters_of_the_packaged_catalogue(found: dict[str, Any]) -> None:
    plan = found["plan"]
    assert plan["matters"] == 45 and 0 < plan["worth_something"] < 45
    assert set(plan["ms"]) == {"plan_ms", "worth_ms", "run_spans_and_worth_ms", "plan_and_what_if_ms"}


def test_another_answer_stops_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ways = graph.Projects.ways
    monkeypatch.setattr(graph.Projects, "ways", lambda self: ways(self) | {"luodi_any_laid": lambda: np.zeros(3, int)})
    small = ["--projects", "3", "--rounds", "1", "--without", "networkx", "--without", "rustworkx", "--json"]
    assert graph.main(small) == 1
    assert json.loads(capsys.readouterr().out) == {"error": "luodi_any_laid gives other ends than luodi"}


def test_another_slack_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "spans", lambda course: {})
    with pytest.raises(RuntimeError, match="another slack"):
        graph.measure(2, 1, (*graph.PEERS, graph.PAGE))


def test_the_figures_as_lines(found: dict[str, Any]) -> None:
    page = {"project": "P57", "matters": 39, "ms": {"page_ms": 30.0, "one_what_if_with_worth_ms": 1.5}}
    whole = found | {"ratios": dict.fromkeys(graph.RATIOS, 600.0) | {"what_if_of_page": 0.05}, "page": page}
    met = graph.text(whole | {"met": dict.fromkeys(graph.GOALS, True)})
    assert "goal >= 500 met" in met and "goal >= 8 met" in met and "goal < 1 met" in met
    assert "goal < 0.1 met" in met and "P57, 39 matters" in met
    assert "NOT MET" in graph.text(whole | {"met": dict.fromkeys(graph.GOALS, False)})


def test_the_command_says_which_goals_are_missed_and_lets_the_next_bench_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], found: dict[str, Any]
) -> None:
    asked = []
    answer = found | {"met": dict.fromkeys(found["met"], False)}
    monkeypatch.setattr(graph, "measure", lambda *sizes: asked.append(sizes) or answer)
    assert main.main(["bench", "graph", "--projects", "7", "--rounds", "2", "--without", "networkx"]) == 0
    assert "NOT MET" in capsys.readouterr().out
    assert asked == [(7, 2, ["networkx"])]
