"""Looking for something as JSON: the ranked hits, in pieces."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from luodi.api.doors import Door
from luodi.slices.county.reads.find import shown
from luodi.spine.find.search import DEEPEST, SHOWN, search
from luodi.web.doors import sit

router = Router(tags=["find"], auth=Door("seated", sit))
Kind = Literal["", "case", "project", "firm", "resolved", "minute", "matter", "party"]


class Asked(Schema):
    """What is looked for. `q`: words that must all be met: characters, pinyin, initials, parts of numbers."""

    q: str = Field("", max_length=100)
    kind: Kind = ""
    limit: int = Field(SHOWN, ge=1, le=SHOWN)
    offset: int = Field(0, ge=0, le=DEEPEST)


class HitShown(Schema):
    """Something you may see; `page` is where it opens in a browser."""

    kind: str
    name: str
    title: str
    code: str
    note: str
    page: str


class HitList(Schema):
    """A piece of the hits: an exact number first, then titles that begin so, then the newest. `more`: not all yet."""

    items: list[HitShown]
    more: bool


@router.get("/find", response=HitList, summary="Find what you may see")
def find(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Cases, projects, firms, resolved matters, minutes, matters of the catalogue and bodies."""
    sitting = request.auth  # type: ignore[attr-defined]
    hits = search(sitting.seat, asked.q, kind=asked.kind, offset=asked.offset, limit=asked.limit)
    rows = [(hit, shown(sitting, hit)) for hit in hits.rows]
    items = [
        {"kind": row.kind, "name": hit.name, "title": row.title, "code": row.code, "note": row.note, "page": row.href}
        for hit, row in rows
    ]
    return {"items": items, "more": hits.more}
