"""One matter at a time, as every step asks it, compiled."""

from typing import Any, NamedTuple

from luodi.db.queries import Rows, reads
from luodi.slices.matters.models import Matter


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


@reads(MatterRow)
def of_code(region: int, code: str) -> Rows:
    return Matter.objects.within(region).filter(code=code)


@reads(MatterRow)
def of_key(region: int, pk: int) -> Rows:
    return Matter.objects.within(region).filter(pk=pk)
