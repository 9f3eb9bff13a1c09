"""Projects as frozen rows."""

from typing import NamedTuple

from luodi.slices.projects.models import Project
from luodi.spine.people.seats import NotYours, Place


class ProjectRow(NamedTuple):
    """A project with its owner and process type."""

    pk: int
    number: str
    name: str
    owner: int
    type: str


def projects(where: Place, owner: int | None = None) -> dict[str, ProjectRow]:
    """Projects of a region by number, or those of one owner."""
    rows = Project.objects.within(where.pk).order_by("pk")
    if owner is not None:
        rows = rows.filter(owner=owner)
    return {row.number: row for row in (ProjectRow(*row) for row in rows.values_list(*ProjectRow._fields))}


def project(where: Place, pk: int) -> ProjectRow:
    """One project of a region."""
    row = Project.objects.within(where.pk).filter(pk=pk).values_list(*ProjectRow._fields).first()
    if row is None:
        raise NotYours(str(pk))
    return ProjectRow(*row)
