"""When a project is complete: against a recursion of the tests' own, over random plans, standings and works."""

import random
from typing import Any

import pytest

from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.reading import catalogue_of
from luodi.slices.plans.rules.completion import Building, completion
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME, Standing, forecast
from luodi.slices.plans.rules.plan import plan_of
from tests.plans.definition import START, Defined, defined, document, facts_of, matters

TYPES = sorted(document()["project_types"])
ROUNDS = 100


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_of(document())


class Expected:
    """Day by day from today: what is done by when, as the words of the rule say it."""

    def __init__(self, plan: Defined, standing: dict[str, tuple[str, int]], works: list[dict[str, Any]]) -> None:
        self.plan, self.standing, self.works = plan, standing, works
        self.finish: dict[str, int] = {}
        self.start = self.at(START)
        self.built = self._built()
        for code in plan.codes:
            self.at(code)

    def _built(self) -> int:
        end = self.start
        for one in self.works:
            if one["begun"] is not None:
                day, left = one["begun"], one["days"]
            else:
                day, left = max(self.start, one["planned"] or 0), one["days"]
            while left:
                day, left = day + 1, left - 1
            end = max(end, day)
        return end

    def at(self, code: str) -> int:
        if code not in self.finish:
            state, left = self.standing[code]
            if state == DONE:
                self.finish[code] = 0
            else:
                row = matters()[code]
                ready = max([0, *(self.at(each) for each in row["prerequisites"] if each in self.standing)])
                if state == TO_COME and row["stage"] == "D" and START in row["prerequisites"]:
                    ready = max(ready, self.built)
                self.finish[code] = max(left, ready) if state == RUNNING else ready + self.plan.days[code]
        return self.finish[code]


def random_standing(chance: random.Random, plan: Defined, started: bool) -> dict[str, tuple[str, int]]:
    weights = chance.choice([(1, 0, 0), (6, 1, 1), (2, 2, 2), (0, 0, 1)])
    found = {
        code: (
            chance.choices([DONE, RUNNING, TO_COME], weights)[0],
            max(0, plan.days[code] - chance.randint(0, 9)),
        )
        for code in plan.codes
    }
    return found | {START: (DONE if started else chance.choice([RUNNING, TO_COME]), 1)}


def random_works(chance: random.Random, started: bool) -> list[dict[str, Any]]:
    return [
        {
            "days": chance.choice([0, 1, 40, 260, 520]),
            "begun": -chance.randint(0, 400) if started and chance.random() < 0.7 else None,
            "planned": chance.choice([None, -30, 0, 15, 300]),
        }
        for _ in range(chance.choice([1, 1, 2, 4]))
    ]


@pytest.mark.parametrize("type_", TYPES)
def test_the_end_is_that_of_its_definition(catalogue: Catalogue, type_: str) -> None:
    waited = let_in = 0
    for turn in range(ROUNDS):
        chance = random.Random(f"completion {type_} {turn}")
        facts, started = facts_of(chance), chance.random() < 0.5
        plan = defined(type_, facts)
        standing, works = random_standing(chance, plan, started), random_works(chance, started)
        expected = Expected(plan, standing, works)
        drawn = plan_of(catalogue, type_, facts)
        stands = {code: Standing(*at) for code, at in standing.items()}
        start = forecast(drawn, stands).start
        assert start == expected.start
        found = completion(drawn, stands, [Building(one["days"], one["begun"], one["planned"]) for one in works], start)
        assert {code: found.course.at(code) for code in plan.codes} == expected.finish
        assert (found.built, found.end) == (expected.built, max(expected.built, *expected.finish.values()))
        waited += expected.built > start
        let_in += any(standing[code][0] == RUNNING and matters()[code]["stage"] == "D" for code in plan.codes)
    assert waited > ROUNDS / 2 and let_in > ROUNDS / 10


def test_a_day_more_of_construction_is_a_day_later(catalogue: Catalogue) -> None:
    plan = plan_of(catalogue, "SOC_GENERAL", {})
    start = forecast(plan, {}).start
    ends = [completion(plan, {}, [Building(days)], start).end for days in (0, 100, 101)]
    assert ends == [plan.path_to_end, plan.path_to_end + 100, plan.path_to_end + 101]
    drawn = plan_of(catalogue, "SOC_GENERAL", {}, construction_workdays=100)
    assert ends[1] == drawn.path_to_end


def test_where_the_days_are_not_known_nobody_says_the_end(catalogue: Catalogue) -> None:
    plan = plan_of(catalogue, "SOC_GENERAL", {})
    found = completion(plan, {}, [Building(100, begun=-20), Building(None)], 0)
    assert (found.built, found.end) == (None, None)
