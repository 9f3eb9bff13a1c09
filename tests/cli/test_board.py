"""`luodi board` from the outside: the figures of a county at the end of a day, and what it refuses."""

import json

import pytest

from luodi.cli.main import main
from tests.support.cast import Cast


def board(capsys: pytest.CaptureFixture[str], region: str, on: str, code: int = 0) -> dict[str, object]:
    capsys.readouterr()
    assert main(["board", "--region", region, "--on", on, "--json"]) == code
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_a_case_is_counted_by_the_promise_that_ran(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    cast.received("2026-11-02")  # to be accepted by 9 November
    for on, opened, late in (("2026-11-01", 0, 0), ("2026-11-09", 1, 0), ("2026-11-10", 1, 1)):
        found = board(capsys, cast.where.code, on)
        assert (found["open"], found["open_late"]) == (opened, late), on
        assert (found["closed_late"], found["closed_on_time"]) == (0, 0)


def test_it_says_it_in_words(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    cast.received("2026-11-02")
    assert main(["board", "--region", cast.where.code, "--on", "2026-11-10"]) == 0
    assert "1 open, 1 of these late" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("region", "on"),
    [("NONE", "2026-11-10"), ("990900", "2026-02-30"), ("990900", "2026-W45-1"), ("990900", "9999-01-01")],
)
def test_what_it_refuses(cast: Cast, capsys: pytest.CaptureFixture[str], region: str, on: str) -> None:
    assert board(capsys, region, on, code=1)["error"]
