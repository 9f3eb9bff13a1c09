"""The catalogue as JSON: what may be applied for, within how many days, on what ground."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.slices.matters.reads import MatterRow, matters
from luodi.spine.people.reads import parties_by_pk
from luodi.web.doors import sit

router = Router(tags=["matters"], auth=Door("seated", sit))


class Matter(Schema):
    """A matter. The statutory limit is law, the committed one the county's promise; `committed_basis`: sourced, or
    typical, which is not published anywhere.
    """

    code: str
    name: str
    stage: str
    department: str
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


class Catalogue(Page):
    """A piece of the catalogue."""

    items: list[Matter]


@router.get("/matters", response=Catalogue, summary="What may be applied for")
def catalogue(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """The matters this county runs, in the order of its catalogue."""
    sitting = request.auth  # type: ignore[attr-defined]
    parties = parties_by_pk(sitting.place)

    def shown(row: MatterRow) -> dict[str, Any]:
        name = sitting.said(row.name, row.name_en)
        return {**row._asdict(), "name": name, "department": parties[row.department].key}

    return paged(request, list(matters(sitting.place).values()), piece, shown)
