"""The board as JSON: its figures and the rows beneath each."""

from collections import Counter
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from luodi.api.doors import Door
from luodi.slices.boards.reads import beneath, board, shares
from luodi.spine.commitments.standings import Standing
from luodi.web.doors import sit

router = Router(tags=["board"], auth=Door("staff", sit))


class Figures(Schema):
    """How many cases; `open` holds the late among them."""

    closed_late: int
    closed_on_time: int
    open: int
    open_late: int


class Share(Schema):
    """Open cases whose ball one party holds, and for how many workdays at most."""

    party: str
    cases: int
    longest_workdays: int


class Stood(Schema):
    """A case at the end of the day."""

    number: str
    title: str
    promise: str
    owner: str
    begun_on: date
    due_on: date | None
    closed_on: date | None
    light: str
    late: bool
    ball: str | None
    ball_since: date | None


class Board(Schema):
    """How the cases you may see stood at the end of a day, by what had happened until then."""

    on: date
    figures: Figures
    lights: dict[str, int]
    balls: list[Share]
    cases: list[Stood]


@router.get("/board", response=Board, summary="How cases stood at the end of a day")
def figures(
    request: HttpRequest,
    on: date | None = None,
    figure: Literal["", "closed_late", "closed_on_time", "open", "open_late"] = "",
    light: str = "",
    ball: str = "",
) -> dict[str, Any]:
    """`figure`, `light` and `ball` choose among `cases` alone; `on` left out, or ahead, is today."""
    sitting = request.auth  # type: ignore[attr-defined]
    found = board(sitting.seat, min(on or sitting.on, sitting.on))

    def stood(row: Standing) -> dict[str, Any]:
        names = ("number", "begun_on", "due_on", "closed_on", "light", "late", "ball_since")
        return {
            **{name: getattr(row, name) for name in names},
            "title": sitting.said(row.title, row.title_en),
            "promise": sitting.said(row.promise, row.promise_en),
            "owner": found.parties[row.owner].key,
            "ball": found.parties[row.ball].key if row.ball is not None else None,
        }

    held = shares(found, sitting.calendar)
    return {
        "on": found.on,
        "figures": found.figures._asdict(),
        "lights": Counter(row.light for row in found.rows),
        "balls": [{**share._asdict(), "party": share.party.key} for share in held],
        "cases": [stood(row) for row in beneath(found, figure=figure, light=light, ball=ball)],
    }
