"""Projects as frozen rows."""

from collections.abc import Sequence
from typing import NamedTuple

from luodi.slices.projects.models import Project
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.find.parties import subject_of
from luodi.spine.people.reads import parties_by_pk
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


def findable(where: Place, numbers: Sequence[str] | None = None) -> list[Thing]:
    """The projects of a region, or those of some numbers, as what can be found: by its staff, and by their owner."""
    owners = parties_by_pk(where)
    return [
        Thing(
            f"project/{row.number}",
            row.name,
            Circle(staff=True, applicant=row.owner),
            code=row.number,
            note=owners[row.owner].name,
            note_en=owners[row.owner].name_en,
            words=(owners[row.owner].key,),
            about=(subject_of(owners[row.owner]),),
        )
        for row in projects(where).values()
        if numbers is None or row.number in numbers
    ]
