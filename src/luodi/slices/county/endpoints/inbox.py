"""The inbox as JSON: what turns red next."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from luodi.api.doors import Door
from luodi.slices.county.reads.inbox import inbox
from luodi.web.doors import sit

router = Router(tags=["inbox"], auth=Door("seated", sit))


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


class Inbox(Schema):
    """Open promises on a day, what turns red next in front."""

    on: date
    items: list[Waiting]


@router.get("/inbox", response=Inbox, summary="What turns red next")
def what_waits(request: HttpRequest, whose: Literal["mine", "all"] = "mine") -> dict[str, Any]:
    """`whose`: your own office's promises and balls, or all you may see."""
    sitting = request.auth  # type: ignore[attr-defined]
    found = inbox(sitting, whose)
    names = ("number", "kind", "matter", "project", "light", "left", "due_on", "mine")
    items = [
        {
            "group": group.key,
            **{name: getattr(row, name) for name in names},
            "ball": row.holder_key,
            "held_workdays": row.held,
        }
        for group in found.groups
        for row in group.rows
    ]
    return {"on": sitting.on, "items": items}
