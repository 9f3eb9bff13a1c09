"""Matters of a region as frozen rows."""

from typing import Any, NamedTuple

from luodi.slices.matters.models import Matter
from luodi.spine.people.seats import NotYours, Place


class MatterRow(NamedTuple):
    """A matter with its two limits and its ground."""

    pk: int
    code: str
    name: str
    name_en: str
    stage: str
    department: int
    level: str
    kind: str
    statutory_days: int | None
    statutory_unit: str
    statutory_from: str
    committed_days: int | None
    committed_basis: str
    special: list[dict[str, Any]]
    legal_basis: str
    source: str


def matters(where: Place) -> dict[str, MatterRow]:
    """The catalogue of a region by code."""
    rows = Matter.objects.within(where.pk).order_by("pk").values_list(*MatterRow._fields)
    return {row.code: row for row in (MatterRow(*row) for row in rows)}


def matters_by_pk(where: Place) -> dict[int, MatterRow]:
    """The catalogue of a region by key."""
    return {row.pk: row for row in matters(where).values()}


def matter(where: Place, pk: int) -> MatterRow:
    """One matter of a region."""
    row = Matter.objects.within(where.pk).filter(pk=pk).values_list(*MatterRow._fields).first()
    if row is None:
        raise NotYours(str(pk))
    return MatterRow(*row)
