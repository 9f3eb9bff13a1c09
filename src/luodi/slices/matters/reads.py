"""Matters of a region as frozen rows, and its catalogue as the rules read it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from luodi.slices.matters import _store
from luodi.slices.matters._store import MatterRow as MatterRow
from luodi.slices.matters._store import VersionRow as VersionRow
from luodi.slices.matters.models import Material, Matter, Version
from luodi.slices.matters.rules import catalogue as rules
from luodi.slices.matters.rules.changes import Change, grounds_of
from luodi.slices.matters.rules.overlay import Excess, Moved, moved
from luodi.slices.matters.rules.overlay import excess as beyond
from luodi.spine.find.index import Thing
from luodi.spine.find.parties import EVERYBODY, subject_of
from luodi.spine.people.reads import parties_by_pk
from luodi.spine.people.seats import NotYours, Place


def version_row(where: Place, pk: int | None = None, *, for_update: bool = False) -> VersionRow | None:
    """A version of a region, or the one it runs; None where it has none. `for_update`: the next one waits for us."""
    if for_update:
        Version.objects.within(where.pk).order_by("-ordinal").select_for_update().values_list("pk").first()
    found = _store.last_version(region=where.pk) if pk is None else _store.version(region=where.pk, pk=pk)
    return found[0] if found else None


def versions(where: Place) -> list[VersionRow]:
    """Every version of a region, the one it runs in front."""
    rows = Version.objects.within(where.pk).order_by("-ordinal").values_list(*VersionRow._fields)
    return [VersionRow(*row) for row in rows]


def changes_of(overlay: Mapping[str, Any]) -> list[Change]:
    """What a county set, as its version keeps it."""
    return [Change(**told) for told in overlay.get("changes", [])]


@lru_cache(maxsize=32)
def county_changes(where: Place, version: int) -> tuple[Change, ...]:
    """All a county had set by a version, whose rows never change."""
    held = version_row(where, version)
    return tuple(changes_of(held.overlay)) if held else ()


def excess(where: Place, version: VersionRow) -> list[Excess]:
    """What a version asks of firms beyond the minimum the law sets, by department."""
    return beyond(catalogue_of_version(where, version.pk), changes_of(version.overlay))


def changes_between(where: Place, before: int, after: int) -> list[Moved]:
    """What moved from one version to another, by matter."""
    return moved(catalogue_of_version(where, before), catalogue_of_version(where, after))


def running_catalogue(where: Place) -> rules.Catalogue:
    """The catalogue a region runs; one of before there were versions has matters and nothing else."""
    version = version_row(where)
    if version is not None:
        return catalogue_of_version(where, version.pk)
    return rules.Catalogue("", {}, _entries(where, Matter.objects.within(where.pk).filter(version=None)), {})


@lru_cache(maxsize=32)
def catalogue_of_version(where: Place, version: int) -> rules.Catalogue:
    """The catalogue of a version, whose rows never change, as the rules read it. Raises NotYours."""
    held = Version.objects.within(where.pk).filter(pk=version).first()
    if held is None:
        raise NotYours(str(version))
    papers = Material.objects.within(where.pk).filter(version=version).order_by("pk")
    materials = [rules.Material(*row) for row in papers.values_list(*rules.Material._fields)]
    county = changes_of(held.overlay)
    return rules.Catalogue(
        version=f"{held.base}/{held.ordinal}",
        types={code: row["name"] for code, row in held.types.items()},
        matters=_entries(where, Matter.objects.within(where.pk).filter(version=version)),
        materials={paper.code: paper for paper in materials},
        leads={one.stage: one.to for one in county if one.sets == "lead"},
        grounds={pair: law for one in county for pair, law in grounds_of(one).items()},
        apart=frozenset((one.to, one.matter) for one in county if one.sets == "apart"),
    )


def _entries(where: Place, rows: QuerySet[Matter]) -> dict[str, rules.Entry]:
    keys = {pk: party.key for pk, party in parties_by_pk(where).items()}
    found = [rules.Entry(*row) for row in rows.order_by("pk").values_list(*rules.Entry._fields)]
    return {entry.code: entry._replace(department=keys[int(entry.department)]) for entry in found}


def matters(where: Place) -> dict[str, MatterRow]:
    """The catalogue a region runs, by code."""
    return {row.code: row for row in _store.every(region=where.pk)}


def runs_any(where: Place) -> bool:
    """Whether a region runs a catalogue at all."""
    return bool(_store.any_one(region=where.pk))


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


def ever_run(where: Place) -> dict[str, MatterRow]:
    """Every matter a region runs or ran, by code, as it was last."""
    rows = Matter.objects.within(where.pk).order_by("pk").values_list(*MatterRow._fields)
    return {row.code: row for row in (MatterRow(*row) for row in rows)}


def findable(where: Place) -> list[Thing]:
    """The catalogue of a region as what can be found, by everybody; what is left out now, too."""
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
        for row in ever_run(where).values()
    ]
