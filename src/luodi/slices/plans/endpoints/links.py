"""The link to a project's one-page plan as JSON: made, looked at, taken back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Schema

from luodi.api.doors import Door
from luodi.api.writing import Done, Key, Nothing, answered_once
from luodi.slices.plans.actions.links import make_link, withdraw_link
from luodi.slices.plans.reads import link_of
from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting, sit

router = Router(tags=["plans"], auth=Door("seated", sit))


class PlanLink(Schema):
    """The link that stands. `address`: the page, `calendar`: the same to subscribe to; null for who may not share."""

    made_at: datetime
    made_by: str
    address: str | None
    calendar: str | None


@router.get("/projects/{number}/link", response=PlanLink, summary="The link to a project's one-page plan")
def link(request: HttpRequest, number: str) -> dict[str, Any]:
    """Whoever has the address reads the plan without an account. Not found where no link stands."""
    row = link_of(_sitting(request).seat, number)
    if row is None:
        raise NotYours(number)

    def whole(name: str) -> str | None:
        return request.build_absolute_uri(reverse(name, args=[row.key])) if row.key else None

    return {**row._asdict(), "address": whole("plan-of"), "calendar": whole("plan-of-days")}


@router.post("/projects/{number}/link", response={201: Done}, summary="Make the link to a project's one-page plan")
def share(request: HttpRequest, number: str, body: Nothing, key: Key) -> HttpResponse:
    """A plan has one at a time; its address is read where the answer says."""
    sitting = _sitting(request)

    def act() -> Done:
        make_link(number=number, by=sitting.seat, at=sitting.at)
        return _done(number)

    return answered_once(request, key, body, act, status=201)


@router.delete("/projects/{number}/link", response=Done, summary="Take the link to a one-page plan back")
def withdraw(request: HttpRequest, number: str, key: Key) -> HttpResponse:
    """At once, and for good: another one that is made has another address."""
    sitting = _sitting(request)

    def act() -> Done:
        withdraw_link(number=number, by=sitting.seat, at=sitting.at)
        return _done(number)

    return answered_once(request, key, Nothing(), act)


def _done(number: str) -> Done:
    return Done(number=number, href=reverse("api:link", args=[number]))


def _sitting(request: HttpRequest) -> Sitting:
    sitting: Sitting = request.auth  # type: ignore[attr-defined]
    return sitting
