"""Matters of a region as frozen rows."""

from luodi.slices.matters import _store
from luodi.slices.matters._store import MatterRow as MatterRow
from luodi.slices.matters.models import Matter
from luodi.spine.find.index import Thing
from luodi.spine.find.parties import EVERYBODY, subject_of
from luodi.spine.people.reads import parties_by_pk
from luodi.spine.people.seats import NotYours, Place


def matters(where: Place) -> dict[str, MatterRow]:
    """The catalogue of a region by code."""
    rows = Matter.objects.within(where.pk).order_by("pk").values_list(*MatterRow._fields)
    return {row.code: row for row in (MatterRow(*row) for row in rows)}


def matter(where: Place, pk: int) -> MatterRow:
    """One matter of a region."""
    found = _store.of_key(region=where.pk, pk=pk)
    if not found:
        raise NotYours(str(pk))
    return found[0]


def matter_of_code(where: Place, code: str) -> MatterRow | None:
    """The matter of a code in a region's catalogue."""
    found = _store.of_code(region=where.pk, code=code)
    return found[0] if found else None


def findable(where: Place) -> list[Thing]:
    """The catalogue of a region as what can be found, by everybody."""
    bodies = parties_by_pk(where)
    return [
        Thing(
            f"matter/{row.code}",
            row.name,
            EVERYBODY,
            title_en=row.name_en,
            code=row.code,
            note=bodies[row.department].name,
            note_en=bodies[row.department].name_en,
            about=(subject_of(bodies[row.department]),),
        )
        for row in matters(where).values()
    ]
