"""Posts that change hands as JSON: the list, one post, naming who follows, and a word on each promise."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.writing import Body, Done, Key, done_once
from luodi.slices.county.actions import say_word
from luodi.slices.county.reads.handover import Change, changes
from luodi.spine.commitments.handover import Newcomer, change_holder
from luodi.spine.commitments.inherited import Inherited, handover
from luodi.spine.people.reads import parties_by_pk
from luodi.web.doors import Sitting, sit

router = Router(tags=["handover"], auth=Door("staff", sit))
KEY = 2**63 - 1


class PostChanged(Schema):
    """A post that changed hands: how many promises were found, wait, went to the leader, are disputed."""

    post: int
    title: str
    party: str
    holder: str
    since: date
    found: int
    waiting: int
    escalated: int
    disputed: int


class Posts(Page):
    """A piece of the posts that changed hands as far as you see them."""

    items: list[PostChanged]


class Crossed(Schema):
    """A promise that crossed the change. `answer`: "" = no word yet, mine, disputed, upheld, passed_on."""

    promise: int
    number: str
    title: str
    made_on: date
    due_on: date | None
    asked_on: date | None
    answer: str
    answered_on: date | None
    reason: str
    escalated_on: date | None


class PostWhole(Schema):
    """A post with what its holder found there."""

    post: int
    title: str
    party: str
    holder: str
    since: date
    promises: list[Crossed]


class Name(Body):
    """Who takes a post, from today on or later. The account is opened on the screen, where its password is shown."""

    post: int = Field(ge=1, le=KEY)
    name: str = Field(min_length=1, max_length=60)
    from_on: date


class Acknowledge(Body):
    """The promise is yours."""

    promise: int = Field(ge=1, le=KEY)


class Dispute(Acknowledge):
    """Why it should not bind the post; the rank above decides."""

    reason: str = Field(min_length=1, max_length=300)


class Uphold(Dispute):
    """The promise stays with the post, and why."""


class PassOn(Dispute):
    """Another party takes the promise, and why."""

    to: str = Field(max_length=40, description="key of the party")


@router.get("/handover", response=Posts, summary="Posts that changed hands")
def posts(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """Those nobody speaks for first."""
    rows = changes(request.auth).rows  # type: ignore[attr-defined]
    return paged(request, rows, piece, _changed)


def _changed(row: Change) -> dict[str, Any]:
    names = ("party", "holder", "since", "found", "waiting", "escalated", "disputed")
    return {"post": row.key, "title": row.post, **{name: getattr(row, name) for name in names}}


@router.post("/handover", response={201: Done}, summary="Name who takes a post")
def name_holder(request: HttpRequest, body: Name, key: Key) -> HttpResponse:
    """For leaders, and for the head of a party on the party's own posts."""
    sitting: Sitting = request.auth  # type: ignore[attr-defined]

    def act() -> str:
        change_holder(body.post, new=Newcomer(body.name, body.from_on), by=sitting.seat, at=sitting.at)
        return str(body.post)

    return done_once(request, key, body, act, href=_href, status=201)


@router.get("/handover/{int:post}", response=PostWhole, summary="A post with what its holder found")
def post(request: HttpRequest, post: int) -> dict[str, Any]:
    """Open promises made before the holder's first day, and those a word was said on."""
    sitting: Sitting = request.auth  # type: ignore[attr-defined]
    found = handover(sitting.seat, post, sitting.on)
    party = parties_by_pk(sitting.place)[found.post.party]
    return {
        "post": post,
        "title": sitting.said(found.post.title, found.post.title_en),
        "party": party.key,
        "holder": found.tenure.name,
        "since": found.tenure.from_on,
        "promises": [_crossed(one, sitting) for one in found.promises],
    }


def _crossed(one: Inherited, sitting: Sitting) -> dict[str, Any]:
    promise = one.promise
    names = ("number", "asked_on", "answer", "answered_on", "reason", "escalated_on")
    return {
        "promise": promise.pk,
        "title": sitting.said(promise.title, promise.title_en),
        "made_on": promise.made_on,
        "due_on": promise.due_on,
        **{name: getattr(one, name) for name in names},
    }


@router.post("/handover/{int:post}/acknowledge", response=Done, summary="A promise is yours")
def acknowledge(request: HttpRequest, post: int, body: Acknowledge, key: Key) -> HttpResponse:
    """For the newcomer alone."""
    return _said(request, post, key, body, "acknowledge")


@router.post("/handover/{int:post}/dispute", response=Done, summary="Dispute a promise")
def dispute(request: HttpRequest, post: int, body: Dispute, key: Key) -> HttpResponse:
    """For the newcomer alone; the promise stays until the rank above has decided."""
    return _said(request, post, key, body, "dispute")


@router.post("/handover/{int:post}/uphold", response=Done, summary="A disputed promise stays")
def uphold(request: HttpRequest, post: int, body: Uphold, key: Key) -> HttpResponse:
    """For the rank above."""
    return _said(request, post, key, body, "uphold")


@router.post("/handover/{int:post}/pass_on", response=Done, summary="A disputed promise goes to another party")
def pass_on(request: HttpRequest, post: int, body: PassOn, key: Key) -> HttpResponse:
    """For the rank above; a promise of a case goes with its case instead."""
    sitting: Sitting = request.auth  # type: ignore[attr-defined]
    to = next((pk for pk, party in parties_by_pk(sitting.place).items() if party.key == body.to), None)
    return _said(request, post, key, body, "pass_on", to)


def _said(
    request: HttpRequest, post: int, key: str, body: Acknowledge, word: str, to: int | None = None
) -> HttpResponse:
    sitting: Sitting = request.auth  # type: ignore[attr-defined]

    def act() -> str:
        reason = body.reason if isinstance(body, Dispute) else ""
        say_word(post=post, act=word, promise=body.promise, reason=reason, to=to, by=sitting.seat, at=sitting.at)
        return str(post)

    return done_once(request, key, body, act, href=_href)


def _href(post: str) -> str:
    return f"/api/handover/{post}"
