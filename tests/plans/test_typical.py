"""Promised days that are typical say so on every screen and in every file that shows them, row by row."""

import io
import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from luodi.cli.main import main
from luodi.slices.matters.actions import set_overlay
from luodi.slices.matters.reads import running_catalogue
from luodi.slices.matters.rules.changes import Change
from luodi.slices.plans.actions.adopt import NewPassage, adopt_plan
from luodi.slices.plans.reads import ProjectPlan, plan_for
from luodi.slices.plans.rules.forecast import TO_COME
from tests.plans.links import LINKS
from tests.support.cast import DAY, Cast, at, held_in

ANSWERS: dict[str, Any] = {
    "land_mode": "granted", "new_building_or_structure": True, "scheme_review_required": True, "eia_class": "form",
    "building_works_above_threshold": True, "drawing_review_required": True, "power_class": "high_voltage",
}  # fmt: skip
MARK = "typical, not published"


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    """Pages are read in English."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """The firm's project with a plan: the review of its scheme runs, and longer than promised."""
    on = DAY.replace(day=2)
    passages = [NewPassage("A01", on, on, on, "granted"), NewPassage("B01", on, on)]
    adopt_plan(number="P18", answers=ANSWERS, passages=passages, by=cast["fgw"], at=at("2026-11-18"))
    return cast


def the_plan(cast: Cast) -> ProjectPlan:
    return plan_for(cast["zrzy"], "P18", DAY)


def typical(plan: ProjectPlan) -> dict[str, bool]:
    """Whether the days of each matter are published nowhere."""
    return {code: item.entry.committed_basis == "typical" for code, item in plan.plan.items.items()}


def held(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return unescape(held_in(answer).decode())


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def test_the_table_marks_each_row(planned: Cast) -> None:
    page = held(planned.client("zrzy").get("/projects/P18/?show=table"))
    rows = dict(re.findall(r'<tr id="(\w+)".*?>(.*?)</tr>', page, re.DOTALL))
    assert {code: MARK in plain(row) for code, row in rows.items()} == typical(the_plan(planned))


def test_the_graph_marks_each_box_that_says_days_and_explains_the_mark(planned: Cast) -> None:
    page, plan = held(planned.client("zrzy").get("/projects/P18/?show=graph&part=whole")), the_plan(planned)
    assert f"* days {MARK}" in page
    drawing = page[page.index('<div class="scroll"') :]
    for code, is_typical in typical(plan).items():  # an acceptance with a day says its day
        if plan.standing[code].state == TO_COME and code != "C12":
            [box] = re.findall(rf"<title>{code} .*?</g>", drawing, re.DOTALL)
            says = re.search(r'class="days"[^>]*>(.*?)<', box)
            assert says and (says[1].endswith("*") is is_typical or re.search(r"20\d\d", says[1])), box
    assert "of 7*<" in drawing, "the review of the scheme runs"


def test_the_calendar_marks_a_promise_that_was_overrun(planned: Cast) -> None:
    page = held(planned.client("zrzy").get("/projects/P18/"))
    assert typical(the_plan(planned))["B01"] and f"* days {MARK}" in page
    assert re.search(r"days over its promise\*,", page)


def test_the_sliders_mark_each_matter(planned: Cast) -> None:
    page = held(planned.client("zrzy").get("/projects/P18/what-if/"))
    rows = dict(re.findall(r'<label class="what" for="d-(\w+)">(.*?)</label>', page, re.DOTALL))
    assert rows and {code: "typical days, not published" in row for code, row in rows.items()} == {
        code: is_typical for code, is_typical in typical(the_plan(planned)).items() if code in rows
    }


def test_the_files_mark_each_matter(planned: Cast) -> None:
    client, told = planned.client("zrzy"), typical(the_plan(planned))
    book = CalamineWorkbook.from_filelike(io.BytesIO(held_in(client.get("/projects/P18/plan.xlsx"))))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert {row[0]: MARK in row for row in rows if row[0] in told} == told
    events = Calendar.from_ical(held_in(client.get("/projects/P18/plan.ics"))).walk("VEVENT")
    marks = {
        str(event["uid"]).split("-")[2].split("@")[0]: "typical days, not published" in str(event["description"])
        for event in events
    }
    assert marks == {code: told[code] for code in marks} and len(marks) > 5


def test_programs_are_told_of_each_matter(planned: Cast) -> None:
    client, told = planned.client("zrzy"), typical(the_plan(planned))
    plan = client.get("/api/projects/P18/plan").json()
    assert {one["code"]: one["basis"] == "typical" for one in plan["matters"]} == told
    listed = client.get("/api/matters").json()["items"]
    known = running_catalogue(planned.where).matters
    assert {one["code"]: one["committed_basis"] for one in listed} == {
        code: entry.committed_basis for code, entry in known.items()
    }


def test_what_another_version_would_move_says_which_days_were_typical(planned: Cast) -> None:
    change = Change("committed_days", "B01", 4, source="县政办发〔2026〕3号")
    set_overlay(changes=[change], note="", by=planned["leader"], at=at("2026-11-19"))
    page = plain(held(planned.client("fgw").get("/projects/P18/answers/")))
    assert f"7* → 4 * {MARK}" in page


def test_a_plan_of_answers_marks_each_matter_on_its_page_and_in_its_calendar(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en"})
    page = held(client.get(f"/plan/sheet/?{LINKS['EX1']}"))
    known = running_catalogue(cast.where).matters
    events = Calendar.from_ical(held_in(client.get(f"/plan/calendar.ics?{LINKS['EX1']}"))).walk("VEVENT")
    marks = {str(event["uid"])[:3]: "typical days, not published" in str(event["description"]) for event in events}
    assert marks == {code: known[code].committed_basis == "typical" for code in marks} and any(marks.values())
    assert page.count("*</") >= sum(marks.values()) - 1
    summary = plain(held(client.get(f"/plan/?{LINKS['EX1']}")))
    assert f"The days of {sum(marks.values())} matters are {MARK}." in summary


def test_a_case_says_it_on_its_page_and_to_programs(cast: Cast) -> None:
    for matter, is_typical in (("B01", True), ("B02", False)):
        number = cast.accepted(matter=matter)
        for account in ("zrzy", "F06"):
            page = plain(held(cast.client(account).get(f"/cases/{number}/")))
            assert (MARK in page, "has not published its own" in page) == (is_typical, is_typical)
        told = cast.client("zrzy").get(f"/api/cases/{number}").json()
        assert (told["promised_basis"] == "typical") is is_typical
    for account, path in (("zrzy", "/"), ("F06", "/")):
        assert "Some promised days are typical" in held(cast.client(account).get(path, follow=True))


def test_the_command_counts_them(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("id: one\ntype: TECH_REFORM\nfacts: {energy_tce_per_year: 1200}\n", "utf-8")
    assert main(["plan", str(file)]) == 0
    words = capsys.readouterr().out
    assert main(["plan", str(file), "--json"]) == 0
    count = len(re.findall('"basis": "typical"', capsys.readouterr().out))
    assert count and f"days of {count} matters are {MARK}" in words
