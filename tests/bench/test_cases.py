"""The bench of cases compares before it measures: what it calls the same is the same, and a difference stops it."""

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bench import batch, cases
from luodi.cli import bench, main

OURS = ("luodi", "raw", "orm")


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """One small run beside the peers that need nothing installed."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.cases", "--cases", "3", "--rounds", "2", "--without", "viewflow", "--json"],
        cwd=cases.ROOT, capture_output=True, text=True, check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def test_three_ways_write_the_same_rows_as_durably(found: dict[str, Any]) -> None:
    for name in OURS:
        assert {"approvals_application", "commitments_commitment", "commitments_hold", "facts"} <= set(
            found["compared"][name]
        )
    expected = {"sqlite": {"journal_mode": "wal", "synchronous": "2"}, "postgresql": {"fsync": "on",
                "synchronous_commit": "on"}}  # fmt: skip
    if found["engine"] == "sqlite":
        assert found["durability"] == expected["sqlite"]
    assert set(found["durability"]) == set(expected[found["engine"]])
    assert found["answers_equal"] is True


def test_ratios_follow_from_the_paces(found: dict[str, Any]) -> None:
    pace = found["steps_per_second"]
    assert found["ratios"]["of_raw"] == pytest.approx(pace["luodi"] / pace["raw"])
    assert found["ratios"]["times_orm"] == pytest.approx(pace["luodi"] / pace["orm"])
    for name in OURS:
        low, high = found["spread"][name]
        assert 0 < low <= pace[name] <= high


def answers() -> dict[str, dict[str, Any]]:
    one = {"cases": 2, "steps": {"received": 2}, "outcomes": {"granted": 2}, "promised_for": {"2026-03-11": 2},
           "durability": {"synchronous": "2"}}  # fmt: skip
    tables = {"commitments_case": "a", "facts": "b"}
    return {"luodi": {**one, "tables": tables}, "raw": {**deepcopy(one), "tables": dict(tables)},
            "viewflow": deepcopy(one)}  # fmt: skip


def test_equal_answers_are_not_different() -> None:
    assert not cases.different(answers())


@pytest.mark.parametrize(
    ("peer", "part", "value"),
    [("raw", "cases", 1), ("viewflow", "outcomes", {"refused": 2}), ("viewflow", "durability", {"synchronous": "1"})],
)
def test_another_answer_is_named(peer: str, part: str, value: object) -> None:
    planted = answers()
    planted[peer][part] = value
    assert len(said := cases.different(planted)) == 1
    assert said[0].startswith(f"{peer} {part}")


def test_another_row_is_named_by_its_table() -> None:
    planted = answers()
    planted["raw"]["tables"]["facts"] = "c"
    assert cases.different(planted) == ["raw: rows of facts"]


def test_a_peer_without_an_answer_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cases.MODULES, "viewflow", "nobody")
    peer = cases.Peer("viewflow", tmp_path, "")
    with pytest.raises(cases.NoAnswer, match=r"No module named bench\.peers\.nobody\n.*requirements-bench\.lock"):
        peer.heard()
    peer.close()


def test_outside_a_clone_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    assert main.main(["bench", "cases"]) == 1
    assert "run it from a clone" in capsys.readouterr().err


def test_the_command_hands_its_options_on(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str] | None] = []
    monkeypatch.setattr(cases, "main", lambda words: given.append(words) or 0)
    assert main.main(["bench", "cases", "--cases", "7", "--rounds", "2", "--without", "raw", "--json"]) == 0
    assert given == [["--json", "--cases", "7", "--rounds", "2", "--without", "raw"]]


def test_a_batch_is_so_many_times_one_by_one() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.batch", "--batch", "6", "--rounds", "1", "--json"],
        cwd=cases.ROOT, capture_output=True, text=True, check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout)
    for name, (whole, singly) in batch.PAIRS.items():
        pace = found["per_second"]
        assert found["times_one_by_one"][name] == pytest.approx(pace[whole] / pace[singly])
        assert f"{pace[whole]:.0f}" in batch.text(found)


def test_the_command_asks_for_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str] | None] = []
    monkeypatch.setattr(batch, "main", lambda words: given.append(words) or 0)
    assert main.main(["bench", "cases", "--batch", "30", "--rounds", "2", "--json"]) == 0
    assert given == [["--json", "--batch", "30", "--rounds", "2"]]
