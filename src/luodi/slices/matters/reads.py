"""Matters of a region as frozen rows, and its catalogue as the rules read it."""

from functools import lru_cache
from typing import NamedTuple

from luodi.slices.matters import _store
from luodi.slices.matters._store import MatterRow as MatterRow
from luodi.slices.matters.models import Material, Matter, Version
from luodi.slices.matters.rules import catalogue as rules
from luodi.spine.find.index import Thing
from luodi.spine.find.parties import EVERYBODY, subject_of
from luodi.spine.people.reads import parties_by_pk
from luodi.spine.people.seats import NotYours, Place


class VersionRow(NamedTuple):
    """A version of a region's catalogue."""

    pk: int
    ordinal: int
    base: str
    note: str


def version_row(where: Place, pk: int | None = None) -> VersionRow | None:
    """A version of a region, or the one it runs; None where it has none yet."""
    rows = Version.objects.within(where.pk).order_by("-ordinal")
    found = rows.filter(pk=pk) if pk is not None else rows
    row = found.values_list(*VersionRow._fields).first()
    return VersionRow(*row) if row else None


@lru_cache(maxsize=32)
def catalogue_of_version(where: Place, version: int) -> rules.Catalogue:
    """The catalogue of a version, whose rows never change, as the rules read it. Raises NotYours."""
    held = Version.objects.within(where.pk).filter(pk=version).first()
    if held is None:
        raise NotYours(str(version))
    keys = {pk: party.key for pk, party in parties_by_pk(where).items()}
    entries = Matter.objects.within(where.pk).filter(version=version).order_by("pk")
    found = [rules.Entry(*row) for row in entries.values_list(*rules.Entry._fields)]
    papers = Material.objects.within(where.pk).filter(version=version).order_by("pk")
    materials = [rules.Material(*row) for row in papers.values_list(*rules.Material._fields)]
    return rules.Catalogue(
        version=f"{held.base}/{held.ordinal}",
        types={code: row["name"] for code, row in held.types.items()},
        matters={entry.code: entry._replace(department=keys[int(entry.department)]) for entry in found},
        materials={paper.code: paper for paper in materials},
    )


def matters(where: Place) -> dict[str, MatterRow]:
    """The catalogue a region runs, by code."""
    rows = Matter.objects.within(where.pk).filter(_store.running(where.pk)).order_by("pk")
    return {row.code: row for row in (MatterRow(*row) for row in rows.values_list(*MatterRow._fields))}


def matters_of_version(where: Place, version: int) -> dict[str, MatterRow]:
    """The rows of a version, by code."""
    rows = Matter.objects.within(where.pk).filter(version=version).order_by("pk").values_list(*MatterRow._fields)
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
