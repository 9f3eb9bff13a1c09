"""A notice that arrives moves open due days, each with a fact that names it; local days stand above any notice."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luodi.cli.main import main
from luodi.slices.approvals.reads import application_for
from luodi.slices.plans.actions.adopt import adopt_plan
from luodi.slices.plans.reads import plan_for
from luodi.spine.commitments.reads import promise
from luodi.spine.commitments.verbs import NewPromise
from luodi.spine.commitments.verbs import promise as promised
from luodi.spine.journal.models import Entry
from luodi.spine.people.reads import calendar_of, place
from tests.support.cast import DAY, Cast, at

PAPER = "https://www.gov.cn/trial-notice-2027.htm"
NOTICE = {
    "year": 2027,
    "papers": [PAPER],
    "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-04", "isOffDay": True},
        {"name": "元旦", "date": "2026-12-27", "isOffDay": False},
    ],
}


def load(capsys: pytest.CaptureFixture[str], file: Path, *words: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["calendar", "load", str(file), *words, "--json"]) == code
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "2027.json"
    file.write_text(json.dumps(NOTICE, ensure_ascii=False), "utf-8")
    return file


def test_a_provisional_due_day_moves_when_the_notice_comes(
    cast: Cast, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = NewPromise("trial", "A promise", cast.party("zrzy"), date(2026, 12, 30), 4)
    late = promised(new, by=cast["zrzy"], at=at("2026-11-19"))
    near = promised(new._replace(from_on=date(2026, 11, 19)), by=cast["zrzy"], at=at("2026-11-19"))
    assert promise(cast.where, late).due_on == date(2027, 1, 5)
    assert calendar_of(cast.where).provisional(date(2027, 1, 5))
    answer = load(capsys, notice)
    assert answer == {"loaded": [{"region": cast.where.code, "year": 2027, "days": 3, "moved": 1, "moved_by_law": 0,
                                  "starts_moved": 0}]}  # fmt: skip
    assert promise(cast.where, late).due_on == date(2027, 1, 7)
    assert promise(cast.where, near).due_on == date(2026, 11, 25)
    calendar = calendar_of(place(cast.where.code))
    assert not calendar.provisional(date(2027, 1, 7))
    assert calendar.is_workday(date(2026, 12, 27))
    fact = Entry.objects.within(cast.where.pk).get(kind="commitments.recomputed")
    said = json.loads(fact.payload)
    assert (said["before"], said["after"], said["reason"]) == ("2027-01-05", "2027-01-07", PAPER)
    assert load(capsys, notice)["loaded"][0]["moved"] == 0


def test_the_statutory_day_follows_too(cast: Cast, notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = cast.accepted("2026-12-21", matter="B02")
    before = application_for(cast.law, number)
    assert before.statutory_due_on and before.statutory_due_on > date(2027, 1, 1)
    answer = load(capsys, notice)["loaded"][0]
    after = application_for(cast.law, number)
    assert answer["moved_by_law"] == 1
    assert after.statutory_due_on == calendar_of(place(cast.where.code)).add(date(2026, 12, 21), before.statutory_days)
    assert after.statutory_due_on != before.statutory_due_on
    assert after.case.version == before.case.version + 1
    fact = Entry.objects.within(cast.where.pk).get(kind="approvals.statutory_recomputed")
    assert json.loads(fact.payload)["after"] == after.statutory_due_on.isoformat()
    assert load(capsys, notice)["loaded"][0]["moved_by_law"] == 0


def test_local_days_in_our_own_shape(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "local.yml"
    file.write_text("years: {2026: {rest: {Fair: [2026-11-23/2026-11-24]}, work: {Fair: ['2026-11-28']}}}", "utf-8")
    assert "region" in load(capsys, file, "--local", code=1)["error"]
    made = NewPromise("trial", "A promise", cast.party("zrzy"), date(2026, 11, 19), 4)
    key = promised(made, by=cast["zrzy"], at=at("2026-11-19"))
    answer = load(capsys, file, "--local", "--region", cast.where.code)
    [loaded] = answer["loaded"]
    assert (loaded["region"], loaded["year"], loaded["days"]) == (cast.where.code, 2026, 3)
    assert (loaded["moved"], loaded["moved_by_law"], loaded["starts_moved"]) == (1, 0, 0)
    assert promise(cast.where, key).due_on == date(2026, 11, 27)
    calendar = calendar_of(place(cast.where.code))
    assert calendar.is_workday(date(2026, 11, 28))
    assert calendar.is_workday(date(2026, 10, 10)), "the packaged notice of the year stands below"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1, 2]", "no notice"),
        ("year: 2027\ndays: [{name: x, date: 2027-13-01, isOffDay: true}]", "2027-13-01"),
        ("year: 2027\ndays: [{name: x, date: 2031-01-01, isOffDay: true}]", "2031-01-01"),
        ("year: 2027\ndays: []", "names no day"),
        ("a: [", "cannot be read"),
    ],
)
def test_what_is_no_notice_is_refused(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    file = tmp_path / "2027.json"
    file.write_text(text, "utf-8")
    assert why in load(capsys, file, code=1)["error"]
    assert not Entry.objects.within(cast.where.pk).filter(kind="people.calendar.loaded").exists()


def test_a_region_that_is_not_there(cast: Cast, notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "NONE" in load(capsys, notice, "--region", "NONE", code=1)["error"]


def test_a_plan_says_that_its_start_moved(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = {"land_mode": "granted", "new_building_or_structure": True}
    adopt_plan(number="P18", answers=answers, by=cast["fgw"], at=at("2026-11-18"))
    before = plan_for(cast["fgw"], "P18", DAY)
    assert before.start_on is not None and before.start_on > date(2026, 12, 16)
    notice = tmp_path / "2026.json"
    rest = {"name": "元旦", "date": "2026-12-16", "isOffDay": True}
    notice.write_text(json.dumps({"year": 2026, "papers": [PAPER], "days": [rest]}), "utf-8")
    assert load(capsys, notice)["loaded"][0]["starts_moved"] == 1
    after = plan_for(cast["fgw"], "P18", DAY)
    fact = json.loads(Entry.objects.within(cast.where.pk).get(kind="plans.start_moved").payload)
    assert (fact["before"], fact["after"]) == (before.start_on.isoformat(), str(after.start_on))
    assert fact["reason"] == PAPER and before.start_on != after.start_on
    assert load(capsys, notice)["loaded"][0]["starts_moved"] == 0
