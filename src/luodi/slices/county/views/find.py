"""Looking for something, and what belongs to a thing that has no page of its own."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luodi.slices.county.reads.find import found, thing_page
from luodi.web.doors import Sitting, door
from luodi.web.pages import page


@door("seated")
@require_GET
def find(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """What was looked for, by kind; one kind in pieces."""
    asked, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    seen = found(sitting, asked, kind, _offset(request))
    return page(request, "county/find.html", sitting, here=_("Find"), looked_for=asked[:100], found=seen)


@door("seated")
@require_GET
def thing(request: HttpRequest, sitting: Sitting, kind: str, key: str) -> HttpResponse:
    """A firm, project, matter or body: what it is and the cases of it one may see."""
    seen = thing_page(sitting, f"{kind}/{key}", _offset(request))
    return page(request, "county/thing.html", sitting, here=_("Find"), thing=seen)


def _offset(request: HttpRequest) -> int:
    """From which hit on; what is no number is the beginning."""
    text = request.GET.get("from", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
