"""Cases as JSON: the list, one whole, a new one, and every verb on one."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Query, Router

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.writing import Done, Key, Seen, done_once
from luodi.slices.approvals.endpoints import acts
from luodi.slices.approvals.endpoints.shown import CaseBrief, CaseWhole, Kept, ReceiptShown, Shown, Told
from luodi.slices.approvals.reads import application_for, applied_for, files_of
from luodi.web.doors import sit
from luodi.web.downloads import sent

_ANY = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
BYTES = {"responses": {200: {"description": "The bytes of the file", "content": _ANY}}}
router = Router(tags=["cases"], auth=Door("seated", sit))


class Cases(Page):
    """A piece of the cases a seat may see."""

    items: list[CaseBrief]


class Facts(Page):
    """A piece of what happened in a case, as its reader may know it."""

    items: list[Told]


class Files(Page):
    """A piece of the files of a case."""

    items: list[Kept]


@router.get("/cases", response=Cases, summary="The cases you may see, newest first")
def case_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """A firm sees what it applied for; an office what it holds, held or owes; window, leader and reader see all."""
    sitting = request.auth  # type: ignore[attr-defined]
    return paged(request, applied_for(sitting.seat), piece, Shown(sitting).brief)


@router.get("/cases/{number}", response=CaseWhole, summary="A case with both clocks", exclude_unset=True)
def case(request: HttpRequest, number: str) -> dict[str, Any]:
    """Notices, promises and facts with it; `verbs` are those you may do now."""
    sitting = request.auth  # type: ignore[attr-defined]
    return Shown(sitting).whole(application_for(sitting.seat, number))


@router.get("/cases/{number}/facts", response=Facts, summary="What happened in a case, oldest first")
def facts(request: HttpRequest, number: str, piece: Query[Piece]) -> dict[str, Any]:
    """Each as a sentence in your language; what is the office's own is not told to a firm."""
    shown = Shown(request.auth)  # type: ignore[attr-defined]
    return paged(request, shown.facts(application_for(shown.seat, number)), piece, shown.fact)


@router.get("/cases/{number}/files", response=Files, summary="The files of a case")
def file_list(request: HttpRequest, number: str, piece: Query[Piece]) -> dict[str, Any]:
    """In the order they came, each with the checksum that was its receipt."""
    shown = Shown(request.auth)  # type: ignore[attr-defined]
    found = files_of(shown.seat, application_for(shown.seat, number))
    return paged(request, found, piece, partial(shown.file, number))


@router.get("/cases/{number}/files/{key}", summary="A file of a case, to be saved", openapi_extra=BYTES)
def file(request: HttpRequest, number: str, key: int) -> FileResponse:
    """Its bytes, under the name and type it was given with."""
    seat = request.auth.seat  # type: ignore[attr-defined]
    return sent(next((row for row in files_of(seat, application_for(seat, number)) if row.pk == key), None))


@router.get("/cases/{number}/receipt", response=ReceiptShown, summary="The receipt of what was handed in last")
def handed_in(request: HttpRequest, number: str) -> dict[str, Any]:
    """Whoever holds it can prove that the fact was there; the same fact gets the same text."""
    shown = Shown(request.auth)  # type: ignore[attr-defined]
    return shown.receipt(application_for(shown.seat, number))


@router.post("/cases", response={201: Done}, summary="Apply, or receive an application")
def enter(request: HttpRequest, body: acts.Enter, key: Key) -> HttpResponse:
    """The answer names the number; the acceptance limit starts this day."""
    sitting = request.auth  # type: ignore[attr-defined]
    return done_once(request, key, body, lambda: acts.enter(sitting, body), href=_href, status=201)


def _verb(verb: str, told: type[Seen]) -> Callable[..., HttpResponse]:
    def act(request: HttpRequest, number: str, body: told, key: Key) -> HttpResponse:  # type: ignore[valid-type]
        sitting = request.auth  # type: ignore[attr-defined]
        return done_once(request, key, body, lambda: acts.carry_out(sitting, number, verb, body), href=_href)

    act.__name__ = verb
    act.__doc__ = told.__doc__
    return act


def _href(number: str) -> str:
    return f"/api/cases/{quote(number, safe='')}"


for _name, (_told, _action) in acts.VERBS.items():
    router.post(f"/cases/{{number}}/{_name}", response=Done, summary=(_action.__doc__ or "").splitlines()[0])(
        _verb(_name, _told)
    )
