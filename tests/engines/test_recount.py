"""The oracle gives the published figures, and our reading of the file leads to the same ones."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from luodi.engines.logs.model import Log
from luodi.engines.logs.read import read_log
from tests.engines.recount import Figures, recount
from tests.support.shared import shared

ZONE = "Europe/Amsterdam"
KNOWN = {date(2012, 1, 23): Figures(309, 1020, 105, 37), date(2011, 6, 30): Figures(150, 561, 228, 44)}


def from_log(log: Log, on: date) -> Figures:
    """The same definition, on cases as our reader gives them."""
    zone, tally = ZoneInfo(ZONE), [0, 0, 0, 0]
    for case in log.cases:
        assert case.deadline_at
        due_on = case.deadline_at.astimezone(zone).date()
        closed_on = case.ended_at and case.ended_at.astimezone(zone).date()
        if closed_on and closed_on <= on:
            tally[0 if closed_on > due_on else 1] += 1
        elif case.started_at.astimezone(zone).date() <= on:
            tally[2] += 1
            tally[3] += on > due_on
    return Figures(*tally)


@pytest.mark.parametrize("on", KNOWN)
def test_the_figures_of_the_real_log(on: date) -> None:
    path = shared("data/event_logs/receipt.xes.gz")
    assert recount(path, on, ZONE) == KNOWN[on]
    assert from_log(read_log(path, zone=ZONE), on) == KNOWN[on]


def test_the_zone_decides_the_day() -> None:
    path = shared("data/event_logs/receipt.xes.gz")
    assert recount(path, date(2011, 6, 30), "America/Los_Angeles") != KNOWN[date(2011, 6, 30)]


def test_marks_of_the_real_log() -> None:
    log = read_log(shared("data/event_logs/receipt.xes.gz"), zone=ZONE)
    assert (len(log.cases), log.events, log.skipped, log.notes) == (1434, 8577, (), ())
    assert sum(bool(case.after_end) for case in log.cases) == 145
    assert [case.key for case in log.cases if case.ends_before_start] == ["case-10862", "case-8267"]
    assert len({event.key for case in log.cases for event in case.events}) == 8577


@pytest.mark.parametrize("name", ["receipt.xes.gz receipt.csv", "running-example.xes running-example.csv"])
def test_both_forms_agree_case_for_case(name: str) -> None:
    one, other = ({case.key: case for case in read_log(path, zone=ZONE).cases} for path in map(log_file, name.split()))
    assert one == other


def log_file(name: str) -> Path:
    return shared(f"data/event_logs/{name}")


def test_a_permit_register_by_a_map() -> None:
    events = {"Applied": "applieddate", "Issued": "issueddate", "Completed": "completeddate"}
    mapping = {"case": "permitnum", "started": "applieddate", "ended": "issueddate", "events": events}
    path = shared("data/permits/calgary_building_permits.csv")
    log = read_log(path, mapping=mapping, zone="America/Edmonton")
    assert (len(log.cases), log.events, log.skipped) == (5000, 14223, ())
    first = log.cases[0]
    assert first.key == "BP2013-09623"
    assert first.ended_at and first.ended_at.isoformat() == "2013-07-23T00:00:00-06:00"
    assert [event.activity for event in first.events] == ["Applied", "Issued", "Completed"]
