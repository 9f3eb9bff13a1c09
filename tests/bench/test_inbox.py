"""The bench of the inbox: what it reads off a page, how it sums up, that a served application is really asked."""

from pathlib import Path

import pytest

from bench.inbox import said, summary, text
from bench.serving import Served, Spent, spent

STRIP = '<svg class="strip"><rect class="day-counted"/><rect class="day-open"/></svg><span>1/2</span>'
ROW = '<tr><td>3 days left</td><td><a>A matter</a></td><td>%s</td><td>x</td><td>y</td><td class="act">Look</td></tr>'


def test_a_row_is_read_by_its_words_and_the_marks_of_its_strip():
    [row] = said(f"<table><tr><td>no act</td></tr>{ROW % STRIP}</table>")
    assert row == ["3 days left", "A matter", "counted open", "x", "y"]
    assert said(ROW % STRIP) != said(ROW % STRIP.replace("day-open", "day-over"))


def test_medians_and_ratios_of_one_run():
    ways = {"luodi": 2.0, "server": 0.01, "empty": 0.2, "plain": 20.0}
    found = {name: [Spent(1000 / cpu, cpu * 5, cpu)] * 3 for name, cpu in ways.items()}
    told = summary(found, 90_000, 0.1)
    ratios = {"requests_of_plain": 10, "cpu_of_plain": 0.1, "cpu_of_empty": 10, "requests_of_server": 0.005}
    assert told["ratios"] == pytest.approx(ratios)
    assert {name: met for name, (_, _, met) in told["by_ratio"].items()} == {
        "requests_of_server": False, "cpu_of_plain": True,
    }  # fmt: skip
    assert told["slower"] == pytest.approx(0.635)
    assert "the same goals as ratios" in text({**told, "rows": 50, "pages": {}})
    assert told["met"] == {"requests_per_second": False, "p95_ms": True, "cpu_ms": True}


def test_a_served_application_is_asked_as_often_as_is_said(tmp_path: Path):
    with Served("bench.peers.bare:application", "luodi.config.settings", tmp_path, "") as served:
        assert served.page("/", "") == "ok"
        took = spent(served, "/", "", 40, 4)
    assert took.requests_per_second > 0 and took.p95_ms > 0 and took.cpu_ms >= 0


def test_an_application_that_does_not_start_is_said_with_its_last_words(tmp_path: Path):
    with pytest.raises(RuntimeError), Served("bench.peers.nothing:application", "", tmp_path, ""):
        pass
