"""Verbs of projects."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from luodi.db.together import together
from luodi.slices.projects import facts
from luodi.slices.projects.models import Project, Works
from luodi.slices.projects.reads import ProjectRow, WorksRow, findable, projects
from luodi.spine.find.index import put
from luodi.spine.journal.record import record
from luodi.spine.people.seats import Seat


class NewProject(NamedTuple):
    """A project to register."""

    number: str
    name: str
    owner: int
    type: str


@together
def register_projects(*, new: Sequence[NewProject], by: Seat, at: datetime) -> dict[str, ProjectRow]:
    """Projects with their owners; returns every project of the region by number."""
    Project.objects.bulk_create(
        Project(region_id=by.region, number=p.number, name=p.name, owner_id=p.owner, type=p.type) for p in new
    )
    record(facts.ProjectsRegistered(len(new)), by=by, at=at)
    put(*findable(by.place, [p.number for p in new]), region=by.region)
    return projects(by.place)


class Schedule(NamedTuple):
    """When a project is to start, and its works where it has several. Days of None are not known."""

    project: int
    construction_workdays: int | None = None
    planned_start_on: date | None = None
    contract_start_on: date | None = None
    works: Sequence[WorksRow] = ()


@together
def schedule_projects(*, schedules: Sequence[Schedule], by: Seat, at: datetime) -> None:
    """Write down when projects are to start, with their works (whose `pk` is not looked at)."""
    for one in schedules:
        Project.objects.within(by.region).filter(pk=one.project).update(
            construction_workdays=one.construction_workdays,
            planned_start_on=one.planned_start_on,
            contract_start_on=one.contract_start_on,
        )
    works = [(one.project, row) for one in schedules for row in one.works]
    Works.objects.bulk_create(
        Works(
            project_id=project,
            number=row.number,
            name=row.name,
            started_on=row.started_on,
            planned_start_on=row.planned_start_on,
            construction_workdays=row.construction_workdays,
        )
        for project, row in works
    )
    record(facts.ProjectsScheduled(len(schedules), len(works)), by=by, at=at)
