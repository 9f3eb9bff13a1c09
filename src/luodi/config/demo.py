"""The demo's control: its day goes one working day on, the tick included; on the screen and by JSON."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from ninja import Router, Schema

from luodi.api.doors import Door
from luodi.api.writing import Body, Key, answered_once
from luodi.cli.demo import advance
from luodi.kernel.problems import problem
from luodi.spine.journal.once import Answer, KeyReused, fingerprint, once
from luodi.spine.people.seats import NotYours, Refused
from luodi.web.answers import key_of
from luodi.web.days import full_day, weekday
from luodi.web.doors import Sitting, door, sit

router = Router(tags=["demo"], auth=Door("seated", sit))


@door("seated")
@require_POST
def next_day(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """One working day on from the day the page showed; says how many lights turned. The real day has no such page."""
    if sitting.place.frozen_on is None:
        raise NotYours(request.path)
    back = request.POST.get("back", "")
    leads_to = back if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else reverse("home")

    def act() -> Answer:
        if request.POST.get("on") != sitting.on.isoformat():
            raise Refused(problem("Somebody else moved the day meanwhile."))
        place, ticked = advance(sitting.place)
        on = place.frozen_on or sitting.on
        turned = ngettext("%(n)s light turned", "%(n)s lights turned", ticked.turned) % {"n": ticked.turned}
        said = {"day": full_day(on), "weekday": weekday(on), "turned": turned}
        return Answer(303, {"Location": leads_to}, (_("It is %(day)s, %(weekday)s: %(turned)s.") % said).encode())

    if not (key := key_of(request)):
        return HttpResponseRedirect(leads_to)
    try:
        kept = once(key, asked=fingerprint(request.path, {"back": back}), by=sitting.seat, at=sitting.at, act=act)
    except (Refused, KeyReused):  # somebody else moved it meanwhile: the page led to shows the day
        return HttpResponseRedirect(leads_to)
    messages.success(request, kept.body.decode())
    return HttpResponse(status=kept.status, headers=kept.headers)


class GoOn(Body):
    """The day the demo stands on, as you read it."""

    on: date


class Moved(Schema):
    """The day it stands on now, and how many lights turned."""

    on: date
    turned: int


@router.post("/demo/day", response=Moved, summary="A demo goes on to its next working day")
def go_on(request: HttpRequest, body: GoOn, key: Key) -> HttpResponse:
    """Not there for a region that stands on the real day."""
    sitting = request.auth  # type: ignore[attr-defined]
    if sitting.place.frozen_on is None:
        raise NotYours(request.path)

    def act() -> Moved:
        if body.on != sitting.on:
            raise Refused(problem("Somebody else moved the day meanwhile."))
        place, ticked = advance(sitting.place)
        return Moved(on=place.frozen_on or sitting.on, turned=ticked.turned)

    return answered_once(request, key, body, act)
