"""Verbs of the catalogue: adopt the shipped one, set the county's own. Each makes a version; none changes one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from luodi.db.together import together
from luodi.kernel.problems import Problem, problem
from luodi.slices.matters import facts
from luodi.slices.matters.models import Material, Matter, Version
from luodi.slices.matters.reads import (
    MatterRow,
    VersionRow,
    catalogue_of_version,
    changes_of,
    findable,
    matters,
    version_row,
)
from luodi.slices.matters.rules import catalogue as rules
from luodi.slices.matters.rules.acts import may_set
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.overlay import Moved, demands, merged, moved, settled
from luodi.slices.matters.rules.packaged import in_english, named, shipped
from luodi.slices.matters.rules.reading import catalogue_of
from luodi.spine.find.index import put
from luodi.spine.journal.record import record
from luodi.spine.people import reads as people
from luodi.spine.people.seats import Refused, Seat


class Base(NamedTuple):
    """Where a version comes from: the shipped catalogue's version, and its types of project."""

    version: str
    types: dict[str, Any]


def packaged_document() -> dict[str, Any]:
    """The catalogue that is shipped, as its file has it: matters with limits, materials, prerequisites and sources."""
    return shipped("matters")


@together
def adopt_catalogue(*, by: Seat, at: datetime, keep_overlay: bool = True) -> dict[str, MatterRow]:
    """Take the shipped catalogue into a region, as its next version: the matters whose departments are registered.

    What the county had set stays set, or is refused where it does not fit any more.
    """
    document = packaged_document()
    whole = shipped_for(by, document)
    before = version_row(by.place)
    kept = changes_of(before.overlay) if before and keep_overlay else []
    found = settled(whole, kept, whole, people.parties(by.place))
    if found.problems:
        raise Refused(*found.problems)
    _lay(found.catalogue, kept, Base(whole.version, _types(document)), note="", by=by, at=at)
    rows = matters(by.place)
    typical = sum(row.committed_basis == "typical" for row in rows.values())
    record(facts.CatalogueAdopted(len(rows), typical, whole.version), by=by, at=at)
    put(*findable(by.place), region=by.region)
    return rows


def is_adopted(by: Seat, *, keep_overlay: bool = True) -> bool:
    """Whether the county runs the shipped catalogue as it is now, so that taking it again would move nothing."""
    before, document = version_row(by.place), packaged_document()
    if before is None:
        return False
    whole, kept = shipped_for(by, document), changes_of(before.overlay) if keep_overlay else []
    then, running = settled(whole, kept, whole, people.parties(by.place)), catalogue_of_version(by.place, before.pk)
    same = (before.base, before.types, changes_of(before.overlay)) == (whole.version, _types(document), kept)
    fits = same and not then.problems and running.materials == then.catalogue.materials
    return fits and not moved(running, then.catalogue)


@together
def set_overlay(*, changes: Sequence[Change], note: str, by: Seat, at: datetime, seen: int | None = None) -> int:
    """What the county sets itself, as a new version; older ones stay as they ran. Returns the version's number.

    `seen`: the number of the version the changes were thought out on; another one now is refused.
    """
    before = version_row(by.place, for_update=True)
    if before is None:
        raise Refused(problem("No catalogue is adopted here yet."))
    if seen is not None and seen != before.ordinal:
        raise Refused(problem("Another version came meanwhile: %(ordinal)s. Look at it first.", ordinal=before.ordinal))
    if not changes:
        raise Refused(problem("Nothing is set."))
    found = _preview(before, changes, by)
    if found.problems:
        raise Refused(*found.problems)
    all_set = merged(changes_of(before.overlay), changes)
    ordinal = _lay(found.catalogue, all_set, Base(before.base, before.types), note=note, by=by, at=at)
    told = ", ".join(dict.fromkeys(change.matter or change.stage for change in changes))
    more = len(demands([change for change in changes if change in all_set], found.catalogue))
    record(facts.OverlaySet(ordinal, len(changes), told, more), by=by, at=at)
    put(*findable(by.place), region=by.region)
    return ordinal


class Would(NamedTuple):
    """What changes would come to: the catalogue, what moves, or what stands against them."""

    catalogue: rules.Catalogue
    moved: list[Moved]
    problems: list[Problem]


def preview(*, changes: Sequence[Change], by: Seat) -> Would:
    """What `set_overlay` would make of changes; nothing is written."""
    before = version_row(by.place)
    if before is None:
        raise Refused(problem("No catalogue is adopted here yet."))
    return _preview(before, changes, by)


def _preview(before: VersionRow, changes: Sequence[Change], by: Seat) -> Would:
    running = catalogue_of_version(by.place, before.pk)
    found = settled(running, changes, shipped_for(by, packaged_document()), people.parties(by.place))
    against = [*may_set(by, changes, running).reasons, *found.problems]
    return Would(found.catalogue, moved(running, found.catalogue), against)


def shipped_for(by: Seat, document: dict[str, Any]) -> rules.Catalogue:
    """The shipped catalogue as a county can run it: matters of departments it has."""
    catalogue, parties = in_english(catalogue_of(document)), people.parties(by.place)
    run = {code: entry for code, entry in catalogue.matters.items() if entry.department in parties}
    return catalogue._replace(matters=run)


def _types(document: dict[str, Any]) -> dict[str, Any]:
    return {code: {**row, "name_en": named("types", code).en} for code, row in document["project_types"].items()}


def _lay(
    catalogue: rules.Catalogue, overlay: Sequence[Change], base: Base, *, note: str, by: Seat, at: datetime
) -> int:
    """The rows of the next version."""
    before, parties = version_row(by.place), people.parties(by.place)
    version = Version.objects.create(
        region_id=by.region,
        ordinal=before.ordinal + 1 if before else 1,
        base=base.version,
        adopted_on=by.day(at),
        note=note,
        types=base.types,
        overlay={"changes": [change.told() for change in overlay]} if overlay else {},
    )
    Matter.objects.bulk_create(
        _row(entry, version.pk, parties[entry.department].pk, by.region) for entry in catalogue.matters.values()
    )
    Material.objects.bulk_create(
        Material(region_id=by.region, version=version, **paper._asdict()) for paper in catalogue.materials.values()
    )
    return version.ordinal


def _row(entry: rules.Entry, version: int, department: int, region: int) -> Matter:
    columns = entry._asdict() | {"department_id": department, "version_id": version, "region_id": region}
    del columns["department"]
    return Matter(**columns)
