"""What is sent too long, too large or in another shape than any form of ours is refused in words, never a fault."""

import json

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from luodi.slices.approvals.actions import acceptance
from luodi.slices.approvals.reads import application_for
from luodi.web.middleware import measured
from tests.support.cast import DAY, Cast, at

MUCH = {"multipart/form-data; boundary=x": settings.LARGEST_FORM, "application/json": 16 * 2**20, "text/plain": 2**24}


def says(length: int | str, kind: str) -> HttpResponse:
    """What a request that claims this length is answered; one that is let in gets 204."""
    request = RequestFactory().generic("POST", "/signin/", b"x", kind, CONTENT_LENGTH=str(length))
    with translation.override("en"):
        return measured(lambda _: HttpResponse(status=204))(request)


@pytest.mark.parametrize("kind", MUCH)
def test_what_is_larger_than_one_request_may_be_is_never_read(kind: str) -> None:
    for length in (MUCH[kind] + 1, "9" * 5000):
        answer = says(length, kind)
        assert answer.status_code == 413
        assert "more than can be taken at once" in answer.content.decode()
    for length in (MUCH[kind], "many", ""):
        assert says(length, kind).status_code == 204


def test_a_program_is_told_so_as_a_problem() -> None:
    answer = says(10**9, "application/json")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["status"] == 413


def test_it_is_measured_before_the_form_is_read(client: Client) -> None:
    """The token against forged requests stands in the form: who asks for it reads the form."""
    order = settings.MIDDLEWARE
    assert order.index("luodi.web.middleware.measured") < order.index("django.middleware.csrf.CsrfViewMiddleware")
    answer = client.generic("POST", "/signin/", b"x", "text/plain", CONTENT_LENGTH=str(10**9))
    assert answer.status_code == 413


@pytest.mark.parametrize(("field", "sent", "status"), [
    ("key", "k" * 65, 422), ("key", "a\0b", 422), ("key", "", 422),
    ("seen", "9" * 5000, 409), ("seen", "9" * 30, 409), ("seen", "x", 409), ("seen", "1", 409),
    ("text", "a\0b", 422), ("text", "t" * 501, 422),
])  # fmt: skip
def test_a_form_nobody_was_shown_is_refused_in_words(cast: Cast, field: str, sent: str, status: int) -> None:
    number = cast.received("2026-11-18", "A03")
    acceptance.accept(number=number, by=cast["zrzy"], at=at(DAY))
    version = application_for(cast.law, number).case.version
    form = {"key": "k1", "seen": str(version), "text": "a remark"}
    client = cast.client("zrzy")
    assert client.post(f"/cases/{number}/remark/", form | {field: sent}).status_code == status
    assert client.post(f"/cases/{number}/remark/", form).status_code == 303


@pytest.mark.parametrize("path", ["/cases/%00/", "/cases/%F0%9F/", "/api/cases/%00", "/board/?on=%00"])
def test_an_address_that_is_none_is_no_fault(cast: Cast, path: str) -> None:
    assert cast.client("zrzy").get(path).status_code in (200, 404)
