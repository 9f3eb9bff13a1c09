"""Keys for programs as JSON. They are made and revoked by a person who signed in, never by a program."""

import json
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.writing import Body, Key, Nothing, answered_once
from luodi.spine.journal.enrol import make_token, revoke_token
from luodi.spine.people.tokens import TokenRow, secret_from, tokens_of
from luodi.web.doors import sit

router = Router(tags=["tokens"], auth=Door("seated", sit, programs=False))
Scope = Literal["read", "write"]


class Make(Body):
    """What the key is for, what it may do, and its last day, within a year."""

    name: str = Field(min_length=1, max_length=60, examples=["nightly report"])
    scopes: list[Scope] = Field(min_length=1, max_length=2, examples=[["read"]])
    expires_on: date


class Token(Schema):
    """A key without its secret."""

    id: int
    name: str
    scopes: list[Scope]
    made_on: date
    expires_on: date
    revoked_on: date | None


class Made(Token):
    """A new key; its `secret` is told now and never again."""

    secret: str


class Revoked(Schema):
    """The key that opens nothing any more."""

    id: int


class Tokens(Page):
    """A piece of your keys."""

    items: list[Token]


def _shown(row: TokenRow) -> dict[str, Any]:
    names = ("name", "scopes", "made_on", "expires_on", "revoked_on")
    return {"id": row.pk, **{name: getattr(row, name) for name in names}}


@router.get("/tokens", response=Tokens, summary="Your keys for programs")
def token_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """The newest first, those that ended among them."""
    return paged(request, tokens_of(request.auth.seat), piece, _shown)  # type: ignore[attr-defined]


@router.post("/tokens", response={201: Made}, summary="Make a key for programs")
def make(request: HttpRequest, body: Make, key: Key) -> HttpResponse:
    """`Authorization: Bearer SECRET` acts from your seat. What is kept of this answer holds no secret."""
    sitting = request.auth  # type: ignore[attr-defined]
    secret = secret_from(key, sitting.seat)

    def act() -> Token:
        told: dict[str, Any] = body.model_dump()
        return Token(**_shown(make_token(**told, secret=secret, by=sitting.seat, at=sitting.at)))

    answer = answered_once(request, key, body, act, status=201)
    answer.content = json.dumps({**json.loads(answer.content), "secret": secret}, ensure_ascii=False).encode()
    return answer


@router.post("/tokens/{token}/revoke", response=Revoked, summary="Revoke a key for programs")
def revoke(request: HttpRequest, token: int, body: Nothing, key: Key) -> HttpResponse:
    """At once, and for good."""
    sitting = request.auth  # type: ignore[attr-defined]

    def act() -> Revoked:
        revoke_token(pk=token, by=sitting.seat, at=sitting.at)
        return Revoked(id=token)

    return answered_once(request, key, body, act)
