"""Who had a matter how long: the county's cases tell it, and it is what the file of its progress expects."""

from pathlib import Path
from typing import Any

import yaml
from django.utils import translation

from luodi.cli.demo import packaged
from luodi.slices.plans.reads import ProjectPlan, held_days, plan_of_project
from luodi.slices.plans.views import table
from luodi.slices.plans.views.linked import Visitor
from luodi.slices.plans.views.shown import Desk
from luodi.slices.projects.reads import project_of_number
from luodi.spine.people.reads import calendar_of, parties
from tests.support.cast import DAY, Demo


def progress() -> dict[str, Any]:
    file = Path(packaged()).with_name(Path(packaged()).name.replace("county", "progress"))
    found: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))["projects"]
    return found


def plan_of(demo: Demo, number: str) -> ProjectPlan:
    return plan_of_project(demo.where, project_of_number(demo.where, number), DAY)


def test_the_ball_of_every_case_is_what_the_file_says(demo: Demo) -> None:
    told = {number: row["ball"] for number, row in progress().items() if row.get("ball")}
    assert len(told) == 9
    for number, expected in told.items():
        found = held_days(demo.where, plan_of(demo, number), DAY)
        assert {code: found[code] for code in expected} == expected, number


def test_holders_add_up_to_what_counted_and_what_stood_still(demo: Demo) -> None:
    calendar, added = calendar_of(demo.where), 0
    for number in progress():
        plan = plan_of(demo, number)
        for code, held in held_days(demo.where, plan, DAY).items():
            rows = [row for row in plan.passages[code] if row.case_number]
            span = sum(calendar.workdays(row.received_on, row.done_on or DAY) for row in rows)
            net = sum(row.net for row in rows)
            assert sum(held.values()) == span >= net, (number, code)
            added += 1
    assert added > 20


def test_days_lost_above_are_apart(demo: Demo) -> None:
    with translation.override("zh-hans"):
        _days_lost_above_are_apart(demo)


def _days_lost_above_are_apart(demo: Demo) -> None:
    def levels(number: str) -> dict[str, tuple[int, int]]:
        desk = Desk(Visitor(demo.where, DAY), plan_of(demo, number), parties(demo.where))
        found = table.levels(desk)
        assert (table.above(found) == "") == (sum(one.used for one in found[1:]) == 0)
        for one in found:
            for figure, n in one.figures:
                rows = table.beneath(desk, one.key, figure)
                assert sum(rows.values()) == n, (number, one.key, figure)
                shown = [line.one.code for group in table.groups(desk, rows) for line in group.lines]
                assert sorted(shown) == sorted(rows)
        return {one.name: (one.used, one.over) for one in found}

    assert levels("P55") == {"县级": (35, 0), "市级": (17, 0), "省级": (45, 15)}
    assert levels("P46")["省级"] == (150, 90)  # 91 of them with a matter of the county
    lost = sum(days for _, days, who in progress()["P46"]["lost"] if who != "prov")
    assert sum(over for name, (_, over) in levels("P46").items() if name != "省级") == lost


def test_what_is_lost_of_a_promise_is_what_the_file_says(demo: Demo) -> None:
    for number, row in progress().items():
        desk = Desk(Visitor(demo.where, DAY), plan_of(demo, number), parties(demo.where))
        promised = {code: one for code, one in desk.matters.items() if one.entry.committed_days is not None}
        found = {code: table.lost(one) for code, one in promised.items() if table.lost(one)}
        expected = {code: days for code, days, _ in row.get("lost") or () if code in promised}
        assert found == expected, number
