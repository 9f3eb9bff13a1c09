"""What is known of a project on the page: looked at before it is written, by who may, with what would move."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from luodi.slices.matters.actions import set_overlay
from luodi.slices.matters.rules.changes import Change
from luodi.slices.plans.actions.adopt import adopt_plan
from luodi.slices.plans.models import Plan
from luodi.slices.plans.reads import plan_for
from luodi.slices.projects.actions import drop_project
from luodi.spine.people.seats import Refused
from tests.support.cast import DAY, Cast, at

ANSWERS = {"land_mode": "granted", "new_building_or_structure": True, "scheme_review_required": True}
PAGE = "/projects/P18/answers/"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(answer.content.decode())).split())


def _sent(client: Client, **fields: Any) -> Any:
    key = re.search(r'name="key" value="([\w-]+)"', client.get(f"{PAGE}?look=1").content.decode())
    assert key is not None
    return client.post(PAGE, {"key": key[1], **fields}, headers={"Accept-Language": "en"})


def test_a_project_without_a_plan_begins_with_its_answers(cast: Cast) -> None:
    client = cast.client("fgw")
    assert client.get("/projects/P18/").headers["Location"] == PAGE
    assert "has no plan yet" in text_of(client, PAGE)
    assert "The plan would have" in text_of(client, f"{PAGE}?look=1&land_mode=granted")
    assert not Plan.objects.within(cast.where.pk).exists()
    assert _sent(client, land_mode="granted", energy_tce_per_year="1200").status_code == 303
    plan = plan_for(cast["fgw"], "P18", DAY)
    assert plan.answers == {"land_mode": "granted", "energy_tce_per_year": 1200.0} and "A05" in plan.plan.items


def test_what_would_move_is_said_and_nothing_is_written(cast: Cast) -> None:
    adopt_plan(number="P18", answers=ANSWERS, by=cast["fgw"], at=at("2026-11-19"))
    client = cast.client("zrzy")
    shown = text_of(client, f"{PAGE}?look=1&land_mode=granted&new_building_or_structure=yes&eia_class=form")
    assert "comes in EIA form approval" in shown
    assert plan_for(cast["fgw"], "P18", DAY).answers == ANSWERS
    sent = {"land_mode": "granted", "new_building_or_structure": "yes", "eia_class": "form", "seen": "1"}
    assert _sent(client, **sent).status_code == 303
    assert plan_for(cast["fgw"], "P18", DAY).answers["eia_class"] == "form"
    stale = _sent(client, **sent | {"eia_class": "report"})
    assert stale.status_code == 409 and "changed the plan since you read it" in unescape(stale.content.decode())


@pytest.mark.parametrize(("field", "value"), [("land_mode", "stolen"), ("energy_tce_per_year", "much")])
def test_what_cannot_be_an_answer_says_so_at_its_place(cast: Cast, field: str, value: str) -> None:
    answer = _sent(cast.client("fgw"), **{field: value})
    assert answer.status_code == 422 and f'id="id_{field}' in answer.content.decode()
    assert not Plan.objects.within(cast.where.pk).exists()


def test_who_may_answer(cast: Cast) -> None:
    adopt_plan(number="P18", answers=ANSWERS, by=cast["fgw"], at=at("2026-11-19"))
    assert "See what would move" in text_of(cast.client("F06"), PAGE)
    assert "See what would move" not in text_of(cast.client("leader"), PAGE)
    assert cast.client("F17").get(PAGE).status_code == 404
    assert cast.client("F17").post(PAGE, {"key": "k" * 20}).status_code == 404


def test_a_newer_catalogue_says_what_it_would_move_and_the_plan_follows(cast: Cast) -> None:
    adopt_plan(number="P18", answers=ANSWERS, by=cast["fgw"], at=at("2026-11-19"))
    before = plan_for(cast["fgw"], "P18", DAY)
    change = Change("committed_days", "B01", 2, source="a county paper")
    set_overlay(changes=[change], note="quicker", by=cast["leader"], at=at("2026-11-19"))
    client = cast.client("fgw")
    assert "of the catalogue runs now" in text_of(client, "/projects/P18/")
    shown = text_of(client, PAGE)
    assert f"{before.plan.items['B01'].term.days}* → 2" in shown
    assert plan_for(cast["fgw"], "P18", DAY).plan.items["B01"].term == before.plan.items["B01"].term
    key = re.search(r'name="key" value="([\w-]+)"', client.get(PAGE).content.decode())
    assert key and client.post(PAGE, {"key": key[1], "what": "renew", "seen": "1"}).status_code == 303
    after = plan_for(cast["fgw"], "P18", DAY)
    assert after.plan.items["B01"].term.days == 2 and after.start_on != before.start_on


def test_a_project_that_was_given_up_is_planned_no_more(cast: Cast) -> None:
    client = cast.client("zrzy")
    key = re.search(r'name="key" value="([\w-]+)"', client.get(f"{PAGE}?look=1").content.decode())
    assert key is not None
    drop_project(number="P18", on=DAY, reason="the investor left", by=cast["window"], at=at(DAY))
    said = text_of(client, PAGE)
    assert "nothing of it is planned any more" in said and "the investor left" in said and "not known" not in said
    answer = client.post(PAGE, {"key": key[1], "land_mode": "granted"}, headers={"Accept-Language": "en"})
    assert answer.status_code == 409 and "was given up on 2026-11-20" in unescape(answer.content.decode())
    with pytest.raises(Refused, match="was given up"):
        adopt_plan(number="P18", answers=ANSWERS, by=cast["F06"], at=at(DAY))
    adopt_plan(number="P18", answers=ANSWERS, by=cast.law, at=at(DAY))  # a record from elsewhere tells how it stood
