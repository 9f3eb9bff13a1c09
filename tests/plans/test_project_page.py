"""The page of a project: what it says on top, its three views, who may see it; both databases."""

import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from icalendar import Calendar

from luodi.engines.sheets.read import tables_of
from luodi.kernel.clock import next_day
from luodi.slices.matters.rules import edges
from luodi.slices.matters.rules.wording import clause_words
from luodi.slices.plans.actions.adopt import NewPassage, adopt_plan
from luodi.slices.plans.reads import plan_for
from tests.support.cast import DAY, Cast, Demo, at

ANSWERS: dict[str, Any] = {
    "land_mode": "granted", "new_building_or_structure": True, "scheme_review_required": True, "eia_class": "form",
    "building_works_above_threshold": True, "fire_class": "other", "in_verification_catalogue": False,
}  # fmt: skip


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    """Pages are read in English."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """The firm's project with a plan: two done, one runs and is over, all else is to come."""
    on = DAY.replace(day=2)
    passages = [
        NewPassage("A01", on, on, on, "granted"),
        NewPassage("A09", on, on, on.replace(day=4), "granted"),
        NewPassage("P03", on, on),
    ]
    adopt_plan(number="P18", answers=ANSWERS, passages=passages, by=cast["fgw"], at=at("2026-11-18"))
    return cast


def says(response: HttpResponse) -> str:
    """The words of a page, one space apart."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def look(cast: Cast | Demo, account: str, path: str = "") -> HttpResponse:
    return cast.client(account).get(f"/projects/P18/{path}")


def test_the_headline_says_the_day_and_what_decides_it(planned: Cast) -> None:
    words, plan = says(look(planned, "zrzy")), plan_for(planned["zrzy"], "P18", DAY)
    assert plan.start_on is not None and plan.forecast is not None
    assert f"Start expected on {plan.start_on.day} {plan.start_on:%b}" in words
    first = next(code for code in plan.forecast.critical if plan.standing[code].state != "done")
    assert f"What decides it: {plan.catalogue.matters[first].name_en}" in words
    assert f"Next comes {plan.catalogue.matters[first].name_en}" in words


def test_five_facts_count_what_the_plan_has(planned: Cast) -> None:
    words, plan = says(look(planned, "leader")), plan_for(planned["leader"], "P18", DAY)
    assert f"2 done · 1 running · {len(plan.plan.items) - 3} to come" in words
    assert f"{len(plan.plan.asked)} papers each once; asked one by one it would be {plan.plan.slots}" in words
    assert f"Catalogue version {plan.catalogue.ordinal}" in words


def test_what_is_over_says_how_long_and_with_whom(planned: Cast) -> None:
    plan = plan_for(planned["fgw"], "P18", DAY)
    over = plan.passages["P03"][0].net - plan.plan.items["P03"].term.days
    assert over > 0
    assert f"{over} days over its promise, with the city" in says(look(planned, "fgw"))


def test_the_graph_draws_a_box_for_each_matter_the_start_waits_for(planned: Cast) -> None:
    plan = plan_for(planned["zrzy"], "P18", DAY)
    graph = look(planned, "zrzy", "?show=graph").content.decode()
    whole = look(planned, "zrzy", "?show=graph&part=whole").content.decode()
    assert len(re.findall(r'class="box ', graph)) == len(plan.plan.to_start)
    start = f"<title>C12 {plan.plan.items['C12'].entry.name_en}</title>"  # the second drawing goes on from it
    assert [start in part for part in whole.split(">After the start</h3>")] == [True, True]
    assert len(re.findall(r'class="box ', whole)) == len(plan.plan.items) + 1
    assert re.search(r'<svg role="img" aria-label="Graph of \d+ matters of [^"]+and what each waits for\."', graph)


def test_the_table_says_why_each_matter_applies_and_blocks(planned: Cast) -> None:
    words, plan = says(look(planned, "zrzy", "?show=table")), plan_for(planned["zrzy"], "P18", DAY)
    for item in plan.plan.items.values():
        assert item.entry.name_en in words
    chosen = [item.why.because for item in plan.plan.items.values() if not item.required and item.why.because]
    assert chosen and all(clause_words(clause).en in words for because in chosen for clause in because)
    assert all(edges.why(plan.catalogue, edge.before, edge.after).en in words for edge in plan.plan.edges)
    assert "required: General private investment" in words
    typical = sum(item.entry.committed_basis == "typical" for item in plan.plan.items.values())
    assert words.count(" typical, not published ") == typical


def test_questions_without_an_answer_name_what_they_could_add(planned: Cast) -> None:
    words, plan = says(look(planned, "zrzy")), plan_for(planned["zrzy"], "P18", DAY)
    assert f"May come too {len(plan.plan.unknown)} matters" in words
    assert all(plan.catalogue.matters[code].name_en in words for code in plan.plan.unknown)


def test_a_firm_sees_its_own_project_alone(planned: Cast) -> None:
    assert look(planned, "F06").status_code == 200
    for path in ("", "?show=table", "what-if/"):
        assert look(planned, "F17", path).status_code == 404
    assert planned.client("F06").get("/projects/P99/").status_code == 404


def test_each_project_of_the_county_has_its_page(demo: Demo) -> None:
    client = demo.client("leader")
    for number in range(1, 61):
        show = ("calendar", "graph", "table")[number % 3]
        assert client.get(f"/projects/P{number:02}/?show={show}").status_code == 200, (number, show)


def test_what_has_started_or_was_dropped_says_so(demo: Demo) -> None:
    client = demo.client("leader")
    assert "Started on " in says(client.get("/projects/P18/"))
    assert "Dropped on " in says(client.get("/projects/P09/"))
    assert client.get("/projects/P18/what-if/").status_code == 302


def test_it_goes_out_as_a_workbook_and_as_days(planned: Cast) -> None:
    plan, client = plan_for(planned["zrzy"], "P18", DAY), planned.client("zrzy")
    sheet, *_lists = tables_of(client.get("/projects/P18/plan.xlsx").content)
    held = {str(row.cells[0]): row for row in sheet.rows[1:]}
    assert set(held) == set(plan.plan.items)
    days = Calendar.from_ical(client.get("/projects/P18/plan.ics").content)
    ends = {str(event["uid"]).split("-")[2].removesuffix("@luodi"): event["dtend"].dt for event in days.walk("VEVENT")}
    assert ends["C12"] == next_day(plan.start_on or DAY)
    open_ = {code for code, standing in plan.standing.items() if standing.state != "done"}
    assert set(ends) == {code for code in open_ if plan.plan.items[code].entry.stage != "D"}
    assert planned.client("F17").get("/projects/P18/plan.xlsx").status_code == 404


def test_the_api_says_the_same(planned: Cast) -> None:
    plan, client = plan_for(planned["zrzy"], "P18", DAY), planned.client("zrzy")
    told = client.get("/api/projects/P18/plan").json()
    assert plan.forecast is not None and plan.start_on is not None
    assert told["forecast"] == {
        "start_on": plan.start_on.isoformat(), "workdays": plan.forecast.start, "critical": plan.forecast.critical,
    }  # fmt: skip
    assert {matter["code"]: matter["state"] for matter in told["matters"]} == {
        code: standing.state for code, standing in plan.standing.items()
    }
    assert planned.client("F17").get("/api/projects/P18/plan").status_code == 404
