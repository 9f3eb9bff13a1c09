"""Verbs of the catalogue."""

from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import yaml

from luodi.db.together import together
from luodi.slices.matters import facts
from luodi.slices.matters.models import Material, Matter, Version
from luodi.slices.matters.reads import MatterRow, findable, matters, version_row
from luodi.slices.matters.rules import catalogue as rules
from luodi.slices.matters.rules.reading import catalogue_of
from luodi.spine.find.index import put
from luodi.spine.journal.record import record
from luodi.spine.people import reads as people
from luodi.spine.people.seats import Seat


@cache
def packaged_document() -> dict[str, Any]:
    """The catalogue that is shipped, as its file has it: matters with limits, materials, prerequisites and sources."""
    text = (resources.files("luodi") / "catalogue" / "matters.yml").read_text("utf-8")
    document: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return document


@together
def adopt_catalogue(*, by: Seat, at: datetime) -> dict[str, MatterRow]:
    """Take the packaged catalogue into a region, as its next version: the matters whose departments are registered."""
    document = packaged_document()
    catalogue = catalogue_of(document)
    parties = people.parties(by.place)
    before = version_row(by.place)
    version = Version.objects.create(
        region_id=by.region,
        ordinal=before.ordinal + 1 if before else 1,
        base=catalogue.version,
        adopted_on=by.day(at),
        types=document["project_types"],
    )
    rows = [
        _row(entry, version.pk, parties[entry.department].pk, by.region)
        for entry in catalogue.matters.values()
        if entry.department in parties
    ]
    Matter.objects.bulk_create(rows)
    Material.objects.bulk_create(
        Material(region_id=by.region, version=version, **paper._asdict()) for paper in catalogue.materials.values()
    )
    typical = sum(row.committed_basis == "typical" for row in rows)
    record(facts.CatalogueAdopted(len(rows), typical, catalogue.version), by=by, at=at)
    put(*findable(by.place), region=by.region)
    return matters(by.place)


def _row(entry: rules.Entry, version: int, department: int, region: int) -> Matter:
    columns = entry._asdict() | {"department_id": department, "version_id": version, "region_id": region}
    del columns["department"]
    return Matter(**columns)
