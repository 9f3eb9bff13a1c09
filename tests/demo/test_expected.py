"""The county on its day, after one working day and after two: as its file expects, and as counted a second time."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from luodi.cli.demo import advance
from luodi.cli.tick import tick
from luodi.slices.approvals.views.casefile import CaseFile, case_file
from luodi.slices.boards.reads import board
from luodi.slices.county.reads.rows import Desk, Row
from luodi.spine.commitments.reads import open_promises
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.journal.verify import verify
from luodi.spine.people.seats import of_law
from luodi.web.doors import Sitting
from tests.demo.recount import Stands, county, stands
from tests.support.cast import DAY, Demo, at

OPEN = {case["id"]: case for case in county()["open_cases"]}
HANDWRITTEN = {case["id"]: case for case in county()["cases"]}
FIRST, SECOND = date(2026, 11, 23), date(2026, 11, 24)


def sitting(demo: Demo) -> Sitting:
    """The general window, which sees every case, on the county's day."""
    seat = demo.seat("window")
    return Sitting(seat, seat.place.frozen_on or DAY, at(seat.place.frozen_on or DAY))


def left(file: CaseFile) -> int | None:
    """Working days left; of a clock that stands, what it will have when it goes on. Before acceptance: of that."""
    if file.light == "paused":
        return None if file.row.promise is None else (file.term or 0) - file.net
    return file.left


def page(file: CaseFile) -> dict[str, Any]:
    """What the case page says."""
    ball = file.row.case.ball
    return {
        "light": file.light, "due": file.row.due_on, "left": left(file),
        "net": file.net if file.row.promise else None, "gross": file.gross,
        "ball": file.parties[ball].key if ball else None,
    }  # fmt: skip


def test_the_file_has_what_it_had() -> None:
    assert (len(HANDWRITTEN), len(OPEN), county()["meta"]["as_of"]) == (14, 24, DAY)


@pytest.mark.parametrize("number", OPEN)
def test_an_open_case_stands_as_its_file_expects(demo: Demo, number: str) -> None:
    expected = OPEN[number]["expect"]
    assert page(case_file(sitting(demo), number)) == expected
    counted = stands(OPEN[number], DAY)
    known = {"light": counted.light, "due": counted.due, "net": counted.net, "gross": counted.gross,
             "ball": counted.ball}  # fmt: skip
    assert known == {name: expected[name] for name in known}


def test_the_inbox_and_the_board_say_the_same(demo: Demo) -> None:
    desk = Desk(sitting(demo))
    rows: dict[str, Row] = {}
    for found in open_promises(sitting(demo).seat):
        row = desk.row(found)
        rows[row.number] = row
    stood = board(sitting(demo).seat, DAY)
    keys = {key: party.key for key, party in stood.parties.items()}
    lights = {row.number: (row.light, row.due_on, keys.get(row.ball or 0)) for row in stood.rows}
    for number, case in OPEN.items():
        expected = case["expect"]
        said = rows[number]
        assert (said.light, said.due_on, said.holder_key) == (expected["light"], expected["due"], expected["ball"])
        assert said.left == (None if expected["light"] == "paused" else expected["left"])
        assert lights[number] == (expected["light"], expected["due"], expected["ball"])
    assert stood.figures.open == len(OPEN) + sum(case["ev"][-1][1] != "ok" for case in HANDWRITTEN.values())


@pytest.mark.parametrize("number", HANDWRITTEN)
def test_a_handwritten_case_counts_as_its_file_says(demo: Demo, number: str) -> None:
    case, file = HANDWRITTEN[number], case_file(sitting(demo), number)
    assert file.gross == case["gross"]
    if case["net"] is not None:
        assert file.net == case["net"]
    assert sum(spent for _, spent in file.ball_shares()) == case["gross"]
    assert file.closed == (case["ev"][-1][1] == "ok")
    holder = file.row.case.ball
    assert (file.parties[holder].key if holder else None) == (None if file.closed else case["ev"][-1][2])
    assert file.row.marks == (["no_written_notice"] if case.get("no_written_notice") else [])


def test_every_ball_adds_up_to_the_enterprise_clock(demo: Demo) -> None:
    for number in OPEN:
        file = case_file(sitting(demo), number)
        assert sum(spent for _, spent in file.ball_shares()) == file.gross, number


def moved(demo: Demo, days: int) -> list[Stands]:
    """The demo some working days on; how its open cases stood on each day, counted here."""
    where = demo.where
    for _ in range(days):
        where, _ticked = advance(where)
    demo.where = where
    on = where.frozen_on
    assert on is not None
    return [stands(case, on) for case in OPEN.values()]


@pytest.mark.parametrize(("days", "on"), [(1, FIRST), (2, SECOND)])
def test_after_working_days_every_open_case_stands_as_counted(demo: Demo, days: int, on: date) -> None:
    counted = moved(demo, days)
    assert demo.where.frozen_on == on
    for number, expected in zip(OPEN, counted, strict=True):
        file = case_file(sitting(demo), number)
        said = page(file)
        if expected.light == "paused":
            said["left"] = None
        assert Stands(**said, by_law=file.row.deemed) == expected, number


def test_what_changed_is_what_turned_and_each_turn_has_its_day(demo: Demo) -> None:
    """Lights counted here for every natural day; the journal says the same turns, dated the same, and no others."""
    moved(demo, 2)
    by_law = {number for number, case in OPEN.items() if stands(case, SECOND).by_law}
    assert by_law == {"C36"}
    expected = set()
    for number, case in OPEN.items():
        day = DAY
        while number not in by_law and day < SECOND:
            before, day = stands(case, day).light, day + timedelta(1)
            after = stands(case, day).light
            if before != after:
                expected.add((number, before, after, day))
    assert expected >= {("C16", "soon", "overdue", date(2026, 11, 21)), ("C20", "normal", "soon", FIRST)}
    told = Entry.objects.everywhere("a test").filter(kind="commitments.turned", recorded_at__gte=at(FIRST))
    seat = sitting(demo).seat
    keys = {case_file(sitting(demo), number).row.case_id: number for number in OPEN.keys() - by_law}
    said = {(keys[e.case], *_turn(e.payload), seat.day(e.happened_at)) for e in told if e.case in keys}
    assert said == expected


def _turn(payload: str) -> tuple[str, str]:
    turned = json.loads(payload)
    return turned["before"], turned["after"]


def test_law_accepts_c36_on_its_own_day(demo: Demo) -> None:
    """Received on 13 November and never answered: accepted as of receipt, on the workday after its fifth."""
    moved(demo, 1)
    file = case_file(sitting(demo), "C36")
    assert (file.row.deemed, file.row.accepted_on, file.row.phase) == (True, date(2026, 11, 13), "accepted")
    fact = next(fact for fact in file.facts if fact.kind == "approvals.deemed_accepted")
    assert fact.happened_at == at(FIRST, "00:00")
    assert (fact.party, fact.post) == (None, None)
    assert file.row.due_on == date(2026, 11, 20)
    assert file.light == "overdue"


def test_a_second_tick_of_the_day_does_nothing(demo: Demo) -> None:
    before = Entry.objects.everywhere("a test").count()
    assert tick(demo.where)[2:] == (0, 0, 0, 0)
    where, first = advance(demo.where)
    assert first.accepted_by_law == 1
    assert first.turned > 0
    again = Entry.objects.everywhere("a test").count()
    assert tick(where)[2:] == (0, 0, 0, 0)
    assert Entry.objects.everywhere("a test").count() == again > before
    assert verify().clean


def test_days_missed_are_caught_up_with_their_own_dates(demo: Demo) -> None:
    """One tick after a week: the days between have their turns, dated as they happened, and law has caught up."""
    late = enrol.move_day(to_on=date(2026, 11, 27), by=of_law(demo.where), at=at(DAY))
    assert tick(late).accepted_by_law == sum(stands(case, date(2026, 11, 27)).by_law for case in OPEN.values()) == 2
    told = Entry.objects.everywhere("a test").filter(kind="commitments.turned", recorded_at__gte=at("2026-11-21"))
    days = {sitting(demo).seat.day(entry.happened_at) for entry in told}
    assert date(2026, 11, 21) in days
    assert max(days) <= date(2026, 11, 27)
    for number, case in OPEN.items():
        assert case_file(sitting(demo), number).light == stands(case, date(2026, 11, 27)).light, number
