"""Cases as JSON: the list, one whole, a new one, and every verb on one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.responses import Status

from luodi.api.doors import Door
from luodi.api.paging import Piece, paged
from luodi.api.writing import Body, Done, Key, Seen, done_once
from luodi.slices.approvals.endpoints import acts
from luodi.slices.approvals.endpoints.shown import CaseBrief, CaseWhole, Shown
from luodi.slices.approvals.reads import application_for
from luodi.spine.commitments.reads import cases
from luodi.web.doors import sit

router = Router(tags=["cases"], auth=Door("seated", sit))


class Cases(Schema):
    """A piece of the cases a seat may see."""

    items: list[CaseBrief]
    count: int


@router.get("/cases", response=Cases, summary="The cases you may see, newest first")
def case_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """A firm sees what it applied for; an office what it holds, held or owes; window, leader and reader see all."""
    sitting = request.auth  # type: ignore[attr-defined]
    return paged(cases(sitting.seat), piece, Shown(sitting).brief)


@router.get("/cases/{number}", response=CaseWhole, summary="A case with both clocks", exclude_unset=True)
def case(request: HttpRequest, number: str) -> dict[str, Any]:
    """Notices, promises and facts with it; `verbs` are those you may do now."""
    sitting = request.auth  # type: ignore[attr-defined]
    return Shown(sitting).whole(application_for(sitting.seat, number))


@router.post("/cases", response={201: Done}, summary="Apply, or receive an application")
def enter(request: HttpRequest, response: HttpResponse, body: acts.Enter, key: Key) -> Status[Done]:
    """The answer names the number; the acceptance limit starts this day."""
    return _written(request, response, key, body, lambda: acts.enter(request.auth, body), 201)  # type: ignore[attr-defined]


def _verb(verb: str, told: type[Seen]) -> Callable[..., Status[Done]]:
    def act(request: HttpRequest, response: HttpResponse, number: str, body: told, key: Key) -> Status[Done]:  # type: ignore[valid-type]
        sitting = request.auth  # type: ignore[attr-defined]
        return _written(request, response, key, body, lambda: acts.carry_out(sitting, number, verb, body), 200)

    act.__name__ = verb
    return act


def _written(
    request: HttpRequest, response: HttpResponse, key: str, body: Body, act: Callable[[], str], status: int
) -> Status[Done]:
    done = done_once(request, key, body, act, href=lambda number: f"/api/cases/{number}")
    response.headers["Location"] = done.href
    return Status(status, done)


for _name, (_told, _action) in acts.VERBS.items():
    router.post(f"/cases/{{number}}/{_name}", response=Done, summary=(_action.__doc__ or "").splitlines()[0])(
        _verb(_name, _told)
    )
