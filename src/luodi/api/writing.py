"""One way a write is answered: done once under its key, and the same answer, byte for byte, for the same key."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Schema
from pydantic import Base64Bytes, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from luodi.kernel.written import hides
from luodi.spine.journal.once import Answer, fingerprint, once
from luodi.spine.people.seats import Seat

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key", min_length=8, max_length=64, pattern=r"^[!-~]+$",
        description="A key of your own for this write, new for each: sent again, it gets the first answer",
    ),
]  # fmt: skip


class Body(Schema):
    """What a write is told; a field nobody knows is refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @field_validator("*")
    @classmethod
    def nothing_hidden(cls, value: object) -> object:
        """A text is what it looks like; and no database of ours keeps the character NUL."""
        if any(isinstance(text, str) and hides(text) for text in (value if isinstance(value, list) else [value])):
            raise PydanticCustomError("unprintable", "characters that cannot be printed")
        return value


class Nothing(Body):
    """Nothing has to be said."""


class Seen(Body):
    """A write on a case that was read before."""

    version: int = Field(ge=1, description="the version the case was read at; another one now is a conflict, 409")


class File(Body):
    """A file, its bytes in Base64."""

    name: str = Field(min_length=1, max_length=200)
    content: Base64Bytes


class Done(Schema):
    """What was written is to be read there."""

    number: str
    href: str


def done_once(
    request: HttpRequest,
    key: str,
    body: Body,
    act: Callable[[], str],
    *,
    href: Callable[[str], str],
    status: int = 200,
) -> HttpResponse:
    """Do `act`, which returns a number, once; the answer is a `Done`. Raises KeyReused, and what the act raises."""

    def done() -> Done:
        number = act()
        return Done(number=number, href=href(number))

    return answered_once(request, key, body, done, status=status)


def answered_once(
    request: HttpRequest, key: str, body: Body, act: Callable[[], Done | Schema], *, status: int = 200
) -> HttpResponse:
    """Do `act` once and answer with what it returns; where that is a `Done`, its address stands in the head too."""
    sitting: Any = request.auth  # type: ignore[attr-defined]
    by: Seat = sitting.seat

    def whole() -> Answer:
        said = act()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if isinstance(said, Done):
            headers["Location"] = said.href
        return Answer(status, headers, said.model_dump_json().encode())

    asked = fingerprint(f"{request.method} {request.path}", {"body": body.model_dump_json()})
    kept = once(key, asked=asked, by=by, at=sitting.at, act=whole)
    return HttpResponse(kept.body, status=kept.status, headers=kept.headers)
