"""One project by hand: typed in, changed, its works, given up; by form and by JSON, each write once."""

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from icalendar import Calendar

from luodi.kernel.clock import next_day
from luodi.slices.matters.rules.packaged import named
from luodi.slices.plans.actions.adopt import adopt_plan
from luodi.slices.plans.actions.replan import change_answers
from luodi.slices.plans.reads import completion_of, plan_for
from luodi.slices.projects.actions import change_project, change_works, drop_project, say_construction
from luodi.slices.projects.forms.layouts import layouts
from luodi.slices.projects.reads import ProjectRow, project_of_number, works_of
from luodi.slices.projects.rules import Entry, WorksLine
from luodi.spine.journal.models import Entry as Fact
from luodi.spine.people.seats import Refused
from tests.api.asking import asker, reasons
from tests.support.cast import DAY, Cast, at, held_in

HERE = "/projects/P18/register/"
NOW = at("2026-11-20")
STOOD = {"name": "塔筒及法兰", "owner": "F06"}


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    """Pages are read in English."""
    settings.LANGUAGE_CODE = "en"


def row(cast: Cast, number: str = "P18") -> ProjectRow:
    return project_of_number(cast.where, number)


def facts(cast: Cast, kind: str) -> list[str]:
    told = Fact.objects.within(cast.where.pk).filter(kind=kind).order_by("id")
    return list(told.values_list("payload", flat=True))


def says(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def sent(cast: Cast, told: dict[str, Any], key: str = "k1", account: str = "window", here: str = HERE) -> HttpResponse:
    return cast.client(account).post(here, told | {"key": key})


def test_a_project_is_typed_in_and_leads_to_its_answers(cast: Cast) -> None:
    new = {"number": "P91", "type": "SOC_GENERAL", "name": "新厂房", "owner": "91990321MAY108298Q", "lead": "fgw",
           "code": "2606-990900-04-01-318204", "construction_workdays": "120"}  # fmt: skip
    for turn in range(2):
        answer = sent(cast, new, here="/projects/new/")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/projects/P91/"), turn
    made = row(cast, "P91")
    assert (made.owner, made.lead, made.construction_workdays) == (cast.party("F06"), cast.party("fgw"), 120)
    assert len(facts(cast, "projects.registered")) == 2  # the cast's own, and this one once
    assert "no plan yet" in says(cast.client("window").get("/projects/P91/", follow=True))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("owner", "没有这家", "write its name as the county does"), ("code", "2613-990900-04-01-318204", "year and month"),
     ("industry", "C9999", "no industry"), ("number", "P18", "has this number"), ("type", "SOC", "valid choice"),
     ("planned_start_on", "0026-05-01", "lies between 1990 and 2100"),
     ("construction_workdays", "0", "Not less than 1."),
     ("investment", "1e20", "Not more than 999,999,999,999."),
     ("number", "Import", "a page of its own"), ("name", "\u202e新", "cannot be printed")],
)  # fmt: skip
def test_what_cannot_be_is_said_and_stays_typed(cast: Cast, field: str, value: str, words: str) -> None:
    new = {"number": "P91", "type": "SOC_GENERAL", "name": "新厂房", "owner": "F06"} | {field: value}
    answer = sent(cast, new, here="/projects/new/")
    taken = value == "P18"  # known by the verb alone: what is sent twice gets the first answer
    assert answer.status_code == (409 if taken else 422) and words in says(answer)
    marked = f'<(input|select)(?=[^>]*id="id_{field}")[^>]*aria-invalid="true"'
    assert re.search(marked, answer.content.decode())
    assert "新" in answer.content.decode() and 'value="SOC_GENERAL"' in answer.content.decode()


def test_only_what_differs_is_written_and_once(cast: Cast) -> None:
    told = STOOD | {"seen": "1", "what": "entry", "construction_workdays": "240", "site": "工业园区"}
    for _ in range(2):
        assert sent(cast, told).status_code == 303
    changed = row(cast)
    assert (changed.construction_workdays, changed.site, changed.revision) == (240, "工业园区", 2)
    [payload] = facts(cast, "projects.register.changed")
    assert '"construction_workdays":"– → 240"' in payload and '"name":""' in payload
    nothing = sent(cast, told | {"seen": "2"}, key="k2")
    assert nothing.status_code == 409 and "Nothing was changed." in says(nothing)
    assert row(cast).revision == 2


def test_a_stale_form_is_told_who_and_keeps_what_was_typed(cast: Cast) -> None:
    change_project(number="P18", told=Entry(**STOOD, construction_workdays=100), by=cast["fgw"], at=NOW)
    late = sent(cast, STOOD | {"seen": "1", "construction_workdays": "300"})
    words = says(late)
    assert late.status_code == 409 and "投资股股长 changed the project since you read it (2026-11-20)" in words
    assert 'value="300"' in late.content.decode() and "Construction workdays 100" in words
    assert row(cast).construction_workdays == 100
    assert sent(cast, STOOD | {"seen": "2", "construction_workdays": "300"}, key="k2").status_code == 303


def test_works_are_added_and_changed(cast: Cast) -> None:
    told = {"what": "works", "seen": "1", "number": "P18-1", "name": "一期", "construction_workdays": "90"}
    assert sent(cast, told).status_code == 303
    assert sent(cast, told | {"seen": "2", "started_on": "2026-11-02"}, key="k2").status_code == 303
    [one] = works_of(row(cast).pk)
    assert (one.name, one.started_on, one.construction_workdays) == ("一期", date(2026, 11, 2), 90)
    first, second = facts(cast, "projects.works.changed")
    assert '"name":"– → 一期"' in first and '"started_on":"– → 2026-11-02"' in second and '"name":""' in second
    with pytest.raises(Refused):
        change_works(told=WorksLine("P18", "P18-1", "一期", date(2026, 11, 2), None, 90), by=cast["fgw"], at=NOW)
    wrong = sent(cast, told | {"seen": "3", "number": "P18/1"}, key="k3")
    assert wrong.status_code == 422 and "without “/”" in says(wrong)
    for never in ({"construction_workdays": 0}, {"planned_start_on": date(1026, 1, 1)}):
        line = WorksLine("P18", "P18-1", "一期", None, None, 90)._replace(**never)
        with pytest.raises(Refused) as no:
            change_works(told=line, by=cast["fgw"], at=NOW)
        assert [reason.field for reason in no.value.reasons] == list(never)
    with pytest.raises(Refused):
        say_construction(number="P18", workdays=0, by=cast["fgw"], at=NOW)


def test_given_up_with_a_reason_that_stands_in_the_row(cast: Cast) -> None:
    assert sent(cast, {"what": "drop", "on": "2026-11-20", "reason": ""}).status_code == 422
    told = {"what": "drop", "seen": "1", "on": "2026-11-20", "reason": "企业撤资"}
    assert sent(cast, told, key="k2").status_code == 303
    assert (row(cast).dropped_on, row(cast).dropped_because) == (DAY, "企业撤资")
    assert "企业撤资" not in "".join(facts(cast, "projects.dropped"))
    page = says(cast.client("leader").get(HERE))
    assert "Given up on 20 Nov 2026." in page and "企业撤资" in page
    with pytest.raises(Refused):
        drop_project(number="P18", on=DAY, by=cast["window"], at=NOW)


def test_who_looks_and_who_writes(cast: Cast) -> None:
    for account, looks, writes in (("leader", 200, 409), ("F06", 200, 409), ("F17", 404, 404)):
        client = cast.client(account)
        page = client.get(HERE)
        assert page.status_code == looks and b'name="construction_workdays"' not in page.content
        assert client.post(HERE, STOOD | {"key": "k", "site": "x"}).status_code == writes
    assert cast.client("F06").get("/projects/new/").status_code == 404
    assert row(cast).revision == 1


def test_the_api_reads_and_writes(cast: Cast) -> None:
    fgw = asker(cast, "fgw")
    assert (fgw.get("projects/P18")["revision"], fgw.get("projects/P18")["works"]) == (1, [])
    body = STOOD | {"construction_workdays": 200, "version": 1}
    for _ in range(2):
        assert fgw.post("projects/P18/register", body, key="write-it-once").status_code == 200
    assert "changed the project" in reasons(fgw.post("projects/P18/register", body | {"site": "x"}), 409)[0]
    assert "Nothing was changed." in reasons(fgw.post("projects/P18/register", body | {"version": 2}), 422)[0]
    refused = fgw.post("projects/P18/register", STOOD | {"owner": "F99"})
    fields = json.loads(refused.content)["fields"]
    assert [(one["where"], one["what"]) for one in fields] == [("body.owner", *reasons(refused, 422))]
    works = {"number": "P18-1", "name": "一期", "construction_workdays": 90}
    assert fgw.post("projects/P18/works", works).status_code == 200
    assert [one["number"] for one in fgw.get("projects/P18")["works"]] == ["P18-1"]
    assert fgw.post("projects/P18/drop", {"on": "2026-11-20", "reason": "撤资", "version": 3}).status_code == 200
    assert fgw.get("projects/P18")["dropped_because"] == "撤资"
    for account, path, told in (("F06", "register", STOOD), ("F17", "works", {"number": "a", "name": "x"})):
        assert asker(cast, account).post(f"projects/P18/{path}", told).status_code == 404
    assert asker(cast, "F17").ask("projects/P18").status_code == 404


def test_the_completion_follows_and_one_place_knows_the_days(cast: Cast) -> None:
    adopt_plan(number="P18", answers={}, construction_workdays=100, by=cast["fgw"], at=NOW)
    promises = asker(cast, "fgw").get("projects/P18/plan")
    assert row(cast).construction_workdays == 100

    def end() -> int:
        found = completion_of(cast.where, plan_for(cast["fgw"], "P18", DAY), DAY)
        assert found is not None and found.end is not None
        return found.end

    before = end()
    change_project(number="P18", told=Entry(**STOOD, construction_workdays=130), by=cast["window"], at=NOW)
    assert end() == before + 30
    change_answers(number="P18", answers={}, construction_workdays=110, by=cast["F06"], at=NOW)
    assert (row(cast).construction_workdays, end()) == (110, before + 10)
    say_construction(number="P18", workdays=110, by=cast["fgw"], at=NOW)
    assert len(facts(cast, "projects.register.changed")) == 3
    after = asker(cast, "fgw").get("projects/P18/plan")
    assert after["forecast"] == promises["forecast"] and after["matters"] == promises["matters"]
    assert after["completion"]["end_on"] > promises["completion"]["end_on"]
    assert after["completion"]["construction_workdays"] == 110 and after["completion"]["provisional"] is True
    page = says(cast.client("fgw").get("/projects/P18/?show=calendar&part=whole"))
    assert "Construction 110 days" in page and "Complete, as things stand, on" in page
    table = says(cast.client("fgw").get("/projects/P18/?show=table"))
    accepted = plan_for(cast["fgw"], "P18", DAY).catalogue.matters["D09"].name_en
    assert "† provisional" in table and accepted in table and "construction days not known" not in table
    days = Calendar.from_ical(held_in(cast.client("fgw").get("/projects/P18/plan.ics"))).walk("VEVENT")
    [filing] = [event for event in days if str(event["uid"]).endswith("-D09@luodi")]
    ahead = completion_of(cast.where, plan_for(cast["fgw"], "P18", DAY), DAY)
    assert ahead is not None and str(filing["status"]) == "TENTATIVE"
    assert filing["dtend"].dt == next_day(plan_for(cast["fgw"], "P18", DAY).line.date(ahead.course.at("D09")))


def test_days_nobody_knows_are_said_to_be_unknown(cast: Cast) -> None:
    adopt_plan(number="P18", answers={}, by=cast["fgw"], at=NOW)
    for show in ("calendar", "graph&part=whole", "table"):
        page = says(cast.client("fgw").get(f"/projects/P18/?show={show}"))
        assert "Its completion is not known: nobody has said how long it is built." in page
        assert ("construction days not known" in page) and "Complete, as things stand" not in page
    told = asker(cast, "fgw").get("projects/P18/plan")["completion"]
    assert (told["built_on"], told["end_on"]) == (None, None)


def test_a_type_of_project_has_one_name_everywhere() -> None:
    column = layouts()[0].column("type")
    for code in column.choices or ():
        said = named("types", code)
        assert (column.said(code, "zh"), column.said(code, "en")) == (said.zh, said.en)
