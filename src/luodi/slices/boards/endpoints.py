"""The board as JSON: its figures and the rows beneath each."""

from collections import Counter
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.slices.boards.reads import Board as Found
from luodi.slices.boards.reads import beneath, board, lines, shares
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


class Line(Schema):
    """Open cases of one stage, department or matter by light."""

    key: str
    name: str
    lights: dict[str, int]


By = Literal["stage", "department", "matter"]


class Board(Schema):
    """How the cases you may see stood at the end of a day, by what had happened until then."""

    on: date
    figures: Figures
    lights: dict[str, int]
    balls: list[Share]
    lines: list[Line]


class Beneath(Page):
    """A piece of the cases a figure counts."""

    on: date
    items: list[Stood]


def _found(request: HttpRequest, on: date | None) -> Found:
    sitting = request.auth  # type: ignore[attr-defined]
    return board(sitting.seat, min(on or sitting.on, sitting.on))


@router.get("/board", response=Board, summary="How cases stood at the end of a day")
def figures(request: HttpRequest, on: date | None = None, by: By = "stage") -> dict[str, Any]:
    """`on` left out, or ahead, is today; `by` divides what is open into `lines`."""
    sitting = request.auth  # type: ignore[attr-defined]
    found = _found(request, on)
    held = shares(found, sitting.calendar)
    return {
        "on": found.on,
        "figures": found.figures._asdict(),
        "lights": Counter(row.light for row in found.rows),
        "balls": [{**share._asdict(), "party": share.party.key} for share in held],
        "lines": [
            {"key": line.key, "name": sitting.said(line.name, line.name_en), "lights": line.lights}
            for line in lines(found, by)
        ],
    }


@router.get("/board/cases", response=Beneath, summary="The cases a figure of the board counts")
def rows(
    request: HttpRequest,
    piece: Query[Piece],
    on: date | None = None,
    figure: Literal["", "closed_late", "closed_on_time", "open", "open_late"] = "",
    light: str = "",
    ball: str = "",
    by: By | Literal[""] = "",
    key: str = "",
) -> dict[str, Any]:
    """`figure`, `light` and the party with the `ball` choose, as a line of `/board` does: `by`, its `key`."""
    sitting = request.auth  # type: ignore[attr-defined]
    found = _found(request, on)

    def stood(row: Standing) -> dict[str, Any]:
        names = ("number", "begun_on", "due_on", "closed_on", "light", "late", "ball_since")
        return {
            **{name: getattr(row, name) for name in names},
            "title": sitting.said(row.title, row.title_en),
            "promise": sitting.said(row.promise, row.promise_en),
            "owner": found.parties[row.owner].key,
            "ball": found.parties[row.ball].key if row.ball is not None else None,
        }

    chosen = beneath(found, figure=figure, light=light, ball=ball, by=by, key=key)
    return {"on": found.on, **paged(request, chosen, piece, stood)}
