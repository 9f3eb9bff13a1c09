"""Long lists in pieces: `offset` rows left out, `limit` given, `count` in all."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ninja import Schema
from pydantic import Field

Row = TypeVar("Row")
LONGEST = 500


class Piece(Schema):
    """Which piece of a list is asked for."""

    limit: int = Field(100, ge=1, le=LONGEST)
    offset: int = Field(0, ge=0)


def paged(rows: Sequence[Row], piece: Piece, shown: Callable[[Row], Any]) -> dict[str, Any]:
    """The piece, each row as it is shown, and how many there are."""
    chosen = rows[piece.offset : piece.offset + piece.limit]
    return {"items": [shown(row) for row in chosen], "count": len(rows)}
