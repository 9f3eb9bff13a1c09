"""Signing in and out, and the first page of everybody."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from luodi.slices.county.forms import SignIn
from luodi.slices.county.reads.handover import note as handover_note
from luodi.slices.county.reads.home import home as home_of
from luodi.slices.county.reads.inbox import inbox as inbox_of
from luodi.spine.people.reads import places
from luodi.web.doors import Sitting, door
from luodi.web.pages import page


@door("anybody")
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; a right password leads to where one was going."""
    going = _going(request)
    if request.user.is_authenticated and request.method != "POST":
        return HttpResponseRedirect(going)
    form = SignIn(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.user is not None:
        login(request, form.user)
        return HttpResponseRedirect(going)
    demo = next((place for place in places() if place.frozen_on), None)
    given = {"form": form, "next": going, "demo": demo, "passwords": settings.DATA_DIR / "passwords.txt"}
    given["unsent"] = "unsent" in request.GET
    return render(request, "county/signin.html", given, status=422 if form.is_bound else 200)


@door("anybody")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and show the sign-in page."""
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


@door("seated")
@require_GET
def home(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The first page: an inbox for an office, a home for a firm."""
    if sitting.seat.is_firm:
        return page(request, "county/home.html", sitting, here=_("My matters"), home=home_of(sitting))
    seen = inbox_of(sitting, request.GET.get("whose", ""), request.GET.get("ball", ""))
    return page(request, "county/inbox.html", sitting, here=_("Inbox"), inbox=seen, note=handover_note(sitting))


def locked(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any]) -> HttpResponse:
    """What a locked account gets: the sign-in page, which says so itself."""
    return response


def _going(request: HttpRequest) -> str:
    """Where one was going, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else reverse("home")
