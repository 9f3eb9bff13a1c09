"""The inbox as JSON: what turns red next; and a firm's own first page."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.slices.county.reads.home import FirmRow, home
from luodi.slices.county.reads.inbox import inbox
from luodi.slices.county.reads.rows import Row
from luodi.web.doors import sit

router = Router(tags=["inbox"])


class Waiting(Schema):
    """An open promise. `left`: workdays to its day, negative beyond; `group`: overdue, today, week, later, ..."""

    group: str
    number: str
    kind: str
    matter: str
    project: str
    light: str
    left: int | None
    due_on: date | None
    ball: str
    held_workdays: int
    mine: bool


class Inbox(Page):
    """Open promises on a day, what turns red next in front."""

    on: date
    items: list[Waiting]


class OwnMatter(Schema):
    """A firm's matter under way, with what happened last."""

    number: str
    matter: str
    project: str
    light: str
    left: int | None
    due_on: date | None
    ball: str
    held_workdays: int
    last: str


class OwnClosed(Schema):
    """A firm's matter that is closed."""

    number: str
    matter: str
    project: str
    on: date
    last: str


class Home(Schema):
    """What waits for the firm, what the government has in hand, and what was closed last."""

    on: date
    owed: list[OwnMatter]
    theirs: list[OwnMatter]
    closed: list[OwnClosed]


def _waiting(row: Row) -> dict[str, Any]:
    names = ("number", "matter", "project", "light", "left", "due_on")
    return {**{name: getattr(row, name) for name in names}, "ball": row.holder_key, "held_workdays": row.held}


@router.get("/inbox", response=Inbox, summary="What turns red next", auth=Door("seated", sit))
def what_waits(request: HttpRequest, piece: Query[Piece], whose: Literal["mine", "all"] = "mine") -> dict[str, Any]:
    """`whose`: your own office's promises and balls, or all you may see."""
    sitting = request.auth  # type: ignore[attr-defined]
    rows = [(group.key, row) for group in inbox(sitting, whose).groups for row in group.rows]

    def shown(each: tuple[str, Row]) -> dict[str, Any]:
        group, row = each
        return {"group": group, "kind": row.kind, "mine": row.mine, **_waiting(row)}

    return {"on": sitting.on, **paged(request, rows, piece, shown)}


@router.get("/home", response=Home, summary="A firm's first page", auth=Door("firm", sit))
def first_page(request: HttpRequest) -> dict[str, Any]:
    """Everything under way, what waits for the firm first; the last ten that were closed."""
    sitting = request.auth  # type: ignore[attr-defined]
    seen = home(sitting)

    def own(each: FirmRow) -> dict[str, Any]:
        return {**_waiting(each.row), "last": each.last}

    names = ("number", "matter", "project", "on", "last")
    closed = [{name: getattr(row, name) for name in names} for row in seen.closed]
    owed, theirs = list(map(own, seen.owed)), list(map(own, seen.theirs))
    return {"on": sitting.on, "owed": owed, "theirs": theirs, "closed": closed}
