"""A case of a project with a plan takes its place there: received, accepted, granted; its promise stays its own."""

import pytest

from luodi.slices.approvals.actions import acceptance, decision, entry
from luodi.slices.plans.actions.adopt import adopt_plan
from luodi.slices.plans.models import Passage, Step
from luodi.slices.plans.reads import plan_for
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME, Standing
from luodi.spine.commitments.models import Commitment
from tests.support.cast import DAY, Cast, at

ANSWERS = {"eia_class": "form", "pollutant_quota_needed": True, "in_verification_catalogue": False}


@pytest.fixture
def planned(cast: Cast) -> Cast:
    adopt_plan(number="P18", answers=ANSWERS, by=cast["fgw"], at=at("2026-11-02"))
    return cast


def _receive(cast: Cast, matter: str, on: str) -> str:
    number = entry.receive(matter=matter, applicant="F06", project="P18", by=cast["window"], at=at(on))
    acceptance.accept(number=number, by=cast["window"], at=at(on, "10:00"))
    return number


def _grant(cast: Cast, number: str, account: str, on: str) -> None:
    decision.grant(number=number, document="X-1", by=cast[account], at=at(on, "15:00"))


def _place(code: str) -> Commitment:
    return Step.objects.select_related("commitment").get(code=code, left_on=None).commitment


def _decision(cast: Cast, number: str) -> Commitment:
    return Commitment.objects.within(cast.where.pk).get(case__number=number, kind="approvals.decision")


def test_from_received_to_granted(planned: Cast) -> None:
    officer = planned["fgw"]
    assert plan_for(officer, "P18", DAY).standing["P03"] == Standing(TO_COME)
    waits = _place("P03").waits
    number = _receive(planned, "P03", "2026-11-17")
    running = plan_for(officer, "P18", DAY)
    assert running.standing["P03"] == Standing(RUNNING, 5 - 3)
    assert _place("P03").state == "planned" and _place("P03").due_on is None
    [passage] = running.passages["P03"]
    assert (passage.case_number, passage.runs, passage.ahead) == (number, True, str(waits))
    before = _place("C12").waits
    _grant(planned, number, "sthj", "2026-11-20")
    assert plan_for(officer, "P18", DAY).standing["P03"] == Standing(DONE)
    assert _place("C12").waits == before - 1


def test_what_is_refused_keeps_its_place(planned: Cast) -> None:
    number = _receive(planned, "P03", "2026-11-17")
    decision.refuse(number=number, reason="x", document="X-2", by=planned["sthj"], at=at(DAY))
    plan = plan_for(planned["fgw"], "P18", DAY)
    assert plan.standing["P03"] == Standing(TO_COME)
    assert [row.outcome for row in plan.passages["P03"]] == ["refused"]
    _receive(planned, "P03", "2026-11-20")
    assert plan_for(planned["fgw"], "P18", DAY).standing["P03"].state == RUNNING


def test_a_matter_that_is_not_in_the_plan_has_no_place(planned: Cast) -> None:
    _receive(planned, "A05", "2026-11-18")
    assert not Passage.objects.exists()


def test_the_forecast_moves_and_the_promise_does_not(planned: Cast) -> None:
    number = _receive(planned, "B01", "2026-11-02")
    due_on = _decision(planned, number).due_on
    starts = [plan_for(planned["fgw"], "P18", DAY.replace(day=day)).start_on for day in (2, 13, 20)]
    assert starts == sorted(starts, key=str) and starts[0] != starts[-1]
    assert _decision(planned, number).due_on == due_on
