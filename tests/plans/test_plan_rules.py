"""The rules of a plan against the catalogue's definition, read a second time: examples, random answers, what-if."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from luodi.kernel.clock import Term
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.reading import catalogue_of
from luodi.slices.matters.rules.triggers import BadAnswer
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME, Standing, forecast
from luodi.slices.plans.rules.plan import Changes, Plan, plan_of
from tests.plans.definition import CATALOGUE, START, Defined, Tried, days_of, defined, document, facts_of, matters

EXAMPLES = yaml.safe_load((CATALOGUE / "examples.yml").read_text("utf-8"))["examples"]
TYPES = sorted(document()["project_types"])
ROUNDS, FEWER = 300, 100


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_of(document())


def numbers(plan: Plan) -> dict[str, int]:
    return {
        "matters": len(plan.items), "path_to_start": plan.path_to_start, "path_to_end": plan.path_to_end,
        "sum_of_committed": plan.sum_of_committed, "asked": plan.slots, "asked_once": len(plan.asked),
    }  # fmt: skip


def changes(tried: Tried) -> Changes:
    days = {code: Term(days) for code, days in tried.days.items()}
    return Changes(days, tried.drop, tried.add, tried.decides)


def drawn(type_: str, salt: str, rounds: int = FEWER) -> Iterator[tuple[random.Random, dict[str, Any], Defined]]:
    """Random answers for a type of project, and the plan they have by definition."""
    for turn in range(rounds):
        chance = random.Random(f"{salt} {type_} {turn}")
        facts = facts_of(chance)
        yield chance, facts, defined(type_, facts)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each["id"])
def test_an_example_has_its_numbers(catalogue: Catalogue, example: dict[str, Any]) -> None:
    plan = plan_of(catalogue, example["type"], example["facts"])
    assert numbers(plan) == example["expected"] == defined(example["type"], example["facts"]).numbers()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each["id"])
def test_an_example_with_one_duration_changed(catalogue: Catalogue, example: dict[str, Any]) -> None:
    type_, facts, moved = example["type"], example["facts"], set()
    for code in defined(type_, facts).codes:
        for days in (0, days_of(code, type_) + 30):
            tried = Tried(days={code: days})
            found = numbers(plan_of(catalogue, type_, facts, changes(tried)))
            assert found == defined(type_, facts, tried).numbers(), (code, days)
            moved.add(found["path_to_start"] - example["expected"]["path_to_start"])
    assert min(moved) < 0 < max(moved)


@pytest.mark.parametrize("type_", TYPES)
def test_random_answers_come_to_the_plan_of_the_definition(catalogue: Catalogue, type_: str) -> None:
    widened = 0
    for _, facts, expected in drawn(type_, "answers", ROUNDS):
        plan = plan_of(catalogue, type_, facts)
        assert list(plan.items) == expected.codes
        assert numbers(plan) == expected.numbers()
        assert {code: plan.course.at(code) for code in plan.items} == expected.finish
        assert list(plan.unknown) == expected.unknown
        assert all(missing and not set(missing) & set(facts) for missing in plan.unknown.values())
        widened += bool(plan.unknown)
    assert 0 < widened < ROUNDS


@pytest.mark.parametrize("type_", TYPES)
def test_papers_issued_or_shared_are_never_asked(catalogue: Catalogue, type_: str) -> None:
    for _, facts, expected in drawn(type_, "papers"):
        plan = plan_of(catalogue, type_, facts)
        by = {
            paper: tuple(code for code in expected.codes if paper in matters()[code]["materials"])
            for paper, row in document()["materials"].items()
            if row["source"] not in ("issued", "shared")
        }
        assert {each.material: each.by for each in plan.asked} == {paper: codes for paper, codes in by.items() if codes}


@pytest.mark.parametrize("type_", TYPES)
def test_what_if_moves_the_start_as_the_definition_says(catalogue: Catalogue, type_: str) -> None:
    moved = 0
    for chance, facts, before in drawn(type_, "what if"):
        some = [code for code in before.codes if chance.random() < 0.2]
        ties = [(tie, code) for code in before.codes for tie in matters()[code]["prerequisites"]]
        tried = Tried(
            days={code: chance.randint(0, 40) for code in some},
            drop=frozenset(code for code in before.codes if code != START and chance.random() < 0.1),
            add=frozenset(chance.sample(sorted(matters()), 2)),
            decides=frozenset(tie for tie in ties if chance.random() < 0.2),
            construction=chance.choice([0, 0, 200]),
        )
        plan = plan_of(catalogue, type_, facts, changes(tried), construction_workdays=tried.construction)
        expected = defined(type_, facts, tried)
        assert list(plan.items) == expected.codes
        assert numbers(plan) == expected.numbers()
        assert plan.way() == [] or plan.way()[-1] == START
        moved += plan.path_to_start != before.finish.get(START, 0)
    assert moved > FEWER / 3


@pytest.mark.parametrize("type_", TYPES)
def test_float_and_critical_are_those_of_a_slip(catalogue: Catalogue, type_: str) -> None:
    for chance, facts, expected in drawn(type_, "slips", 40):
        plan = plan_of(catalogue, type_, facts)
        code = chance.choice(expected.codes)
        for by in (1, 5, 20):
            later = defined(type_, facts, Tried(days={code: expected.days[code] + by})).numbers()
            slip = later["path_to_end"] - plan.path_to_end
            assert slip == max(0, by - plan.to_end[code].float_workdays)
            held = plan.to_start[code].float_workdays if code in plan.to_start else by
            assert later["path_to_start"] - plan.path_to_start == max(0, by - held)


def foreseen(plan: Defined, standing: dict[str, tuple[str, int]]) -> tuple[int, list[str]]:
    """Earliest start and what is critical to it, from today: finish forward, tail back."""
    finish: dict[str, int] = {}
    tails: dict[str, int | None] = {START: 0}

    def at(code: str) -> int:
        if code not in finish:
            state, left = standing[code]
            before = [at(each) for each in matters()[code]["prerequisites"] if each in standing]
            ready = max([0, *before])
            finish[code] = {"done": 0, "open": max(left, ready), "not_yet": plan.days[code] + ready}[state]
        return finish[code]

    def tail(code: str) -> int | None:
        if code not in tails:
            after = [each for each in plan.codes if code in matters()[each]["prerequisites"]]
            open_ = [each for each in after if standing[each][0] != "done"]
            longest = [
                rest + (plan.days[each] if standing[each][0] == "not_yet" else 0)
                for each in open_
                if (rest := tail(each)) is not None
            ]
            tails[code] = max(longest, default=None)
        return tails[code]

    for code in plan.codes:
        at(code)
    critical = [
        code
        for code in plan.codes
        if standing[code][0] != "done" and (rest := tail(code)) is not None and finish[code] + rest == finish[START]
    ]
    return finish[START], critical


@pytest.mark.parametrize("type_", TYPES)
def test_the_forecast_is_that_of_its_definition(catalogue: Catalogue, type_: str) -> None:
    several = 0
    for chance, facts, expected in drawn(type_, "standing"):
        weights = chance.choice([(1, 0, 0), (6, 1, 1), (2, 2, 2), (0, 0, 1)])
        standing = {
            code: (
                chance.choices([DONE, RUNNING, TO_COME], weights)[0],
                max(0, expected.days[code] - chance.randint(0, 9)),
            )
            for code in expected.codes
        }
        found = forecast(plan_of(catalogue, type_, facts), {code: Standing(*at) for code, at in standing.items()})
        assert (found.start, found.critical) == foreseen(expected, standing)
        several += len(found.critical) > 1
    assert several > FEWER / 10


def test_a_plan_without_its_start_has_no_forecast(catalogue: Catalogue) -> None:
    plan = plan_of(catalogue, "SOC_GENERAL", {}, Changes(drop=frozenset({START})))
    assert (plan.path_to_start, plan.to_start, plan.way()) == (0, {}, [])
    with pytest.raises(KeyError):
        forecast(plan, {})


def test_an_answer_that_cannot_be_compared_is_named(catalogue: Catalogue) -> None:
    with pytest.raises(BadAnswer) as refused:
        plan_of(catalogue, "SOC_GENERAL", {"land_ha": "many"})
    assert (refused.value.clause.fact, refused.value.answer) == ("land_ha", "many")
