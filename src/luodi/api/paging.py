"""Long lists in pieces: `offset` rows left out, `limit` given, `count` in all, `next` where the next piece is."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

Row = TypeVar("Row")
LONGEST = 500


class Piece(Schema):
    """Which piece of a list is asked for."""

    limit: int = Field(100, ge=1, le=LONGEST, description="rows at most")
    offset: int = Field(0, ge=0, le=10**9, description="rows left out in front")


class Page(Schema):
    """A piece of a list in its own steady order. `next` is the address of the piece after it, null at the end."""

    count: int = Field(description="rows in all")
    next: str | None


def paged(request: HttpRequest, rows: Sequence[Row], piece: Piece, shown: Callable[[Row], Any]) -> dict[str, Any]:
    """The piece, each row as it is shown, how many there are and where the next piece is."""
    end = piece.offset + piece.limit
    query = request.GET.copy()
    query["limit"], query["offset"] = str(piece.limit), str(end)
    return {
        "items": [shown(row) for row in rows[piece.offset : end]],
        "count": len(rows),
        "next": f"{request.path}?{query.urlencode()}" if end < len(rows) else None,
    }
