"""Cases as JSON: the list, one whole, a new one, and every verb on one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from luodi.api.doors import Door
from luodi.api.paging import Piece, paged
from luodi.api.writing import Done, Key, Seen, done_once
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
    return f"/api/cases/{number}"


for _name, (_told, _action) in acts.VERBS.items():
    router.post(f"/cases/{{number}}/{_name}", response=Done, summary=(_action.__doc__ or "").splitlines()[0])(
        _verb(_name, _told)
    )
