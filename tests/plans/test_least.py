"""The minimum legal set of a project, and what its county asks beyond it by department; both databases."""

import random
from typing import Any

import pytest

from luodi.slices.matters.actions import set_overlay
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.least import least_of
from luodi.slices.matters.rules.overlay import settled
from luodi.slices.matters.rules.packaged import packaged_catalogue
from luodi.slices.plans.actions.adopt import adopt_plan
from luodi.slices.plans.rules.least import least
from luodi.slices.plans.rules.plan import plan_of
from tests.plans.definition import facts_of
from tests.support.cast import Cast, at

CATALOGUE = packaged_catalogue()
BODIES = {entry.department for entry in CATALOGUE.matters.values()}
LAW = "城市绿化条例§19"
NEW = {
    "name": "园区污水接管核准", "name_en": "Park sewer connection", "stage": "C", "department": "zjj",
    "level": "county", "kind": "permit", "applies_to": ["SOC_GENERAL"], "committed_days": 5, "statutory_days": 20,
    "prerequisites": ["A01"], "materials": ["m_park_contract"],
}  # fmt: skip
DEMANDS = [
    Change("material", "C02", "m_park_contract", legal_basis=LAW, name="入园协议", name_en="Agreement with the park"),
    Change("material", "C08", "m_shared_map", legal_basis=LAW, name="宗地图", asked_from="shared"),
    Change("matter", "X01", NEW, legal_basis=LAW),
    Change("prerequisite", "C12", "X01", legal_basis=LAW),
    Change("prerequisite", "C08", "C10", legal_basis=LAW),
]
EASED = [Change("committed_days", "C02", 3, source="县政办发〔2026〕3号"), Change("left_out", "A14", True, source="县")]
ANSWERS: dict[str, Any] = {
    "land_mode": "granted", "new_building_or_structure": True, "scheme_review_required": True, "eia_class": "form",
    "building_works_above_threshold": True, "fire_class": "other", "in_verification_catalogue": False,
    "drawing_review_required": True,
}  # fmt: skip


def county(*changes: Change) -> Catalogue:
    found = settled(CATALOGUE, changes, CATALOGUE, BODIES)
    assert found.problems == []
    return found.catalogue


def test_without_demands_a_plan_is_its_own_least() -> None:
    held = county(*EASED)
    plan = plan_of(held, "SOC_GENERAL", ANSWERS)
    found = least(plan, held, ANSWERS, EASED)
    assert (found.plan, found.beyond) == (plan, [])


def test_what_a_county_adds_is_named_by_department() -> None:
    held = county(*EASED, *DEMANDS)
    plan = plan_of(held, "SOC_GENERAL", ANSWERS)
    found = least(plan, held, ANSWERS, [*EASED, *DEMANDS])
    said = {(one.department, one.matter, one.change.sets) for one in found.beyond}
    owner = {code: entry.department for code, entry in held.matters.items()}
    assert said == {
        ("zjj", "X01", "matter"), (owner["C02"], "C02", "material"), (owner["C12"], "C12", "prerequisite"),
    } | ({(owner["C08"], "C08", "prerequisite")} if "C10" in plan.items else set())  # fmt: skip
    assert set(plan.items) - set(found.plan.items) == {"X01"}
    assert len(plan.asked) - len(found.plan.asked) == 1  # the agreement, asked in two places, given once


def test_the_least_of_any_facts_is_the_plan_of_the_county_without_its_demands() -> None:
    held, bare, rng = county(*EASED, *DEMANDS), county(*EASED), random.Random(5)
    for _ in range(60):
        type_, facts = rng.choice(list(held.types)), facts_of(rng)
        plan = plan_of(held, type_, facts)
        found, own = least(plan, held, facts, [*EASED, *DEMANDS]), plan_of(bare, type_, facts)
        assert set(found.plan.items) == set(own.items)
        assert found.plan.course.finish == own.course.finish
        assert {paper.material for paper in found.plan.asked} == {paper.material for paper in own.asked}
        assert bool(found.beyond) or (set(plan.items), plan.asked) == (set(own.items), own.asked)


def test_the_catalogue_without_demands_keeps_what_is_eased_and_what_nobody_is_asked_for() -> None:
    shared = DEMANDS[1]
    assert least_of(county(*EASED, *DEMANDS), [*EASED, *DEMANDS]).matters == county(*EASED, shared).matters


@pytest.mark.usefixtures("english")
def test_page_link_and_api_say_it(cast: Cast) -> None:
    adopt_plan(number="P18", answers=ANSWERS, by=cast["fgw"], at=at("2026-11-18"))
    page = cast.client("zrzy").get("/projects/P18/").content.decode()
    assert "This county adds nothing to it." in page
    set_overlay(changes=DEMANDS[:1], note="a demand", by=cast["leader"], at=at("2026-11-18"))
    told = cast.client("zrzy").get("/api/plan?type=SOC_GENERAL&drawing_review_required=true").json()
    assert [(one["matter"], one["to"], one["law"]) for one in told["beyond"]] == [("C02", "m_park_contract", LAW)]
    assert told["asked_once"] - told["least"]["asked_once"] == 1
    stays = cast.client("zrzy").get("/api/projects/P18/plan").json()
    assert stays["beyond"] == [] and stays["least"]["matters"] == [one["code"] for one in stays["matters"]]


@pytest.fixture
def english(settings: Any) -> None:
    """Pages are read in English."""
    settings.LANGUAGE_CODE = "en"
