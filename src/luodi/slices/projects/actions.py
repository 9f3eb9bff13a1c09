"""Verbs of projects."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from luodi.db.together import together
from luodi.slices.projects import facts
from luodi.slices.projects.models import Project
from luodi.slices.projects.reads import ProjectRow, findable, projects
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
