"""Projects as JSON: the register, one more in it, one given up, and the county's ledger."""

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
from luodi.engines.sheets.model import Table
from luodi.slices.projects.actions import drop_project, register_project, take_ledger
from luodi.slices.projects.forms.coming import read_ledger
from luodi.slices.projects.reads import ProjectRow, projects
from luodi.slices.projects.rules import ProjectLine
from luodi.spine.people.reads import parties_by_pk
from luodi.web.doors import sit

router = Router(tags=["projects"])
Days = Annotated[int | None, Field(ge=0, le=999_999)]


class Project(Schema):
    """A project with the keys of its owner and of the department that leads; money in ten thousand yuan.

    `code_warning`: what is odd about its national code: "form", "date", "track", "region"; "" for nothing.
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


class Projects(Page):
    """A piece of the projects."""

    items: list[Project]


class NewProject(Body):
    """A project to register; owner and lead by their keys."""

    number: str = Field(min_length=1, max_length=40, pattern=r"^[^/]+$")
    name: str = Field(min_length=1, max_length=120)
    owner: str = Field(max_length=40)
    type: str = Field(max_length=20)
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


class Drop(Body):
    """From which day on it is given up."""

    on: date


@router.get("/projects", response=Projects, auth=Door("seated", sit), summary="The projects that are registered")
def project_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """What an application may be for; a firm sees its own."""
    sitting = request.auth  # type: ignore[attr-defined]
    owner = sitting.seat.party if sitting.seat.is_firm else None
    parties = parties_by_pk(sitting.place)

    def shown(row: ProjectRow) -> dict[str, Any]:
        lead = None if row.lead is None else parties[row.lead].key
        return row._asdict() | {"owner": parties[row.owner].key, "lead": lead}

    return paged(request, list(projects(sitting.place, owner).values()), piece, shown)


@router.post("/projects/new", response={201: Done}, auth=Door("office", sit), summary="Register a project")
def register(request: HttpRequest, key: Key, body: NewProject) -> HttpResponse:
    """Refused where a code cannot be one, the number is taken or nobody has the keys."""
    sitting = request.auth  # type: ignore[attr-defined]
    told = ProjectLine(**body.model_dump(), dropped_on=None, extra=[])

    def act() -> str:
        return register_project(told, by=sitting.seat, at=sitting.at)

    return done_once(request, key, body, act, href=_href, status=201)


@router.post("/projects/{number}/drop", response=Done, auth=Door("office", sit), summary="A project is given up")
def drop(request: HttpRequest, number: str, key: Key, body: Drop) -> HttpResponse:
    """What was handled of it stays."""
    sitting = request.auth  # type: ignore[attr-defined]

    def act() -> str:
        drop_project(number=number, on=body.on, by=sitting.seat, at=sitting.at)
        return number

    return done_once(request, key, body, act, href=_href)


@router.post("/ledger", response=SheetTold, auth=Door("office", sit), summary="The county's ledger comes in")
def ledger(request: HttpRequest, key: Key, body: SheetBody) -> HttpResponse:
    """Projects, firms and works: all of it or, with `good_rows`, what is right; with `dry_run` nothing is written."""
    sitting = request.auth  # type: ignore[attr-defined]

    def read(tables: list[Table]) -> Brings:
        found = read_ledger(sitting.place, tables, {}, on=sitting.on)
        return found.outcome, lambda: take_ledger(**found.writes, by=sitting.seat, at=sitting.at)

    return answered_once(request, key, body, lambda: taken(body, read))


def _href(number: str) -> str:
    return f"/projects/{number}/"
