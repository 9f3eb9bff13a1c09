"""What every step of a case asks of the plan it has a place in, and what every page of a plan asks; compiled."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F

from luodi.db.queries import Change, Rows, adds, among, reads, writes
from luodi.slices.plans.models import Link, Passage, Plan, Proposal, Step


class PlanRow(NamedTuple):
    """What is known of a project, and on which version of the catalogue."""

    pk: int
    version_id: int
    type: str
    answers: dict[str, Any]
    revision: int
    adopted_on: date


class PlannedRow(NamedTuple):
    """A project that has a plan."""

    project: int


class StepCode(NamedTuple):
    """The matter of a step that stands."""

    code: str


class PassageOfCode(NamedTuple):
    """A passage with the matter of its step, its case, and the key of who has the ball of that."""

    step__code: str
    received_on: date
    accepted_on: date | None
    done_on: date | None
    outcome: str
    case: int | None
    case__number: str | None
    works__number: str | None
    ahead: str
    case__ball__key: str | None
    stops: list[list[Any]]
    asked: list[list[Any]]


class LinkOfPlan(NamedTuple):
    """A link that stands, and the post that made it."""

    seed: str
    made_at: datetime
    made_by__title: str | None
    made_by__title_en: str | None


class Kept(NamedTuple):
    """A proposal with the title of the post that kept it."""

    pk: int
    title: str
    changes: dict[str, Any]
    start_on: date
    tried_start_on: date
    at: datetime
    by__title: str | None


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


@reads(PlanRow)
def plan_of(region: int, project: int) -> Rows:
    return Plan.objects.within(region).filter(project=project)


@reads(PlannedRow)
def planned(region: int) -> Rows:
    return Plan.objects.within(region)


@reads(PlannedRow)
def planned_among(region: int, projects: list[int]) -> Rows:
    return Plan.objects.within(region).filter(project__in=among(projects))


@reads(StepCode)
def steps(plan: int) -> Rows:
    return Step.objects.filter(plan=plan, left_on=None)


@reads(PassageOfCode)
def passages(plan: int) -> Rows:
    return Passage.objects.filter(step__plan=plan, step__left_on=None).order_by("pk")


@reads(LinkOfPlan)
def link_of(region: int, project: int) -> Rows:
    return Link.objects.filter(plan__region=region, plan__project=project, withdrawn_at=None)


@reads(Kept)
def proposals(region: int, project: int) -> Rows:
    return Proposal.objects.filter(plan__project=project, plan__region=region).order_by("-pk")


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
