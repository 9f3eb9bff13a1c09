"""The bench of writers: all of them write, its sums are right, and a goal that is missed is named."""

import json
import subprocess
import sys
from typing import Any

import pytest

from bench import cases, writers
from luodi.cli import main


def test_two_writers_by_every_way() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.writers", "--writers", "2", "--rounds", "1", "--seconds", "0.2", "--json"],
        cwd=cases.ROOT, capture_output=True, text=True, check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    named = [way.name for way in writers.WAYS if found["engine"] == "sqlite" or not way.turns]
    assert list(found["ways"]) == named
    assert all(each["per_second"] > 0 for each in found["ways"].values())
    if found["engine"] == "sqlite":
        assert found["durability"] == {"journal_mode": "wal", "synchronous": "2"}


def test_the_slowest_is_held_against_the_mean() -> None:
    said = [{"actions": 30, "longest_ms": 4.0}, {"actions": 10, "longest_ms": 90.0}]
    assert writers.even(said, 2.0) == {"per_second": 20.0, "slowest_of_mean": 0.5, "longest_ms": 90.0}


def test_nothing_done_is_nothing_even() -> None:
    assert writers.even([{"actions": 0, "longest_ms": 0.0}], 1.0)["slowest_of_mean"] == 0


def _ways(**turns: float) -> list[str]:
    good = {"per_second": 95.0, "slowest_of_mean": 0.97, "longest_ms": 80.0}
    alone = {"per_second": 100.0, "slowest_of_mean": 0.1, "longest_ms": 3000.0}
    rounds = {"engine alone": [alone], "turns kept 10 ms": [good | turns]}
    found = writers.summary(rounds, durability={"synchronous": "2"}, writers=8, rounds=1, seconds=1.0, load=0.0)
    return list(found["missed"])


def test_goals() -> None:
    assert _ways() == []
    assert _ways(per_second=80.0) == ["turns kept 10 ms: loss 20%"]
    assert _ways(slowest_of_mean=0.85) == ["turns kept 10 ms: slowest of mean 0.85"]
    assert _ways(longest_ms=200.0) == ["turns kept 10 ms: longest 200 ms"]


def test_the_command_hands_its_options_on(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str] | None] = []
    monkeypatch.setattr(writers, "main", lambda words: given.append(words) or 0)
    assert main.main(["bench", "cases", "--writers", "8", "--rounds", "2", "--json"]) == 0
    assert given == [["--json", "--writers", "8", "--rounds", "2"]]
