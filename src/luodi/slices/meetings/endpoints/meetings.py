"""Minutes and resolved matters as JSON: the lists, one whole, and every verb."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.writing import Done, Key, Seen, done_once
from luodi.slices.meetings.endpoints import acts
from luodi.slices.meetings.endpoints.shown import MatterShown, MinuteBrief, MinuteWhole, Shown
from luodi.slices.meetings.reads.matters import matter_for, our_matters
from luodi.slices.meetings.reads.minutes import minute_for, minutes
from luodi.web.doors import sit

router = Router(tags=["meetings"], auth=Door("staff", sit))


class Minutes(Page):
    """A piece of the minutes a seat may read."""

    items: list[MinuteBrief]


class Matters(Page):
    """A piece of what a seat's own party owns or helps with."""

    items: list[MatterShown]


@router.get("/meetings", response=Minutes, summary="The minutes you may read, newest first")
def minute_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """Each with how its text and its matters reconcile."""
    sitting = request.auth  # type: ignore[attr-defined]
    return paged(request, minutes(sitting.seat), piece, Shown(sitting).brief)


@router.get("/meetings/{number}", response=MinuteWhole, summary="A minute with its matters")
def minute(request: HttpRequest, number: str) -> dict[str, Any]:
    """Its text, its resolving sentences, the clauses and matters they became, and corrections."""
    sitting = request.auth  # type: ignore[attr-defined]
    return Shown(sitting).whole(minute_for(sitting.seat, number))


@router.get("/resolved", response=Matters, summary="What your party owns or helps with, what is due first in front")
def matter_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """Each with its four tests, computed on the region's day."""
    sitting = request.auth  # type: ignore[attr-defined]
    return paged(request, our_matters(sitting.seat), piece, Shown(sitting).matter)


@router.get("/resolved/{number}", response=MatterShown, summary="A resolved matter with its four tests")
def matter(request: HttpRequest, number: str) -> dict[str, Any]:
    """As resolved, as changed, and how far it came."""
    sitting = request.auth  # type: ignore[attr-defined]
    return Shown(sitting).matter(matter_for(sitting.seat, number))


@router.post("/meetings", response={201: Done}, summary="Type in a minute")
def type_in(request: HttpRequest, body: acts.Type, key: Key) -> HttpResponse:
    """The office that keeps the minutes is your own party."""
    sitting = request.auth  # type: ignore[attr-defined]
    return done_once(request, key, body, lambda: acts.type_in(sitting, body), href=_minute_href, status=201)


def _minute_href(number: str) -> str:
    return f"/api/meetings/{quote(number, safe='')}"


def _matter_href(number: str) -> str:
    return f"/api/resolved/{quote(number, safe='')}"


def _on_minute(verb: str, told: type[Seen]) -> Callable[..., HttpResponse]:
    href = _matter_href if verb == "matters" else _minute_href

    def act(request: HttpRequest, number: str, body: told, key: Key) -> HttpResponse:  # type: ignore[valid-type]
        sitting = request.auth  # type: ignore[attr-defined]
        return done_once(request, key, body, lambda: acts.on_minute(sitting, number, verb, body), href=href)

    return _named(act, f"minute_{verb}", told)


def _on_matter(verb: str, told: type[Seen]) -> Callable[..., HttpResponse]:
    def act(request: HttpRequest, number: str, body: told, key: Key) -> HttpResponse:  # type: ignore[valid-type]
        sitting = request.auth  # type: ignore[attr-defined]
        return done_once(request, key, body, lambda: acts.on_matter(sitting, number, verb, body), href=_matter_href)

    return _named(act, f"matter_{verb}", told)


def _named(act: Callable[..., HttpResponse], name: str, told: type[Seen]) -> Callable[..., HttpResponse]:
    act.__name__, act.__doc__ = name, told.__doc__
    return act


for _path, _verbs, _made in (
    ("/meetings/{number}", acts.ON_MINUTE, _on_minute),
    ("/resolved/{number}", acts.ON_MATTER, _on_matter),
):
    for _name, (_told, _action) in _verbs.items():
        _summary = (_action.__doc__ or "").splitlines()[0]
        router.post(f"{_path}/{_name}", response=Done, summary=_summary)(_made(_name, _told))
