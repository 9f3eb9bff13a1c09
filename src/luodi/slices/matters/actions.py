"""Verbs of the catalogue."""

from datetime import datetime
from importlib import resources
from typing import Any

import yaml

from luodi.db.together import together
from luodi.slices.matters import facts
from luodi.slices.matters.models import Matter
from luodi.slices.matters.reads import MatterRow, findable, matters
from luodi.spine.find.index import put
from luodi.spine.journal.record import record
from luodi.spine.people import reads as people
from luodi.spine.people.seats import Seat


def packaged_catalogue() -> dict[str, Any]:
    """The matter catalogue that is shipped: matters with limits, materials, prerequisites and sources."""
    text = (resources.files("luodi") / "catalogue" / "matters.yml").read_text("utf-8")
    catalogue: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return catalogue


@together
def adopt_catalogue(*, by: Seat, at: datetime) -> dict[str, MatterRow]:
    """Take the packaged catalogue into a region whose departments are registered."""
    catalogue = packaged_catalogue()
    parties = people.parties(by.place)
    rows = [_row(m, parties[m["department"]].pk, by.region) for m in catalogue["matters"] if m["department"] in parties]
    Matter.objects.bulk_create(rows)
    typical = sum(row.committed_basis == "typical" for row in rows)
    record(facts.CatalogueAdopted(len(rows), typical, catalogue["meta"]["version"]), by=by, at=at)
    put(*findable(by.place), region=by.region)
    return matters(by.place)


def _row(matter: dict[str, Any], department: int, region: int) -> Matter:
    return Matter(
        region_id=region,
        code=matter["code"],
        name=matter["name"],
        name_en=matter["name_en"],
        stage=matter["stage"],
        department_id=department,
        level=matter["level"],
        kind=matter["kind"],
        statutory_days=matter["statutory_days"],
        statutory_unit=matter["statutory_unit"],
        statutory_from=matter.get("statutory_from", "acceptance"),
        committed_days=matter["committed_days"],
        committed_basis=matter["committed_basis"] or "",
        special=matter["special_procedures"],
        legal_basis=matter["legal_basis"] or "",
        source=matter["source"] or "",
    )
