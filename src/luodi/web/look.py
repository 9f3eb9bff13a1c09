"""How a person wants the screens: language, theme and size of type, kept in cookies of this site."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.backends.utils import csrf_input
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from luodi.web.doors import door

LANGUAGES = ("zh-hans", "en")
THEMES = ("auto", "light", "dark", "contrast")
SIZES = ("normal", "large")
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Look:
    """A chosen look; theme `auto` follows the device."""

    theme: str = "auto"
    size: str = "normal"


def look_of(request: HttpRequest) -> Look:
    """The look of a request; a cookie nobody could have set by our form counts as none."""
    theme = request.COOKIES.get("theme", "auto")
    size = request.COOKIES.get("size", "normal")
    return Look(theme if theme in THEMES else "auto", size if size in SIZES else "normal")


class CsrfField:
    """The field against forged requests, made when a page first places it and the same wherever else it does."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _field(self) -> str:
        return str(csrf_input(self._request))

    def __html__(self) -> str:
        return self._field


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: `look` and `csrf_input` in every template."""
    return {"look": look_of(request), "csrf_input": CsrfField(request)}


@door("anybody")
@require_POST
def change_look(request: HttpRequest) -> HttpResponse:
    """Keep the one choice that was pressed and go back to the page it was pressed on."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    answer = HttpResponseRedirect(back)
    choices = (
        ("language", settings.LANGUAGE_COOKIE_NAME, LANGUAGES),
        ("theme", "theme", THEMES),
        ("size", "size", SIZES),
    )
    for field, cookie, allowed in choices:
        value = request.POST.get(field, "")
        if value in allowed:
            answer.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return answer
