"""Projects as frozen rows."""

from collections.abc import Sequence
from datetime import datetime

from luodi.slices.firms.rules import held
from luodi.slices.projects import _store
from luodi.slices.projects._store import ProjectRow as ProjectRow
from luodi.slices.projects._store import WorksRow as WorksRow
from luodi.slices.projects.models import Project, Works
from luodi.slices.projects.rules import ProjectLine, WorksLine
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.find.parties import subject_of
from luodi.spine.people.reads import parties_by_pk
from luodi.spine.people.seats import NotYours, Place, Seat


def projects(where: Place, owner: int | None = None) -> dict[str, ProjectRow]:
    """Projects of a region by number, or those of one owner."""
    rows = _store.every(region=where.pk) if owner is None else _store.every_of(region=where.pk, owner=owner)
    return {row.number: row for row in rows}


def project(where: Place, pk: int) -> ProjectRow:
    """One project of a region."""
    found = _store.of_key(region=where.pk, pk=pk)
    if not found:
        raise NotYours(str(pk))
    return found[0]


def project_of_number(where: Place, number: str, owner: int | None = None) -> ProjectRow:
    """The project of a number in a region, or among one owner's. Raises NotYours."""
    if "\0" in number:  # no number has it, and PostgreSQL refuses the question
        raise NotYours(number)
    if owner is None:
        found = _store.of_number(region=where.pk, number=number)
    else:
        found = _store.of_number_of(region=where.pk, number=number, owner=owner)
    if not found:
        raise NotYours(number)
    return found[0]


def ledger(where: Place) -> list[ProjectLine]:
    """Every project as a ledger tells it, in the order they came."""
    plain = [name for name in ProjectLine._fields if name not in ("owner", "lead")]
    rows = Project.objects.within(where.pk).order_by("pk").values(*plain, "owner__key", "lead__key")
    return [
        ProjectLine(owner=row.pop("owner__key"), lead=row.pop("lead__key") or "", extra=held(row.pop("extra")), **row)
        for row in rows
    ]


def ledger_of_works(where: Place) -> list[WorksLine]:
    """Every works of a region as a ledger tells it, project by project."""
    rows = Works.objects.filter(project__region=where.pk).order_by("project", "pk")
    return [WorksLine(*row) for row in rows.values_list("project__number", *WorksLine._fields[1:])]


def project_for(seat: Seat, number: str) -> ProjectRow:
    """The project of a number that a seat may see: staff each, a firm its own. Raises NotYours."""
    if seat.is_firm and seat.party is None:
        raise NotYours(number)
    return project_of_number(seat.place, number, owner=seat.party if seat.is_firm else None)


def changed_last(where: Place, number: str) -> tuple[str, datetime] | None:
    """The title of the post that changed a project last, and when; None where nobody did since it was registered."""
    rows = Project.objects.within(where.pk).filter(number=number).exclude(changed_at=None)
    found = rows.values_list("changed_by__title", "changed_at").first()
    return (found[0] or "", found[1]) if found and found[1] else None


def works_of(project: int) -> list[WorksRow]:
    """The works of a project, where it has several."""
    return _store.works(project=project)


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
