"""Service items as JSON: the list, and one that comes in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.sheets import Brings, SheetBody, SheetTold, taken
from luodi.api.writing import Key, answered_once
from luodi.engines.sheets.mapping import FileMapping
from luodi.engines.sheets.model import Table
from luodi.slices.items.actions import take_items
from luodi.slices.items.forms import book, incoming
from luodi.slices.items.reads import items
from luodi.slices.items.rules import Item
from luodi.spine.people.reads import parties_by_pk
from luodi.web.doors import sit

router = Router(tags=["items"])


class ServiceItem(Schema):
    """A service item with the key of its department; `kind`: its number among the national types."""

    code: str
    name: str
    department: str
    main: str
    kind: str
    statutory_days: int | None
    committed_days: int | None
    visits: int | None
    fees: str
    link: str


class ServiceItems(Page):
    """A piece of the list."""

    items: list[ServiceItem]


class ListBody(SheetBody):
    """A list; `new_departments`: those the county does not know are registered."""

    new_departments: bool = False


@router.get("/items", response=ServiceItems, auth=Door("seated", sit), summary="The county's service items")
def item_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """As the county publishes them; what applications are made for are the matters."""
    sitting = request.auth  # type: ignore[attr-defined]
    parties = parties_by_pk(sitting.place)

    def shown(row: Item) -> dict[str, Any]:
        return row._asdict() | {"department": parties[row.department].key}

    return paged(request, items(sitting.place), piece, shown)


@router.post("/items/list", response=SheetTold, auth=Door("office", sit), summary="A list of service items comes in")
def take_list(request: HttpRequest, key: Key, body: ListBody) -> HttpResponse:
    """All of it or, with `good_rows`, the rows that are right; with `dry_run` nothing is written."""
    sitting = request.auth  # type: ignore[attr-defined]

    def read(tables: list[Table], mapping: FileMapping) -> Brings:
        found = incoming(sitting.place, tables, mapping, registering=body.new_departments)
        rows: dict[str, Any] = {"new": found.new, "changed": found.changed, "departments": found.unknown}
        return found.outcome, lambda: take_items(**rows, by=sitting.seat, at=sitting.at)

    return answered_once(request, key, body, lambda: taken(body, book(), read))
