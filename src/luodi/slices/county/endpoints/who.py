"""Who asks, on which day, and who else there is, as JSON."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.spine.people.reads import PartyRow, parties
from luodi.web.doors import sit

router = Router(tags=["who"], auth=Door("seated", sit))
Kind = Literal["", "department", "town", "park", "firm", "utility", "expert", "upper"]


class Me(Schema):
    """The seat that asks, and the region's day; `demo`: the day stands still."""

    person: str
    post: str
    party: str
    party_name: str
    role: str
    region: str
    region_name: str
    on: date
    workday: bool
    demo: bool


class Party(Schema):
    """Whoever may owe or hold the ball."""

    key: str
    kind: str
    name: str


class Parties(Page):
    """A piece of the parties."""

    items: list[Party]


@router.get("/me", response=Me, summary="Who you are here, and which day it is")
def me(request: HttpRequest) -> dict[str, Any]:
    """The seat a session or a key acts from."""
    sitting = request.auth  # type: ignore[attr-defined]
    seat, place = sitting.seat, sitting.place
    return {
        "person": seat.person_name,
        "post": sitting.said(seat.post_title, seat.post_title_en),
        "party": seat.party_key,
        "party_name": sitting.said(seat.party_name, seat.party_name_en),
        "role": seat.role,
        "region": place.code,
        "region_name": sitting.said(place.name, place.name_en),
        "on": sitting.on,
        "workday": sitting.calendar.is_workday(sitting.on),
        "demo": place.frozen_on is not None,
    }


@router.get("/parties", response=Parties, summary="Who may owe or hold the ball")
def party_list(request: HttpRequest, piece: Query[Piece], kind: Kind = "") -> dict[str, Any]:
    """Of firms a firm sees itself alone."""
    sitting = request.auth  # type: ignore[attr-defined]
    seat = sitting.seat
    found = parties(sitting.place, (kind,) if kind else ()).values()
    rows = [row for row in found if not (seat.is_firm and row.kind == "firm" and row.pk != seat.party)]

    def shown(row: PartyRow) -> dict[str, Any]:
        return {"key": row.key, "kind": row.kind, "name": sitting.said(row.name, row.name_en)}

    return paged(request, rows, piece, shown)
