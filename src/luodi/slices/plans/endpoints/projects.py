"""Plans as JSON: the plan of a project with what it comes to from today, what is tried on it, and proposals."""

import re
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.writing import Body, Done, Key, answered_once
from luodi.kernel.graph import worth
from luodi.kernel.problems import problem
from luodi.slices.matters.rules.catalogue import START
from luodi.slices.plans.actions.adopt import adopt_plan
from luodi.slices.plans.actions.proposals import propose
from luodi.slices.plans.actions.replan import change_answers, renew
from luodi.slices.plans.endpoints.completion import Completion, completion_shown
from luodi.slices.plans.reads import (
    ProjectPlan,
    ProposalRow,
    course_of,
    least_of,
    plan_for,
    planned,
    proposals,
)
from luodi.slices.plans.rules.answer import answer, minimum
from luodi.slices.plans.rules.tried import against, allowed, stored, tried
from luodi.slices.projects.reads import project_for
from luodi.spine.people.seats import Refused
from luodi.web.doors import Sitting, sit

router = Router(tags=["plans"], auth=Door("seated", sit))
Code = str
_DAYS = re.compile("[A-Z0-9]{1,20}:[0-9]{1,4}")


class Changes(Body):
    """What is tried: workdays by code of a matter, codes dropped, pairs whose later one waits only to decide."""

    days: dict[Code, int] = Field(default_factory=dict, examples=[{"C02": 5}])
    drop: list[Code] = Field(default_factory=list)
    decides: list[tuple[Code, Code]] = Field(default_factory=list, examples=[[["B01", "B02"]]])


class Tried(Schema):
    """The same of a query: `days` as `C02:5`, `decides` as `B01:B02`; each can stand several times."""

    days: list[str] = Field(default_factory=list)
    drop: list[str] = Field(default_factory=list)
    decides: list[str] = Field(default_factory=list)


class Forecast(Schema):
    """From today on: the earliest lawful start, and the matters that move it if they slip."""

    start_on: date
    workdays: int
    critical: list[Code]


class Least(Schema):
    """What the law asks at least for the same facts; `path_to_start` in workdays."""

    matters: list[Code]
    asked_once: int
    path_to_start: int | None


class Beyond(Schema):
    """What the county asks beyond it: `sets` matter, material or prerequisite; `to` its code; `law` that it names."""

    department: str
    matter: Code
    sets: str
    to: str
    law: str


class ProjectPlanShown(Schema):
    """A project's plan. `matters`: each with its days, its reasons, what it waits for, its state and what is left."""

    number: str
    name: str
    owner: str
    type: str
    catalogue: str
    adopted_on: date
    revision: int
    started_on: date | None
    dropped_on: date | None
    contract_start_on: date | None
    path_to_start: int
    path_to_end: int
    sum_of_committed: int
    asked: int
    asked_once: int
    unknown: list[Code]
    least: Least
    beyond: list[Beyond]
    forecast: Forecast | None
    completion: Completion | None
    matters: list[dict[str, Any]]


class WhatIf(Schema):
    """What a change comes to. `changes`: what of it can be tried; `worth`: workdays won by a day less of a matter."""

    changes: Changes
    start_on: date
    tried_start_on: date
    gained_workdays: int
    critical: list[Code]
    worth: dict[Code, int]


class ProposeStart(Body):
    """What is kept to be decided on."""

    title: str = Field(min_length=1, max_length=120)
    changes: Changes


class Answered(Body):
    """What is known of a project, by fact as `/plan` lists them; what is left out is not known. `version`: the plan's
    `revision` as it was read."""

    answers: dict[str, bool | float | str] = Field(max_length=100, examples=[{"land_mode": "granted"}])
    construction_workdays: int | None = Field(None, ge=1, le=9999)
    version: int | None = Field(None, ge=0, le=2**31 - 1)


class Renew(Body):
    """Which plan was read: its `revision`."""

    version: int | None = Field(None, ge=0, le=2**31 - 1)


class Proposal(Schema):
    """What was tried and kept; it changed nothing."""

    id: int
    title: str
    changes: Changes
    start_on: date
    tried_start_on: date
    by: str
    at: datetime


class Proposals(Page):
    """A piece of the proposals of a project."""

    items: list[Proposal]


@router.get("/projects/{number}/plan", response=ProjectPlanShown, summary="The plan of a project")
def plan(request: HttpRequest, number: str) -> dict[str, Any]:
    """What applies and why, what waits for what, what is done and running, and the earliest lawful start."""
    found = _plan(request, number)
    told = answer(found.plan, found.catalogue, project=number, line=found.line)
    told |= minimum(least_of(_sitting(request).place, found))
    for matter in told["matters"]:
        standing = found.standing[matter["code"]]
        matter |= {"state": standing.state, "left_workdays": standing.left}
    ahead = found.forecast
    forecast = ahead and {"start_on": found.start_on, "workdays": ahead.start, "critical": ahead.critical}
    return told | {
        "number": number,
        "name": found.project.name,
        "owner": found.owner.key,
        "adopted_on": found.adopted_on,
        "revision": found.revision,
        "started_on": found.started_on,
        "dropped_on": found.project.dropped_on,
        "contract_start_on": found.project.contract_start_on,
        "forecast": forecast,
        "completion": completion_shown(_sitting(request), found),
    }


@router.get("/projects/{number}/what-if", response=WhatIf, summary="What a change to a plan would move")
def what_if(request: HttpRequest, number: str, asked: Query[Tried]) -> dict[str, Any]:
    """Nothing is written. What cannot be tried is refused with its reason, what changes nothing is left out of
    `changes`; a project that has started has no start to move."""
    found = _plan(request, number)
    if found.forecast is None:
        raise Refused(problem("Project %(number)s has started or was dropped; no start can be moved.", number=number))
    course = course_of(found)
    wanted = _asked(asked)
    if reasons := list(against(course, wanted)):
        raise Refused(*reasons)
    changes = allowed(course, wanted)
    then = tried(course, changes, found.line)
    return {
        "changes": stored(changes),
        "start_on": found.start_on,
        "tried_start_on": found.line.date(then.start),
        "gained_workdays": found.forecast.start - then.start,
        "critical": then.forecast.critical,
        "worth": worth(then.forecast.course, START),
    }


@router.get("/projects/{number}/proposals", response=Proposals, summary="What was tried on a project and kept")
def proposal_list(request: HttpRequest, number: str, piece: Query[Piece]) -> dict[str, Any]:
    """The newest first."""

    def shown(row: ProposalRow) -> dict[str, Any]:
        return {**row._asdict(), "id": row.pk}

    return paged(request, proposals(_sitting(request).seat, number), piece, shown)


@router.post("/projects/{number}/proposals", response={201: Done}, summary="Keep what was tried")
def keep(request: HttpRequest, number: str, body: ProposeStart, key: Key) -> HttpResponse:
    """It changes nothing else."""
    sitting = _sitting(request)

    def act() -> Done:
        changes = body.changes.model_dump()
        made = propose(number=number, title=body.title, changes=changes, by=sitting.seat, at=sitting.at)
        return Done(number=str(made), href=reverse("api:proposal_list", args=[number]))

    return answered_once(request, key, body, act, status=201)


@router.post("/projects/{number}/answers", response=Done, summary="Say what is known of a project")
def know(request: HttpRequest, number: str, body: Answered, key: Key) -> HttpResponse:
    """A project without a plan gets one; that of one is drawn anew. What was begun stays, no promise moves."""
    sitting = _sitting(request)

    def act() -> Done:
        by: dict[str, Any] = {"number": number, "by": sitting.seat, "at": sitting.at}
        project = project_for(sitting.seat, number)
        days = body.construction_workdays
        if project.pk in planned(sitting.place, [project.pk]):
            change_answers(**by, answers=body.answers, construction_workdays=days, seen=body.version)
        else:
            adopt_plan(**by, answers=body.answers, construction_workdays=days)
        return Done(number=number, href=reverse("api:plan", args=[number]))

    return answered_once(request, key, body, act)


@router.post("/projects/{number}/renew", response=Done, summary="Let a plan run on the catalogue the county runs now")
def run_on(request: HttpRequest, number: str, body: Renew, key: Key) -> HttpResponse:
    """What was begun stays on the version it was begun on."""
    sitting = _sitting(request)

    def act() -> Done:
        renew(number=number, by=sitting.seat, at=sitting.at, seen=body.version)
        return Done(number=number, href=reverse("api:plan", args=[number]))

    return answered_once(request, key, body, act)


def _sitting(request: HttpRequest) -> Sitting:
    sitting: Sitting = request.auth  # type: ignore[attr-defined]
    return sitting


def _plan(request: HttpRequest, number: str) -> ProjectPlan:
    sitting = _sitting(request)
    return plan_for(sitting.seat, number, sitting.on)


def _asked(asked: Tried) -> dict[str, Any]:
    """What an address asks to try. Refused where it cannot be read."""
    wrong = [text for text in asked.days if not _DAYS.fullmatch(text)]
    wrong += [text for text in asked.decides if text.count(":") != 1]
    if wrong:
        words = {"asked": wrong[0][:40]}
        raise Refused(problem("%(asked)s cannot be read; write days as C02:5 and pairs as B01:B02.", **words))
    days = dict(text.split(":") for text in asked.days)
    decides = [text.split(":") for text in asked.decides]
    return {"days": {code: int(number) for code, number in days.items()}, "drop": asked.drop, "decides": decides}
