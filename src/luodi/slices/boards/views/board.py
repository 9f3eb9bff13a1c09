"""The board of a region on a day, and the rows beneath each of its figures."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luodi.slices.boards.reads import beneath, board
from luodi.slices.boards.views.said import Said
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

ROWS = 200


@door("staff")
@require_GET
def show(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """How what a seat may see stood at the end of a day, today's if none is asked for."""
    on = _day(request, sitting)
    said = Said(sitting, board(sitting.seat, on))
    return page(request, "boards/board.html", sitting, here=_("Board"), said=said, by=request.GET.get("by", ""))


@door("staff")
@require_GET
def rows(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The cases a figure counts."""
    said = Said(sitting, board(sitting.seat, _day(request, sitting)))
    asked = {name: request.GET.get(name, "") for name in ("figure", "light", "ball", "by", "key")}
    found = beneath(said.board, **asked)
    leaf = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return page(
        request,
        "boards/rows.html",
        sitting,
        here=_("Board"),
        said=said,
        asked=said.asked(**asked),
        count=len(found),
        leaf=leaf,
        turn=lambda number: said.href(**asked, page=str(number)),
        rows=[said.row(row) for row in leaf],
    )


def _day(request: HttpRequest, sitting: Sitting) -> date:
    """The day asked for; what is none, or lies ahead, is today."""
    try:
        return min(date.fromisoformat(request.GET.get("on", "")), sitting.on)
    except ValueError:
        return sitting.on
