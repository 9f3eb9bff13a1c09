"""The bench of verify measures a journal of luodi's own making, and says so when it is not clean."""

import json
import subprocess
import sys
from typing import Any

import pytest

from bench import verify


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.verify", "--facts", "60", "--rounds", "2", "--json"],
        cwd=verify.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def test_a_journal_is_made_and_measured(found: dict[str, Any]) -> None:
    assert found["clean"] is True and found["facts"] >= 60
    assert found["seconds_per_100000"] == pytest.approx(found["seconds"] / found["facts"] * 100_000)
    assert (len(found["rounds"]), found["seconds"]) == (2, min(found["rounds"]))
    assert 0 < found["before_mb"] <= found["peak_mb"] < verify.GOALS["peak_mb"]


def test_the_figures_as_lines(found: dict[str, Any]) -> None:
    assert "goal <= 3.5" in verify.text(found) and "NOT CLEAN" not in verify.text(found)
    assert "NOT CLEAN" in verify.text(found | {"clean": False})


@pytest.mark.parametrize(("clean", "peak", "code"), [(True, 150.0, 0), (True, 250.0, 1), (False, 150.0, 1)])
def test_it_fails_where_memory_grows_or_the_journal_differs(
    monkeypatch: pytest.MonkeyPatch, found: dict[str, Any], clean: bool, peak: float, code: int
) -> None:
    monkeypatch.setattr(verify, "run", lambda facts, rounds: found | {"clean": clean, "peak_mb": peak})
    assert verify.main([]) == code
