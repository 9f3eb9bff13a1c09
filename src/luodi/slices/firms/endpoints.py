"""Firms as JSON."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.slices.firms.reads import firms, warnings
from luodi.slices.firms.rules import Registered
from luodi.web.doors import sit

router = Router(tags=["firms"], auth=Door("seated", sit))


class Firm(Schema):
    """A firm by the key of its party; `uscc_warning`: what is odd about its credit code, "" for nothing."""

    key: str
    name: str
    uscc: str
    uscc_warning: str
    origin: str
    size: str
    industry: str
    since: date | None


class Firms(Page):
    """A piece of the firms."""

    items: list[Firm]


@router.get("/firms", response=Firms, summary="The firms that are registered")
def firm_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """A firm sees itself."""
    sitting = request.auth  # type: ignore[attr-defined]
    odd = warnings(sitting.place)
    own = sitting.seat.party_key if sitting.seat.is_firm else None

    def shown(row: Registered) -> dict[str, Any]:
        return row._asdict() | {"uscc_warning": odd.get(row.key, "")}

    return paged(request, firms(sitting.place, key=own), piece, shown)
