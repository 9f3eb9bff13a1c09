"""A form is answered once; what stands against it comes back with what was typed."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from luodi.kernel.problems import problem
from luodi.slices.approvals.actions import acceptance
from luodi.slices.approvals.reads import application_for
from luodi.slices.approvals.views import receipt as receipt_view
from luodi.spine.commitments import cases
from luodi.spine.people.seats import Refused
from luodi.web.answers import AtField, Refusal, answered, ruled, unsaid
from luodi.web.doors import Sitting
from luodi.web.widgets import first_wrong
from tests.support.cast import DAY, Cast, at

pytestmark = pytest.mark.django_db
NOW: datetime = at(DAY)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


class Asked(forms.Form):
    """Two things to fill in."""

    name = forms.CharField()
    days = forms.IntegerField()


class Sent:
    """A form sent by an account, and what came of it."""

    def __init__(self, cast: Cast, account: str = "zrzy") -> None:
        self.sitting, self.refusal, self.done = Sitting(cast[account], DAY, NOW), None, 0

    def __call__(self, act: Callable[[int | None], object] = lambda seen: None, **fields: str) -> HttpResponse:
        request = RequestFactory().post("/form", {"key": "k1", **fields})
        request._messages = CookieStorage(request)

        def once(seen: int | None) -> str:
            act(seen)
            self.done += 1
            return "/after"

        return answered(request, self.sitting, once, again=self.again, did="Done.", undone="this form")

    def again(self, *, refusal: Refusal) -> HttpResponse:
        self.refusal = refusal
        return HttpResponse(status=refusal.status)


def test_a_form_sent_twice_is_done_once_and_gets_the_first_answer(cast: Cast):
    sent = Sent(cast)
    first, second = sent(word="a"), sent(word="a")
    assert [(answer.status_code, answer["Location"]) for answer in (first, second)] == [(303, "/after")] * 2
    assert first.content == second.content and dict(first.headers) == dict(second.headers)
    assert sent.done == 1


def test_a_key_used_for_something_else_does_nothing(cast: Cast):
    sent = Sent(cast)
    sent(word="a")
    assert sent(word="b").status_code == 409
    assert sent.done == 1 and "sent before" in sent.refusal.reasons[0][0]


def test_a_form_without_its_key_does_nothing(cast: Cast):
    sent = Sent(cast)
    assert sent(key="").status_code == 422
    assert sent.done == 0


def test_a_refusal_names_its_reasons_and_leaves_the_key_free(cast: Cast):
    sent = Sent(cast)

    def no(seen: int | None) -> None:
        raise Refused(problem("A refusal states its grounds."))

    assert sent(no).status_code == 409
    assert sent.refusal.reasons == (("A refusal states its grounds.", ""),)
    assert (sent.refusal.act, sent.refusal.thing) == ("Not done:", "this form")
    assert sent().status_code == 303


def test_what_somebody_else_did_meanwhile_is_told(cast: Cast):
    number = cast.received("2026-11-18")
    seen = application_for(cast["zrzy"], number).case.version
    acceptance.accept(number=number, by=cast["window"], at=at("2026-11-19"))
    sent = Sent(cast)

    def late(version: int | None) -> None:
        cases.take(application_for(cast["zrzy"], number).case_id, by=cast["zrzy"], seen=version)

    assert sent(late, seen=str(seen)).status_code == 409
    words = sent.refusal.reasons[0][0]
    assert words.startswith("Bureau xzsp · 综合窗口组长 acted on this case meanwhile (19 Nov 09:00): Accepted")
    assert sent.done == 0


def test_a_form_that_says_too_little_comes_back_as_such():
    form = Asked({"days": "x"})
    assert not form.is_valid()
    no = unsaid("this form", form)
    assert (no.status, no.thing, no.reasons, no.leads_to_a_field) == (422, "this form", (), True)
    assert [(one.href, one.name) for one in no.fields] == [("#id_name", "Name"), ("#id_days", "Days")]


def test_what_a_rule_has_against_one_field_is_said_at_it_too(cast: Cast):
    form = Asked({"name": "a", "days": "3"})
    assert form.is_valid()
    no = ruled("this form", [problem("Too long.").at("days"), problem("Not now.")], form)
    assert (no.status, no.reasons) == (409, (("Not now.", ""),))
    assert no.fields == (AtField("#id_days", "Days", "Too long."),)
    assert (form.errors["days"], first_wrong(form["days"]), first_wrong(form["name"])) == (["Too long."], True, False)
    assert ruled("this form", [problem("Too long.").at("nowhere")], form).reasons == (("Too long.", ""),)


def test_a_page_that_a_rule_refuses_says_why(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object) -> None:
        raise Refused(problem("The key is lost."))

    monkeypatch.setattr(receipt_view, "receipt", lost)
    answer = cast.client("F06").get(f"/cases/{cast.received()}/receipt/")
    assert answer.status_code == 409 and "The key is lost." in answer.content.decode()
