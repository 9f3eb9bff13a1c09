"""The door of a view: who may come in at all, and what the view is handed. A route without one fails the build."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.translation import get_language

from luodi.kernel.clock import Calendar
from luodi.spine.people.reads import calendar_of, held_by
from luodi.spine.people.seats import NotYours, Place, Seat
from luodi.web.clock import now, today

STAFF = ("window", "officer", "leader", "reader")
POLICIES = {
    "anybody": "no account needed",
    "seated": "anybody with a post",
    "staff": "window, department, leader or reader",
    "office": "window or department",
    "firm": "a firm",
}
_ROLES = {"seated": (*STAFF, "firm"), "staff": STAFF, "office": ("window", "officer"), "firm": ("firm",)}


def in_english() -> bool:
    """Whether the reader's language is English."""
    return (get_language() or "").startswith("en")


@dataclass(frozen=True, slots=True)
class Sitting:
    """One request of a person on a post: the seat, its day, and the instant of whatever is done."""

    seat: Seat
    on: date
    at: datetime
    english: bool = field(default_factory=in_english)  # every name on a page asks

    @property
    def place(self) -> Place:
        return self.seat.place

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.seat.place)

    @property
    def language(self) -> str:
        """The reader's, as files and facts name it: `zh` or `en`."""
        return "en" if self.english else "zh"

    def said(self, text: str, text_en: str) -> str:
        """Data in the reader's language, where it has both."""
        return text_en if self.english and text_en else text


View = Callable[..., HttpResponseBase]


def door(policy: str, *, at_first: bool = False) -> Callable[[View], View]:
    """Declare who may come in. A stranger to the policy gets the page of what is not found.

    `at_first`: also whoever has yet to replace a password that somebody else handed over; others are led there.
    """
    if policy not in POLICIES:
        raise ValueError(f"'{policy}' is no policy; one of {', '.join(POLICIES)}")

    def hang(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            if policy == "anybody":
                return view(request, **arguments)
            if not request.user.is_authenticated:
                return _signing_in(request)
            if request.user.must_change and not at_first:
                return HttpResponseRedirect(resolve_url("password"))
            return view(request, sit(request, policy), **arguments)

        enter.policy = policy  # type: ignore[attr-defined]
        return enter

    return hang


LONGEST = 2000  # characters of an address that is led back to; a longer one begins at the first page


def _signing_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and back; what was sent by a form is lost, and the page says so."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(back if len(back := request.get_full_path()) <= LONGEST else "/")
    asked = urlencode({"next": sent_from(request), "unsent": "1"})
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{asked}")


def sent_from(request: HttpRequest) -> str:
    """The page of ours a form was sent from; the first page where the browser does not say."""
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return "/"
    return "/" + page.path.lstrip("/") + (f"?{page.query}" if page.query else "")


def sit(request: HttpRequest, policy: str) -> Sitting:
    """The sitting of a signed-in request. Raises NotYours for a role the policy does not name."""
    person: int = request.user.person_id  # type: ignore[union-attr]
    held = held_by(person)
    seat = held.seat(today(held.place))
    if seat.role not in _ROLES[policy]:
        raise NotYours(request.path)
    return Sitting(seat, today(seat.place), now(seat.place))
