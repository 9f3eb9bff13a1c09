"""The link to a project's one-page plan: who makes it, what it opens, what it tells nobody; both databases."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from icalendar import Calendar

from luodi.kernel.clock import next_day
from luodi.slices.plans.actions.adopt import NewPassage, adopt_plan
from luodi.slices.plans.actions.links import make_link, withdraw_link
from luodi.slices.plans.actions.replan import change_answers
from luodi.slices.plans.models import Link
from luodi.slices.plans.reads import completion_of, link_of, linked, plan_for
from luodi.slices.plans.views.words import numbered
from luodi.slices.projects.actions import change_works, say_construction
from luodi.slices.projects.rules import WorksLine
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import NotYours, Refused
from tests.api.asking import asker, reasons
from tests.support.cast import DAY, OFFICES, Cast, at

ANSWERS: dict[str, Any] = {
    "land_mode": "granted", "new_building_or_structure": True, "scheme_review_required": True, "eia_class": "form",
    "building_works_above_threshold": True, "fire_class": "other", "in_verification_catalogue": False,
}  # fmt: skip
NOW = at(DAY)


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """The firm's project with a plan: two done, one runs, one waits for the firm's papers, all else is to come."""
    on = DAY.replace(day=2)
    passages = [
        NewPassage("A01", on, on, on, "granted"),
        NewPassage("A09", on, on, on.replace(day=4), "granted"),
        NewPassage("P03", DAY, DAY),
        NewPassage("B01", on, asked=[["2026-11-03", None]]),
    ]
    adopt_plan(number="P18", answers=ANSWERS, passages=passages, by=cast["fgw"], at=at("2026-11-18"))
    return cast


@pytest.fixture
def key(planned: Cast) -> str:
    """The key of a link that stands."""
    return made(planned)


def made(cast: Cast, account: str = "fgw") -> str:
    make_link(number="P18", by=cast[account], at=NOW)
    row = link_of(cast[account], "P18")
    assert row is not None
    return row.key


def opened(key: str, path: str = "", language: str = "en") -> HttpResponse:
    return Client().get(f"/plan/of/{key}/{path}", headers={"Accept-Language": language})


def words(response: HttpResponse) -> str:
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(response.content.decode())).split())


def kinds() -> list[str]:
    return [entry.kind for entry in Entry.objects.everywhere("a test").order_by("pk")]


@pytest.mark.parametrize("account", ["fgw", "window", "F06"])
def test_whoever_plans_makes_it_and_takes_it_back(planned: Cast, account: str) -> None:
    first = made(planned, account)
    assert kinds()[-1] == "plans.link.made" and opened(first).status_code == 200
    with pytest.raises(Refused):
        make_link(number="P18", by=planned["zrzy"], at=NOW)
    withdraw_link(number="P18", by=planned[account], at=NOW)
    assert kinds()[-1] == "plans.link.withdrawn" and opened(first).status_code == 404
    with pytest.raises(Refused):
        withdraw_link(number="P18", by=planned[account], at=NOW)
    assert made(planned, account) != first and opened(first).status_code == 404


def test_others_neither_make_it_nor_learn_its_address(planned: Cast) -> None:
    with pytest.raises(Refused):
        make_link(number="P18", by=planned["leader"], at=NOW)
    for act in (make_link, withdraw_link):
        with pytest.raises(NotYours):
            act(number="P18", by=planned["F17"], at=NOW)
    key = made(planned)
    row = link_of(planned["leader"], "P18")
    assert row is not None and (row.key, row.made_by, row.made_at) == ("", "投资股股长", NOW)
    with pytest.raises(NotYours):
        link_of(planned["F17"], "P18")
    pages = {who: planned.client(who).get("/projects/P18/").content.decode() for who in ("leader", "zrzy", "F06")}
    assert {who: key in page for who, page in pages.items()} == {"leader": False, "zrzy": True, "F06": True}
    assert "投资股股长" in pages["leader"]


def test_half_of_an_address_is_kept_nowhere(key: str) -> None:
    assert len(key) == 36, "12 characters of seed, then 144 bits"
    seed = Link.objects.get().seed
    assert key.startswith(seed)
    told = " ".join(f"{entry.payload} {entry.rows}" for entry in Entry.objects.everywhere("a test"))
    assert seed in told and key not in told and key[12:] not in told
    for wrong in (seed, f"{seed}{'A' * 24}", f"{'A' * 12}{key[12:]}", "", "\0" * 36, "中" * 36):
        with pytest.raises(NotYours):
            linked(wrong)


def test_a_link_of_another_installation_opens_nothing(key: str, settings: Any) -> None:
    settings.SECRET_KEY = "that of another place, which nobody here knows"
    assert opened(key).status_code == 404


def test_the_page_says_where_each_matter_stands(planned: Cast, key: str) -> None:
    said, plan = words(opened(key)), plan_for(planned["zrzy"], "P18", DAY)
    assert "P18" in said and "塔筒及法兰" in said and "Start expected on" in said and "as of 20 Nov 2026" in said
    assert f"{len(plan.plan.items)} matters: 2 done, 2 running, {len(plan.plan.items) - 4} to come" in said
    assert "done on 11/4" in said and "now at 卓岩塔筒, " in said
    assert all(item.entry.name_en in said for item in plan.plan.items.values())
    assert all(plan.catalogue.matters[code].name_en in said for code in plan.plan.unknown)
    assert all(plan.catalogue.materials[paper.material].name_en in said for paper in plan.plan.asked)
    assert f"by version {plan.catalogue.ordinal} of the catalogue" in said and "no promise" in said
    assert not [holder for *_, holder in OFFICES.values() if holder in said]
    assert "塔筒及法兰" in words(opened(key, language="zh-CN")) and "不是承诺" in words(opened(key, language="zh-CN"))


def test_what_is_built_stands_before_the_acceptance(planned: Cast, key: str) -> None:
    def built() -> str:
        page = opened(key).content.decode()
        [row] = re.findall(r'<tr class="built">.*?</tr>', page, re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", unescape(row)).split())

    assert built() == "Construction construction days not known"
    say_construction(number="P18", workdays=480, by=planned["fgw"], at=NOW)
    ahead = completion_of(planned.where, plan_for(planned["fgw"], "P18", DAY), DAY)
    assert ahead is not None and ahead.planned is not None
    line = plan_for(planned["fgw"], "P18", DAY).line
    first, last = line.date(ahead.start), line.date(ahead.planned)
    assert built() == f"Construction 480 days {numbered(first, DAY)}–{numbered(last, first)}†"
    for place in (1, 2):
        one = WorksLine("P18", f"P18-{place}", f"{place}期", None, None, 100 * place)
        change_works(told=one, by=planned["fgw"], at=NOW)
    assert built().startswith("Construction (2 works) ") and "480" not in built()
    says = "Its works count with their own days; the project's own (480) are not used."
    for page in ("/projects/P18/", "/projects/P18/register/"):
        assert says in words(planned.client("fgw").get(page, headers={"Accept-Language": "en"}))
    fgw = asker(planned, "fgw")
    assert fgw.get("projects/P18/plan")["completion"]["days_from"] == fgw.get("projects/P18")["days_from"] == "works"


def test_an_address_that_is_only_read_says_so(key: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "delete"):
        for path in ("", "calendar.ics"):
            answer = getattr(strict, method)(f"/plan/of/{key}/{path}")
            assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD"), (method, path)


def test_nobody_keeps_it_or_finds_it(key: str, planned: Cast) -> None:
    withdrawn = opened(key)
    for path in ("", "calendar.ics"):
        for answer in (opened(key, path), opened("nobody-made-this", path)):
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert answer.headers["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex">' in withdrawn.content.decode()
    assert not withdrawn.cookies.get("sessionid")
    withdraw_link(number="P18", by=planned["F06"], at=NOW)
    pages = {opened(each).content.decode() for each in (key, "nobody-made-this", key[::-1])}
    assert len(pages) == 1 and "P18" not in pages.pop()
    assert opened(key, "calendar.ics").status_code == 404


def events(key: str, language: str = "en") -> dict[str, Any]:
    calendar = Calendar.from_ical(opened(key, f"calendar.ics?lang={language}", "fr").content)
    assert not calendar.errors
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_a_calendar_has_what_is_done_runs_and_is_to_come(planned: Cast, key: str) -> None:
    found, plan = events(key), plan_for(planned["zrzy"], "P18", DAY)
    done, start = found["990900-P18-A09@luodi"], found["990900-P18-C12@luodi"]
    assert (done["dtstart"].dt, done["dtend"].dt) == (DAY.replace(day=2), DAY.replace(day=5))
    assert start["dtend"].dt == next_day(plan.start_on or DAY)
    assert (str(done["status"]), str(start["status"])) == ("CONFIRMED", "TENTATIVE")
    assert "990900-P18-P03@luodi" in found
    assert plan.catalogue.matters["C12"].name in str(events(key, "zh")["990900-P18-C12@luodi"]["summary"])
    assert f"/plan/of/{key}/" in str(start["url"])


def test_an_event_stays_itself_while_its_days_move(planned: Cast, key: str) -> None:
    before = events(key)
    change_answers(number="P18", answers=ANSWERS | {"energy_tce_per_year": 2000}, by=planned["fgw"], at=NOW)
    after = events(key)
    assert before.keys() < after.keys()
    assert all(after[uid]["sequence"] > event["sequence"] for uid, event in before.items())
    assert all(after[uid]["last-modified"].dt >= event["last-modified"].dt for uid, event in before.items())


def test_it_is_made_and_withdrawn_on_the_page_of_the_project(planned: Cast) -> None:
    client = planned.client("zrzy")

    def sent(what: str) -> HttpResponse:
        page = client.get("/projects/P18/").content.decode()
        fresh = re.search(r'name="key" value="([\w-]+)"', page)
        assert fresh is not None
        return client.post("/projects/P18/link/", {"key": fresh[1], "what": what}, headers={"Accept-Language": "en"})

    assert sent("make").headers["Location"] == "/projects/P18/#link"
    refused = sent("make")
    assert refused.status_code == 409 and "The plan has a link" in refused.content.decode()
    assert sent("withdraw").status_code == 303
    assert kinds()[-2:] == ["plans.link.made", "plans.link.withdrawn"]


def test_programs_make_it_too(planned: Cast) -> None:
    office, leader = asker(planned, "fgw"), asker(planned, "leader")
    assert office.ask("projects/P18/link").status_code == 404
    assert reasons(leader.post("projects/P18/link", {}), 422)
    answer = office.post("projects/P18/link", {})
    assert answer.status_code == 201 and answer.headers["Location"] == "/api/projects/P18/link"
    told = office.get("projects/P18/link")
    assert Client().get(told["address"]).status_code == 200 and Client().get(told["calendar"]).status_code == 200
    assert leader.get("projects/P18/link") == told | {"address": None, "calendar": None}
    assert asker(planned, "F17").ask("projects/P18/link").status_code == 404
    gone = office.client.delete("/api/projects/P18/link", headers={"Idempotency-Key": "once-and-for-all"})
    again = office.client.delete("/api/projects/P18/link", headers={"Idempotency-Key": "once-and-for-all"})
    assert (gone.status_code, gone.content) == (200, again.content) and json.loads(gone.content)["number"] == "P18"
    assert Client().get(told["address"]).status_code == 404
