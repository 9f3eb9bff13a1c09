"""What every step of a case asks of the plan it has a place in, compiled."""

from datetime import date
from typing import NamedTuple

from django.db.models import F

from luodi.db.queries import Change, Rows, adds, reads, writes
from luodi.slices.plans.models import Passage, Plan, Step


class StepRow(NamedTuple):
    """A step of a plan that stands."""

    pk: int
    plan_id: int
    code: str
    plan__project__number: str
    commitment__waits: int


class Running(NamedTuple):
    """A passage with the step it is one of."""

    pk: int
    step_id: int
    step__code: str
    step__plan_id: int
    step__plan__project__number: str
    step__commitment_id: int
    step__commitment__state: str


@reads(StepRow)
def step_of(region: int, project: int, code: str) -> Rows:
    return Step.objects.filter(plan__region=region, plan__project=project, code=code, left_on=None)


@reads(Running)
def running(region: int, passage: int) -> Rows:
    return Passage.objects.filter(pk=passage, step__plan__region=region)


@writes
def taken(region: int, plan: int) -> Change:
    return Change(Plan.objects.within(region).filter(pk=plan), {"revision": F("revision") + 1})


@writes
def taken_of_project(region: int, project: int) -> Change:
    return Change(Plan.objects.within(region).filter(project=project), {"revision": F("revision") + 1})


@adds
def begun(step: int, case: int, received_on: date, ahead: str) -> Passage:
    return Passage(step_id=step, case_id=case, received_on=received_on, ahead=ahead)


@writes
def accepted(passage: int, accepted_on: date) -> Change:
    return Change(Passage.objects.filter(pk=passage), {"accepted_on": accepted_on})


@writes
def ended(passage: int, done_on: date, outcome: str) -> Change:
    return Change(Passage.objects.filter(pk=passage), {"done_on": done_on, "outcome": outcome})
