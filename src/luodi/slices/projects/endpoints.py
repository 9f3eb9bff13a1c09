"""Projects as JSON: the register, one more in it, one given up, and the county's ledger."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.sheets import Brings, SheetBody, SheetTold, taken
from luodi.api.writing import Body, Done, Key, answered_once, done_once
from luodi.engines.sheets.mapping import FileMapping
from luodi.engines.sheets.model import Table
from luodi.slices.projects.actions import change_project, change_works, drop_project, register_project, take_ledger
from luodi.slices.projects.forms.coming import read_ledger
from luodi.slices.projects.forms.layouts import book
from luodi.slices.projects.reads import ProjectRow, project_for, projects, works_of
from luodi.slices.projects.rules import Entry, ProjectLine, WorksLine, days_from
from luodi.spine.people.reads import parties_by_pk
from luodi.web.doors import Sitting, sit

router = Router(tags=["projects"])
Days = Annotated[int | None, Field(ge=1, le=999_999)]


class Project(Schema):
    """A project with the keys of its owner and of the department that leads; money in ten thousand yuan.

    `code_warning`: what is odd about its national code: "form", "date", "track", "region"; "" for nothing.
    `revision`: which state of it was read; a write names it as `version`.
    """

    number: str
    name: str
    owner: str
    type: str
    code: str
    code_warning: str
    industry: str
    nature: str
    investment: Decimal | None
    site: str
    plot: str
    lead: str | None
    construction_workdays: int | None
    planned_start_on: date | None
    contract_start_on: date | None
    dropped_on: date | None
    dropped_because: str
    revision: int


class Works(Schema):
    """One of several works of a project."""

    number: str
    name: str
    started_on: date | None
    planned_start_on: date | None
    construction_workdays: int | None


class Registered(Project):
    """A project with its works.

    `days_from`: whose days of construction count: "project", "works", or "both" where some works say none of their own.
    """

    works: list[Works]
    days_from: str


class Projects(Page):
    """A piece of the projects."""

    items: list[Project]


class Entered(Body):
    """What is registered of a project, all of it; owner and lead by their keys."""

    name: str = Field(min_length=1, max_length=120)
    owner: str = Field(min_length=1, max_length=40)
    code: str = Field("", max_length=30)
    industry: str = Field("", max_length=10)
    nature: str = Field("", max_length=16)
    investment: Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)] | None = None
    site: str = Field("", max_length=60)
    plot: str = Field("", max_length=20)
    lead: str = Field("", max_length=40)
    construction_workdays: Days = None
    planned_start_on: date | None = None
    contract_start_on: date | None = None


class NewProject(Entered):
    """A project to register."""

    number: str = Field(min_length=1, max_length=40, pattern=r"^[^/]+$")
    type: str = Field(max_length=20)


Version = Annotated[int | None, Field(ge=0, le=2**31 - 1, description="the `revision` that was read")]


class Change(Entered):
    """What is registered from now on; of it, what differs is written."""

    version: Version = None


class ChangeWorks(Body):
    """One of the works of a project as it is registered from now on; a number nobody knows is a new one."""

    number: str = Field(min_length=1, max_length=40, pattern=r"^[^/]+$")
    name: str = Field(min_length=1, max_length=120)
    started_on: date | None = None
    planned_start_on: date | None = None
    construction_workdays: Days = None
    version: Version = None


class Drop(Body):
    """From which day on it is given up, and why."""

    on: date
    reason: str = Field("", max_length=300)
    version: Version = None


@router.get("/projects", response=Projects, auth=Door("seated", sit), summary="The projects that are registered")
def project_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """What an application may be for; a firm sees its own."""
    sitting = request.auth  # type: ignore[attr-defined]
    owner = sitting.seat.party if sitting.seat.is_firm else None
    return paged(request, list(projects(sitting.place, owner).values()), piece, _shown(sitting))


def _shown(sitting: Sitting) -> Callable[[ProjectRow], dict[str, Any]]:
    parties = parties_by_pk(sitting.place)

    def shown(row: ProjectRow) -> dict[str, Any]:
        lead = None if row.lead is None else parties[row.lead].key
        return row._asdict() | {"owner": parties[row.owner].key, "lead": lead}

    return shown


@router.post("/projects/new", response={201: Done}, auth=Door("office", sit), summary="Register a project")
def register(request: HttpRequest, key: Key, body: NewProject) -> HttpResponse:
    """Refused where a code cannot be one, the number is taken or nobody has the keys."""
    sitting = request.auth  # type: ignore[attr-defined]
    told = ProjectLine(**body.model_dump(), dropped_on=None, extra=[])

    def act() -> str:
        return register_project(told, by=sitting.seat, at=sitting.at)

    return done_once(request, key, body, act, href=_href, status=201)


@router.get("/projects/{number}", response=Registered, auth=Door("seated", sit), summary="One project")
def registered(request: HttpRequest, number: str) -> dict[str, Any]:
    """What is registered of it, with its works."""
    sitting = request.auth  # type: ignore[attr-defined]
    row = project_for(sitting.seat, number)
    works = works_of(row.pk)
    return _shown(sitting)(row) | {"works": [one._asdict() for one in works], "days_from": days_from(works)}


@router.post("/projects/{number}/register", response=Done, auth=Door("office", sit), summary="Change the register")
def change(request: HttpRequest, number: str, key: Key, body: Change) -> HttpResponse:
    """What is left out is registered no more. Its plan's forecasts follow; no promise moves."""
    sitting = request.auth  # type: ignore[attr-defined]
    told = Entry(**body.model_dump(exclude={"version"}))

    def act() -> str:
        change_project(number=number, told=told, by=sitting.seat, at=sitting.at, seen=body.version)
        return number

    return done_once(request, key, body, act, href=_href)


@router.post("/projects/{number}/works", response=Done, auth=Door("office", sit), summary="Register works")
def change_one(request: HttpRequest, number: str, key: Key, body: ChangeWorks) -> HttpResponse:
    """One of several works of a project, new or as it is from now on."""
    sitting = request.auth  # type: ignore[attr-defined]
    told = WorksLine(number, **body.model_dump(exclude={"version"}))

    def act() -> str:
        change_works(told=told, by=sitting.seat, at=sitting.at, seen=body.version)
        return number

    return done_once(request, key, body, act, href=_href)


@router.post("/projects/{number}/drop", response=Done, auth=Door("office", sit), summary="A project is given up")
def drop(request: HttpRequest, number: str, key: Key, body: Drop) -> HttpResponse:
    """What was handled of it stays."""
    sitting = request.auth  # type: ignore[attr-defined]

    def act() -> str:
        drop_project(number=number, on=body.on, reason=body.reason, by=sitting.seat, at=sitting.at, seen=body.version)
        return number

    return done_once(request, key, body, act, href=_href)


@router.post("/ledger", response=SheetTold, auth=Door("office", sit), summary="The county's ledger comes in")
def ledger(request: HttpRequest, key: Key, body: SheetBody) -> HttpResponse:
    """Projects, firms and works: all of it or, with `good_rows`, what is right; with `dry_run` nothing is written."""
    sitting = request.auth  # type: ignore[attr-defined]

    def read(tables: list[Table], mapping: FileMapping) -> Brings:
        found = read_ledger(sitting.place, tables, mapping, on=sitting.on)
        return found.outcome, lambda: take_ledger(**found.writes, by=sitting.seat, at=sitting.at)

    return answered_once(request, key, body, lambda: taken(body, book(), read))


def _href(number: str) -> str:
    return f"/projects/{number}/"
