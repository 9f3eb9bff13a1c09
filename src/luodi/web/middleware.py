"""What every answer carries, and the pages of what is refused."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luodi.spine.people.seats import NotYours, Refused
from luodi.web.answers import reason_words
from luodi.web.pages import lost

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


def headers(answer: Answer) -> Answer:
    """A strict content policy; pages of signed-in people are kept by nobody."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def measured(answer: Answer) -> Answer:
    """What is longer than one request may be is refused before any of it is read; whose length nobody said is empty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        files = request.content_type == "multipart/form-data"
        most = settings.LARGEST_FORM if files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if not said.isdecimal() or (len(said) < 16 and int(said) <= most):
            return answer(request)
        return _too_large(request)

    return middleware


def _too_large(request: HttpRequest) -> HttpResponse:
    status, title = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This is more than can be taken at once; send it in parts.")
    if request.content_type == "application/json":
        content = {"type": "about:blank", "status": status, "title": title, "reasons": []}
        return HttpResponse(json.dumps(content, ensure_ascii=False), "application/problem+json", status)
    return render(request, "web/large.html", {"title": title, "back": request.path}, status=status)


class Refusals:
    """Not found and not yours are one page and one text; an address that only takes forms is no page either.

    A page that a rule refuses says why.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET" or response.content:
            return response
        page = lost(request, status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotYours):
            raise Http404 from exception
        if isinstance(exception, PermissionDenied):
            raise exception
        if isinstance(exception, Refused):
            reasons = [reason_words(reason) for reason in exception.reasons]
            return render(request, "web/refused.html", {"reasons": reasons}, status=HTTPStatus.CONFLICT)
        return None


refusals = Refusals
