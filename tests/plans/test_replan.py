"""A plan drawn anew in mid-course: what came in, what fell out and what moved are told, what was begun stays."""

import json
import random
from collections.abc import Mapping
from typing import Any

import pytest

from luodi.slices.matters.actions import set_overlay
from luodi.slices.matters.reads import catalogue_of_version
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.triggers import clauses
from luodi.slices.plans.actions.adopt import NewPassage, adopt_plan
from luodi.slices.plans.actions.replan import change_answers, renew
from luodi.slices.plans.models import Step
from luodi.slices.plans.reads import ProjectPlan, plan_for
from luodi.slices.plans.rules.plan import plan_of
from luodi.spine.commitments.models import Commitment, Edge
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import NotYours, Overtaken, Refused
from tests.support.cast import DAY, Cast, at

ANSWERS: dict[str, Any] = {
    "land_mode": "granted", "new_building_or_structure": True, "scheme_review_required": True, "eia_class": "form",
    "building_works_above_threshold": True, "fire_class": "other", "in_verification_catalogue": False,
}  # fmt: skip
BEGUN = at("2026-11-18")


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """The firm's project with a plan; the code and the filing are done, the environmental report runs."""
    on = DAY.replace(day=2)
    passages = [
        NewPassage("A01", on, on, on, "granted"),
        NewPassage("A09", on, on, on, "granted"),
        NewPassage("P03", on, on),
    ]
    adopt_plan(number="P18", answers=ANSWERS, passages=passages, by=cast["fgw"], at=BEGUN)
    return cast


def _held(cast: Cast, plan: ProjectPlan) -> None:
    """Steps, places and edges are those of the plan, no more and no less."""
    steps = dict(Step.objects.filter(plan=plan.pk, left_on=None).values_list("code", "commitment"))
    assert set(steps) == set(plan.plan.items)
    edges = set(Edge.objects.filter(after__in=steps.values()).values_list("before", "after"))
    assert edges == {(steps[edge.before], steps[edge.after]) for edge in plan.plan.edges}
    rows = Commitment.objects.within(cast.where.pk).filter(pk__in=steps.values())
    states = dict(rows.values_list("pk", "state"))
    for pk, state, waits in rows.values_list("pk", "state", "waits"):
        open_ = [before for before, after in edges if after == pk and states[before] != "done"]
        assert state == "done" or waits == len(open_)
    left = Step.objects.filter(plan=plan.pk).exclude(left_on=None).values_list("commitment__state", flat=True)
    assert set(left) <= {"void"}
    assert not Edge.objects.filter(before__state="void").exists()


def test_other_answers_move_the_plan_and_say_so(planned: Cast) -> None:
    before = plan_for(planned["fgw"], "P18", DAY)
    _held(planned, before)
    answers = ANSWERS | {"drawing_review_required": True, "scheme_review_required": False, "energy_tce_per_year": 2000}
    moved = change_answers(number="P18", answers=answers, by=planned["fgw"], at=at(DAY))
    after = plan_for(planned["fgw"], "P18", DAY)
    _held(planned, after)
    assert (moved.came, moved.left) == (["A05"], [])  # the scheme is reviewed for every project of this type
    assert (moved.before, moved.after) == (before.start_on, after.start_on)
    told = Entry.objects.within(planned.where.pk).filter(kind="plans.replanned").get()
    payload = json.loads(told.payload)
    assert payload["came"] == "A05" and "drawing_review_required" in payload["reason"]


def test_what_was_begun_stays_though_no_answer_asks_for_it(planned: Cast) -> None:
    answers = {key: value for key, value in ANSWERS.items() if key != "eia_class"} | {"in_verification_catalogue": True}
    moved = change_answers(number="P18", answers=answers, by=planned["fgw"], at=at(DAY))
    plan = plan_for(planned["fgw"], "P18", DAY)
    assert (moved.came, moved.left) == (["A08"], [])
    assert "P03" in plan.plan.items and "A09" in plan.plan.items
    _held(planned, plan)


def test_answers_changed_at_random_come_to_the_plan_of_the_last(planned: Cast) -> None:
    known = catalogue_of_version(planned.where, plan_for(planned["fgw"], "P18", DAY).version)
    values: dict[str, set[Any]] = {}
    for entry in known.matters.values():
        for clause in clauses(entry.trigger):
            options = clause.value if isinstance(clause.value, list) else [clause.value]
            values.setdefault(clause.fact, set()).update([True, False] if isinstance(options[0], bool) else options)
    chance = random.Random(20261120)
    for _ in range(12):
        facts = chance.sample(sorted(values), 14)
        answers = {fact: chance.choice(sorted(values[fact], key=repr)) for fact in facts}
        change_answers(number="P18", answers=answers, by=planned["fgw"], at=at(DAY))
        plan = plan_for(planned["fgw"], "P18", DAY)
        _held(planned, plan)
        assert set(plan.plan.items) == set(plan_of(known, "SOC_GENERAL", answers).items) | {"A01", "A09", "P03"}


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (ANSWERS, "Nothing was changed"),
        (ANSWERS | {"colour": "red"}, "No matter asks for colour"),
        (ANSWERS | {"energy_tce_per_year": "much"}, "energy_tce_per_year"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(planned: Cast, answers: Mapping[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        change_answers(number="P18", answers=answers, by=planned["fgw"], at=at(DAY))


def test_who_may_change_a_plan(planned: Cast) -> None:
    answers = ANSWERS | {"pollutant_quota_needed": True}
    with pytest.raises(Refused, match="Leaders read"):
        change_answers(number="P18", answers=answers, by=planned["leader"], at=at(DAY))
    with pytest.raises(NotYours):
        change_answers(number="P18", answers=answers, by=planned["F17"], at=at(DAY))
    with pytest.raises(Overtaken, match="changed the plan since you read it") as overtaken:
        change_answers(number="P18", answers=answers, by=planned["F06"], at=at(DAY), seen=0)
    assert (overtaken.value.version, overtaken.value.at) == (1, BEGUN)
    assert change_answers(number="P18", answers=answers, by=planned["F06"], at=at(DAY), seen=1).came == ["P01"]


def test_what_was_begun_and_is_left_out_of_the_catalogue_since_can_be_lived_with(planned: Cast) -> None:
    left_out = Change("left_out", "P03", True, source="a county paper")
    set_overlay(changes=[left_out], note="not here", by=planned["leader"], at=at("2026-11-19"))
    renew(number="P18", by=planned["fgw"], at=at(DAY))
    answers = ANSWERS | {"energy_tce_per_year": 2000}
    assert change_answers(number="P18", answers=answers, by=planned["fgw"], at=at(DAY)).came == ["A05"]
    assert Step.objects.filter(code="P03", left_on=None).count() == 1
