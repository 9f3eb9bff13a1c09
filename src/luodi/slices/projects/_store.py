"""Projects as every page of theirs asks for them, compiled."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from luodi.db.queries import Rows, reads
from luodi.slices.projects.models import Project, Works


class ProjectRow(NamedTuple):
    """A project with its owner and process type, and what the county registers of it."""

    pk: int
    number: str
    name: str
    owner: int
    type: str
    code: str
    code_warning: str
    industry: str
    nature: str
    investment: Decimal | None
    site: str
    plot: str
    lead: int | None
    construction_workdays: int | None
    planned_start_on: date | None
    contract_start_on: date | None
    dropped_on: date | None
    dropped_because: str
    revision: int


class WorksRow(NamedTuple):
    """One of several works of a project."""

    pk: int
    number: str
    name: str
    started_on: date | None
    planned_start_on: date | None
    construction_workdays: int | None


@reads(ProjectRow)
def every(region: int) -> Rows:
    return Project.objects.within(region).order_by("pk")


@reads(ProjectRow)
def every_of(region: int, owner: int) -> Rows:
    return Project.objects.within(region).filter(owner=owner).order_by("pk")


@reads(ProjectRow)
def of_key(region: int, pk: int) -> Rows:
    return Project.objects.within(region).filter(pk=pk)


@reads(ProjectRow)
def of_number(region: int, number: str) -> Rows:
    return Project.objects.within(region).filter(number=number)


@reads(ProjectRow)
def of_number_of(region: int, number: str, owner: int) -> Rows:
    return Project.objects.within(region).filter(number=number, owner=owner)


@reads(WorksRow)
def works(project: int) -> Rows:
    return Works.objects.filter(project=project).order_by("pk")
