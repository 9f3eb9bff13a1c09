"""The demo's sixty projects stand as their file expects: what is done, runs and is to come, and the earliest start."""

from importlib import resources
from typing import Any

import pytest
import yaml

from luodi.cli.project import standing
from luodi.slices.plans.models import Passage, Step
from luodi.slices.plans.reads import plan_for
from luodi.spine.commitments.models import Commitment, Edge
from luodi.spine.people.seats import NotYours, of_law
from tests.support.cast import DAY, Demo

FILE = resources.files("luodi") / "catalogue" / "demo" / "progress.yml"
PROGRESS: dict[str, Any] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)["projects"]


def test_every_project_stands_as_its_file_expects(demo: Demo) -> None:
    law = of_law(demo.where)
    stood = {number: standing(plan_for(law, number, DAY)) for number in PROGRESS}
    assert stood == {number: row["expect"] for number, row in PROGRESS.items()}


def test_every_row_of_the_file_is_a_passage(demo: Demo) -> None:
    """Also those that a case of the county tells: on the days that the file says."""
    rows = Passage.objects.filter(step__plan__region=demo.where.pk).values_list(
        "step__plan__project__number", "step__code", "received_on", "accepted_on", "done_on", "works__number"
    )
    told = sorted((number, *row[:4], row[5] if len(row) > 5 else None) for number, one in PROGRESS.items()
                  for row in one["matters"])  # fmt: skip
    assert sorted(map(repr, rows)) == sorted(map(repr, told))


def test_a_plan_is_places_and_edges_of_the_spine(demo: Demo) -> None:
    law = of_law(demo.where)
    for number in ("P55", "P57", "P44"):
        plan = plan_for(law, number, DAY)
        steps = dict(Step.objects.filter(plan=plan.pk).values_list("code", "commitment"))
        places = dict(Commitment.objects.within(law.region).filter(pk__in=steps.values()).values_list("pk", "state"))
        assert {code: places[pk] == "done" for code, pk in steps.items()} == {
            code: one.state == "done" for code, one in plan.standing.items()
        }
        edges = set(Edge.objects.filter(after__in=steps.values()).values_list("before", "after"))
        assert edges == {(steps[edge.before], steps[edge.after]) for edge in plan.plan.edges}
        waits = dict(Commitment.objects.within(law.region).filter(pk__in=steps.values()).values_list("pk", "waits"))
        for code, pk in steps.items():
            if places[pk] == "planned":
                open_ = [before for before, after in edges if after == pk and places[before] != "done"]
                assert waits[pk] == len(open_), code


def test_a_firm_sees_the_plan_of_its_own_projects_alone(demo: Demo) -> None:
    firm = demo.seat("F06")
    assert plan_for(firm, "P18", DAY).number == "P18"
    with pytest.raises(NotYours):
        plan_for(firm, "P55", DAY)
