"""One's own password: what it must be, what ends with the old one, who is locked out, and the first of a newcomer."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from luodi.spine.commitments.handover import Newcomer, change_holder
from luodi.spine.journal.models import Entry, Once
from luodi.spine.people.models import User
from luodi.spine.people.reads import posts
from tests.support.cast import DAY, PASSWORD, Cast, Demo, at

pytestmark = pytest.mark.django_db
FRESH = "another word of the tests"


def signed_in(cast: Cast, account: str = "zrzy", password: str = PASSWORD) -> Client:
    """A browser that signed in by the form, in English."""
    if not User.objects.filter(username=account).exists():
        cast.client(account)
    client = Client()
    client.cookies["django_language"] = "en"
    assert client.post("/signin/", {"username": account, "password": password}).status_code == 302
    return client


def sent(client: Client, present: str = PASSWORD, fresh: str = FRESH, again: str | None = None, key: str = "k1") -> Any:
    return client.post("/password/", {"key": key, "present": present, "fresh": fresh, "again": again or fresh})


def test_a_new_password_ends_other_sessions_and_keeps_this_one(cast: Cast) -> None:
    here, elsewhere = signed_in(cast), signed_in(cast)
    before = here.cookies[settings.SESSION_COOKIE_NAME].value
    assert (sent(here)["Location"], here.get("/").status_code) == ("/", 200)
    assert here.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert elsewhere.get("/")["Location"] == "/signin/?next=/"
    assert elsewhere.get("/api/me").status_code == 401
    signed_in(cast, password=FRESH)
    assert Client().post("/signin/", {"username": "zrzy", "password": PASSWORD}).status_code == 422


def test_the_fact_names_the_account_and_holds_no_secret(cast: Cast) -> None:
    sent(signed_in(cast))
    fact = Entry.objects.within(cast.where.pk).get(kind="people.password.changed")
    assert json.loads(fact.payload) == {"username": "zrzy"}
    assert (fact.person_id, fact.case) == (cast["zrzy"].person, None)
    kept = fact.rows + Once.objects.get().asked
    assert not [word for word in (PASSWORD, FRESH, "argon2") if word in kept]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"fresh": "short"}, "too short: ten characters at least"),
        ({"fresh": "83920175836492"}, "entirely numeric"),
        ({"fresh": "password123"}, "too common"),
        ({"fresh": "zrzy-head1"}, "too similar to the username"),
        ({"fresh": PASSWORD}, "This is the present one; think of another."),
        ({"again": "another word of the test"}, "The two do not agree"),
        ({"present": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_a_password_is_said_at_its_place(cast: Cast, told: dict[str, str], words: str) -> None:
    client = signed_in(cast, "zrzy-head")
    answer = sent(client, **told)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "Type the passwords once more." in page
    assert FRESH not in page and not Once.objects.exists()
    signed_in(cast, "zrzy-head")


def test_it_is_said_in_chinese_too(cast: Cast) -> None:
    client = signed_in(cast)
    client.cookies["django_language"] = "zh-hans"
    assert "太短了：至少十个字符。" in sent(client, fresh="short").content.decode()


def test_a_wrong_present_one_is_counted_as_at_the_sign_in(cast: Cast) -> None:
    client = signed_in(cast)
    for left in (4, 3, 2, 1):
        answer = sent(client, present=f"wrong {left}")
        assert answer.status_code == 409 and "This is not your present password." in answer.content.decode()
        assert f"{left} more wrong tr" in answer.content.decode()
    assert "This account is locked for 15 minutes" in sent(client, present="wrong").content.decode()
    locked = sent(client)
    assert locked.status_code == 409 and "This account is locked for 15 minutes" in locked.content.decode()
    assert client.get("/").status_code == 200, "whoever is signed in stays so"
    assert not Entry.objects.within(cast.where.pk).filter(kind="people.password.changed").exists()


def test_nobody_changes_anothers(cast: Cast) -> None:
    signed_in(cast, "fgw")
    sent(signed_in(cast))
    signed_in(cast, "fgw")


def test_the_first_password_of_a_newcomer_opens_its_own_page_alone(cast: Cast) -> None:
    new = Newcomer("陆衡", DAY, "luheng", "a first word")
    change_holder(posts(cast.where)["zrzy", "主要负责人"], new=new, by=cast["leader"], at=at(DAY))
    client = signed_in(cast, "luheng", "a first word")
    for path in ("/", "/handover/", "/keys/", "/api/docs"):
        assert client.get(path)["Location"] == "/password/"
    assert client.post("/keys/", {"name": "x", "key": "k"})["Location"] == "/password/"
    assert client.get("/api/me").status_code == 401
    assert "First set a password that you alone know." in client.get("/password/").content.decode()
    assert sent(client, present="a first word")["Location"] == "/"
    assert client.get("/").status_code == 200 and client.get("/api/me").status_code == 200
    assert "Not now" in client.get("/password/").content.decode()


def test_accounts_of_the_demo_are_asked_for_nothing(demo: Demo) -> None:
    assert not User.objects.filter(must_change=True).exists()
    assert set(demo.passwords) == set(User.objects.values_list("username", flat=True))
