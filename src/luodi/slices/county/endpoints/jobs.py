"""Work in the background as JSON: listed, asked for, stopped, tried again."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Base64Bytes, Field

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.writing import Body, Done, Key, Nothing, done_once
from luodi.slices.county.actions import ask_for
from luodi.slices.county.reads.jobs import Shown, shown_job, shown_jobs
from luodi.spine.jobs import queue
from luodi.web.clock import real_now
from luodi.web.doors import Sitting, sit

router = Router(tags=["jobs"], auth=Door("staff", sit))


class Job(Schema):
    """A piece of work. `state`: waiting, running, done, failed, stopped; `words`: how far, or what came out."""

    job: int
    kind: str
    title: str
    state: str
    done: int
    total: int
    seconds_left: int | None
    words: str
    who: str
    asked_at: datetime


class Jobs(Page):
    """A piece of the work you may see: your own; a leader's, all of the region."""

    items: list[Job]


class Ask(Body):
    """What is to be done; an import brings its file, the bytes in Base64."""

    kind: str = Field(max_length=40, examples=["seal"])
    name: str = Field("", max_length=200, description="of the file")
    content: Base64Bytes | None = None


@router.get("/jobs", response=Jobs, summary="Work in the background, the newest first")
def job_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """The last fifty."""
    return paged(request, shown_jobs(request.auth), piece, _told)  # type: ignore[attr-defined]


@router.get("/jobs/{int:job}", response=Job, summary="A piece of work")
def one_job(request: HttpRequest, job: int) -> dict[str, Any]:
    """How far it is."""
    return _told(shown_job(request.auth, job))  # type: ignore[attr-defined]


@router.post("/jobs", response={201: Done}, summary="Ask for work")
def ask(request: HttpRequest, body: Ask, key: Key) -> HttpResponse:
    """It waits its turn; what is open already is not asked for twice."""
    sitting: Sitting = request.auth  # type: ignore[attr-defined]

    def act() -> str:
        file = (body.name, body.content) if body.content is not None else None
        return str(ask_for(body.kind, file=file, by=sitting.seat, at=sitting.at))

    return done_once(request, key, body, act, href=_href, status=201)


@router.post("/jobs/{int:job}/stop", response=Done, summary="Stop a piece of work")
def stop(request: HttpRequest, job: int, body: Nothing, key: Key) -> HttpResponse:
    """What is in stays in."""
    sitting: Sitting = request.auth  # type: ignore[attr-defined]

    def act() -> str:
        queue.stop(job, by=sitting.seat, at=real_now())
        return str(job)

    return done_once(request, key, body, act, href=_href)


@router.post("/jobs/{int:job}/again", response=Done, summary="Try a piece of work again")
def again(request: HttpRequest, job: int, body: Nothing, key: Key) -> HttpResponse:
    """From where it stands."""
    sitting: Sitting = request.auth  # type: ignore[attr-defined]

    def act() -> str:
        queue.again(job, by=sitting.seat, at=real_now())
        return str(job)

    return done_once(request, key, body, act, href=_href)


def _told(row: Shown) -> dict[str, Any]:
    names = ("kind", "title", "state", "done", "total", "seconds_left", "words", "who", "asked_at")
    return {"job": row.key, **{name: getattr(row, name) for name in names}}


def _href(job: str) -> str:
    return f"/api/jobs/{job}"
