"""A session is Django's, but for how it is read: it ends with its time, with its password and with its account."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luodi.spine.people.models import User
from luodi.web.sessions import SessionStore
from tests.support.cast import Cast

INBOX_STATEMENTS = 7  # session, account, seat, the last fact (a demo's clock), promises, pauses, newcomers


@contextmanager
def changed(username: str, **columns: Any) -> Iterator[None]:
    """An account with other columns for a while, without a fact."""
    rows = User._base_manager.filter(username=username)
    before = rows.values(*columns).get()
    rows.update(**columns)
    yield
    rows.update(**before)
    connection.ledger.take()  # type: ignore[attr-defined]


def signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_session_that_is_over_opens_nothing(cast: Cast):
    client = cast.client("zrzy")
    assert signed_in(client)
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    assert not signed_in(client)


def test_a_session_ends_with_its_password(cast: Cast):
    client = cast.client("zrzy")
    with changed("zrzy", password="!"):
        assert not signed_in(client)
    assert Session.objects.count() == 0, "what no longer stands is taken away"


def test_an_account_that_is_closed_opens_nothing(cast: Cast):
    client = cast.client("zrzy")
    with changed("zrzy", is_active=False):
        assert not signed_in(client)
    assert signed_in(client)


def test_signing_out_takes_the_session_away(cast: Cast):
    client = cast.client("zrzy")
    kept = client.session.session_key
    client.post("/signout")
    stale = Client()
    stale.cookies["sessionid"] = kept
    assert not signed_in(client) and not signed_in(stale)


@pytest.mark.parametrize("key", ["nobody's", "with\0nothing", "", "s" * 200])
def test_a_key_nobody_has_holds_nothing(cast: Cast, key: str):
    store = SessionStore(key)
    assert store.load() == {} and store.session_key is None


def test_a_key_of_somebody_is_not_taken_as_a_pattern(cast: Cast):
    cast.client("zrzy")
    assert all(SessionStore(key).load() == {} for key in ("%", "_" * 32, "' OR 1=1 --"))


def test_the_first_page_asks_few_questions(cast: Cast):
    for on in ("2026-11-16", "2026-11-17", "2026-11-18"):
        cast.accepted(on)
    client = cast.client("zrzy")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert len(asked) <= INBOX_STATEMENTS, [query["sql"][:90] for query in asked.captured_queries]
