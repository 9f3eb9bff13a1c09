"""Signing in: what is told, what is locked, where it leads."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
RIGHT = "a long word of the tests"


@pytest.fixture
def browser_less(cast: Cast) -> Client:
    """The account `zrzy` exists; nobody is signed in."""
    cast.client("zrzy")
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def tried(client: Client, username: str, password: str, **more: str):
    return client.post(reverse("sign-in"), {"username": username, "password": password, **more})


def test_a_right_password_leads_to_where_one_was_going(browser_less: Client):
    asked = browser_less.get("/board/")
    assert asked["Location"] == "/signin/?next=/board/"
    answer = tried(browser_less, "zrzy", RIGHT, next="/board/")
    assert (answer.status_code, answer["Location"]) == (302, "/board/")
    assert browser_less.get("/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_signing_in_never_leads_elsewhere(browser_less: Client, elsewhere: str):
    assert tried(browser_less, "zrzy", RIGHT, next=elsewhere)["Location"] == "/"


def test_a_stranger_learns_nothing_from_a_wrong_try(browser_less: Client):
    known = tried(browser_less, "zrzy", "wrong").content.decode()
    unknown = tried(browser_less, "nobody", "wrong").content.decode()
    words = "Account and password do not match. 4 more wrong tries lock the account for 15 minutes."
    assert words in known and words in unknown


def test_five_wrong_tries_lock_the_account_even_for_the_right_word(browser_less: Client):
    for left in (4, 3, 2, 1):
        assert f"{left} more wrong tr" in tried(browser_less, "zrzy", "wrong").content.decode()
    answer = tried(browser_less, "zrzy", "wrong")
    assert "locked for 15 minutes" in answer.content.decode()
    locked = tried(browser_less, "zrzy", RIGHT)
    assert locked.status_code == 422 and "locked for 15 minutes" in locked.content.decode()
    assert browser_less.get("/").status_code == 302


def test_signing_out_takes_a_press_and_ends_it(cast: Cast):
    client = cast.client("zrzy")
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out"))["Location"] == reverse("sign-in")
    assert client.get("/")["Location"] == "/signin/?next=/"


def test_a_form_of_another_sign_in_is_refused_in_words(cast: Cast):
    cast.client("zrzy")
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "en"
    answer = tried(client, "zrzy", RIGHT)
    assert answer.status_code == 403
    assert "this form does not belong to this sign-in" in answer.content.decode()


def test_what_was_sent_after_the_sign_in_had_ended_is_said_to_be_lost(client):
    host, asked = "http://testserver", {"next": "/receive/?page=2", "unsent": "1"}
    gone = client.post("/receive/", {"matter": "A03"}, headers={"Referer": f"{host}/receive/?page=2"})
    assert dict(parse_qsl(urlsplit(gone["Location"]).query)) == asked
    client.cookies["django_language"] = "en"
    page = client.get(gone["Location"]).content.decode()
    assert "What you sent was not done:" in page and 'name="next" value="/receive/?page=2"' in page
    assert "What you sent was not done:" not in client.get("/signin/").content.decode()


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/receive/", "not an address"])
def test_a_form_from_nowhere_leads_to_the_first_page(client, referer):
    gone = client.post("/receive/", {"matter": "A03"}, headers={"Referer": referer})
    assert dict(parse_qsl(urlsplit(gone["Location"]).query))["next"] == "/"


def test_a_forged_form_leads_back_to_a_page_that_opens():
    page = Client(enforce_csrf_checks=True).post("/signout", headers={"Referer": "http://testserver/board/"})
    assert page.status_code == 403 and 'href="/board/"' in page.content.decode()


def test_an_address_that_only_takes_forms_answers_a_reader_with_a_page(browser_less: Client):
    answer = browser_less.get(reverse("sign-out"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Not here, or not yours to see" in answer.content.decode()


@pytest.mark.django_db
def test_an_address_too_long_to_be_led_back_to_begins_at_the_first_page() -> None:
    answer = Client().get("/find/", {"q": "x" * 20_000})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/signin/?next=/")
