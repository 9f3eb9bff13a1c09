"""One way a page is made: `page` puts the frame of whoever looks around a room's template."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting, sent_from, sit
from luodi.web.environment import url
from luodi.web.frame import Door, Frame
from luodi.web.kept import once_a_language

HEAD_RANK = 4  # heads of parties and leaders: they name who follows on a post

if TYPE_CHECKING:
    from luodi.web.answers import Refusal


def page(
    request: HttpRequest,
    template: str,
    sitting: Sitting,
    *,
    here: str,
    refusal: "Refusal | None" = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A room's template in its frame. `here`: the page's word in the crumb.

    A `refusal` stands above the content and decides the status; the template gets `sitting` and what it was given.
    """
    frame = frame_of(request, sitting, here)
    given = {"frame": frame, "sitting": sitting, "refusal": refusal, **context}
    return render(request, template, given, status=refusal.status if refusal else status)


def frame_of(request: HttpRequest, sitting: Sitting, here: str) -> Frame:
    """What stands around the page of a sitting."""
    seat, place = sitting.seat, sitting.place
    title = sitting.said(seat.post_title, seat.post_title_en)
    party = sitting.said(seat.party_name, seat.party_name_en)
    return Frame(
        region=sitting.said(place.name, place.name_en),
        on=sitting.on,
        workday=sitting.calendar.is_workday(sitting.on),
        person=seat.person_name,
        post=f"{party} · {title}" if title else party,
        doors=_doors(request.path, seat.role, seat.rank),
        here=here,
        sign_out_href=url("sign-out"),
        keys_href=url("keys"),
        password_href=url("password"),
        demo_href=url("demo-day") if place.frozen_on else "",
    )


@once_a_language(1024)
def _doors(path: str, role: str, rank: int) -> tuple[Door, ...]:
    """The doors of a role; the one whose rooms the path lies in is current."""
    listed = [("home", "home", _("My matters"))] if role == "firm" else [("home", "inbox", _("Inbox"))]
    if role == "firm":
        listed.append(("apply", "file", _("Apply")))
    else:
        listed.append(("board", "board", _("Board")))
        listed.append(("meetings", "minutes", _("Resolved")))
    listed.append(("matters", "list", _("Matters")))
    listed.append(("projects", "case", _("Projects")))
    if role in ("window", "officer"):
        listed.append(("receive", "file", _("Receive")))
    if role != "firm" and rank >= HEAD_RANK:
        listed.append(("handovers", "hands", _("Handover")))
    if role in ("leader", "window"):
        listed.append(("jobs", "gear", _("Work")))
    home = url("home")
    hrefs = [(url(name), icon, word) for name, icon, word in listed]
    return tuple(
        Door(href, icon, word, current=path == href or (href != home and path.startswith(href)))
        for href, icon, word in hrefs
    )


def lost(request: HttpRequest, exception: Exception | None = None, *, status: int = 404) -> HttpResponse:
    """Not found and not yours: one page, framed for whoever is signed in."""
    return _state(request, "404.html", status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Known and still not allowed."""
    return _state(request, "403.html", 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not this sign-in's: sent from an old page, or from another site."""
    return render(request, "web/forged.html", {"back": sent_from(request)}, status=403)


def _state(request: HttpRequest, template: str, status: int) -> HttpResponse:
    try:
        if request.user.is_authenticated:
            return page(request, template, sit(request, "seated"), here=_("Not found"), status=status)
    except NotYours:
        pass
    return render(request, template, status=status)
