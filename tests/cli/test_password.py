"""`luodi password`: who lost the own one comes in again by a first one, and by that to nothing but a new one."""

import json

import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory

from luodi.cli.main import main
from luodi.spine.journal.enrol import set_first_password
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import NotYours
from tests.support.cast import Cast, at


def signed_in(username: str, password: str) -> Client | None:
    client = Client()
    user = authenticate(RequestFactory().post("/sign-in/"), username=username, password=password)
    if user is None:
        return None
    client.force_login(user, backend="luodi.spine.people.accounts.Accounts")
    return client


def test_a_lost_password_is_replaced_once_and_by_its_holder(
    cast: Cast, connection_kept: None, capsys: pytest.CaptureFixture[str]
) -> None:
    before = cast.client("zrzy")
    assert before.get("/").status_code == 200
    assert main(["password", "zrzy", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["account"] == "zrzy" and len(told["password"]) >= 12
    assert before.get("/").status_code == 302  # the old session is over
    client = signed_in("zrzy", told["password"])
    assert client is not None
    assert client.get("/").headers["Location"].startswith("/password/")
    fact = Entry.objects.within(cast.where.pk).get(kind="people.password.reset")
    assert fact.person_id is None and told["password"] not in fact.payload + fact.rows


def test_an_account_that_is_none_is_said(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["password", "nobody"]) == 1
    assert "nobody signs in as 'nobody'" in capsys.readouterr().err
    assert not Entry.objects.within(cast.where.pk).filter(kind="people.password.reset").exists()


def test_an_account_of_another_county_is_not_ours(cast: Cast) -> None:
    with pytest.raises(NotYours):
        set_first_password(username="nobody", password="x", by=cast.law, at=at("2026-11-20"))
