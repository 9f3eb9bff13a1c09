"""Keys for programs: within their scopes, until their day, from their owner's seat; their secret stands nowhere."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from luodi.spine.journal.enrol import make_token, revoke_token
from luodi.spine.journal.models import Entry, Once
from luodi.spine.journal.record import record
from luodi.spine.people.models import Token, User
from luodi.spine.people.seats import NotYours, Refused
from luodi.spine.people.tokens import secret_from
from tests.api.asking import Asker, asker, reasons
from tests.support.cast import Cast, at
from tests.support.planted import Opened

MAKE = {"name": "nightly report", "scopes": ["read", "write"], "expires_on": "2026-12-31"}


def made(cast: Cast, account: str = "zrzy", **other: Any) -> dict[str, Any]:
    answer = asker(cast, account).post("tokens", MAKE | other)
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


class Bearer(Client):
    """A program: no cookie, checked for forgery as strictly as the wire."""

    def __init__(self, secret: str) -> None:
        super().__init__(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})


def program(secret: str) -> Asker:
    return Asker(Bearer(secret))


def challenged(answer: HttpResponse, status: int, error: str) -> None:
    reasons(answer, status)
    assert f'error="{error}"' in answer.headers["WWW-Authenticate"]


def test_a_program_acts_from_its_owners_seat(cast: Cast) -> None:
    number = cast.received("2026-11-19", "A03")
    runs = program(made(cast)["secret"])
    assert runs.get("me")["party"] == "zrzy"
    assert runs.act(number, "accept").status_code == 200
    assert runs.get(f"cases/{number}")["phase"] == "accepted"
    assert reasons(program(made(cast, "F17")["secret"]).ask(f"cases/{number}"), 404) == []
    assert reasons(program(made(cast, "F17")["secret"]).ask("board"), 404) == []
    assert runs.client.get("/api/me").headers["Cache-Control"] == "no-store"


def test_a_key_opens_no_screen(cast: Cast) -> None:
    answer = Bearer(made(cast)["secret"]).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/signin/?next=/")


@pytest.mark.parametrize(("scopes", "may_read", "may_write"), [(["read"], 200, 403), (["write"], 403, 200)])
def test_a_key_reaches_as_far_as_its_scopes(cast: Cast, scopes: list[str], may_read: int, may_write: int) -> None:
    number = cast.received("2026-11-19", "A03")
    runs = program(made(cast, scopes=scopes)["secret"])
    read, wrote = runs.ask("cases"), runs.act(number, "remark", version=1, text="x")
    assert (read.status_code, wrote.status_code) == (may_read, may_write)
    challenged(read if may_read == 403 else wrote, 403, "insufficient_scope")


def test_a_program_makes_and_revokes_no_keys(cast: Cast) -> None:
    key = made(cast)
    runs = program(key["secret"])
    for answer in (runs.ask("tokens"), runs.post("tokens", MAKE), runs.post(f"tokens/{key['id']}/revoke", {})):
        challenged(answer, 403, "insufficient_scope")
    assert Token.objects.count() == 1


def test_a_key_that_ended_was_revoked_or_never_was_is_challenged(cast: Cast) -> None:
    key, near = made(cast), made(cast, expires_on="2026-11-21")
    runs = program(near["secret"])
    assert runs.ask("me").status_code == 200
    asker(cast, "zrzy").post(f"tokens/{key['id']}/revoke", {})
    for secret in (key["secret"], key["secret"][:-1], "", "luodi_é"):
        challenged(program(secret).ask("me"), 401, "invalid_token")
    for day in ("2026-11-20", "2026-11-23"):
        moved = asker(cast, "window").post("demo/day", {"on": day})
        assert moved.status_code == 200
    challenged(runs.ask("me"), 401, "invalid_token")


def test_an_account_that_may_not_sign_in_has_no_keys(cast: Cast) -> None:
    secret = made(cast)["secret"]
    with transaction.atomic():
        User.objects.filter(username="zrzy").update(is_active=False)
        record(Opened(1), by=cast.law, at=at("2026-11-20"))
    challenged(program(secret).ask("me"), 401, "invalid_token")


def test_a_wrong_key_is_not_saved_by_a_session(cast: Cast) -> None:
    client = cast.client("zrzy")
    assert client.get("/api/me", headers={"Authorization": "Bearer nothing"}).status_code == 401
    assert client.get("/api/me", headers={"Authorization": "Basic bm9ib2R5Og=="}).status_code == 200


def test_the_secret_is_told_once_and_kept_nowhere(cast: Cast) -> None:
    who = asker(cast, "zrzy")
    first, again = (who.post("tokens", MAKE, key="one-of-mine") for _ in range(2))
    assert (again.status_code, again.content) == (201, first.content)
    secret = first.json()["secret"]
    assert len(secret) > 40
    assert Token.objects.count() == 1
    kept = [bytes(row.body).decode() for row in Once.objects.all()]
    told = [row.payload + row.rows for row in Entry.objects.everywhere("a test")]
    assert not [text for text in (*kept, *told, *map(str, Token.objects.values_list())) if secret in text]
    assert "secret" not in json.dumps(who.get("tokens"))
    assert [fact.kind for fact in Entry.objects.everywhere("a test").order_by("-pk")[:1]] == ["people.token.made"]


@pytest.mark.parametrize(("told", "words"), [
    ({"expires_on": "2026-11-20"}, "A key ends"), ({"expires_on": "2027-11-22"}, "A key ends"), ({"name": " x "}, ""),
])  # fmt: skip
def test_a_key_has_a_near_last_day(cast: Cast, told: dict[str, Any], words: str) -> None:
    answer = asker(cast, "zrzy").post("tokens", MAKE | told)
    assert answer.json().get("name") == "x" if not words else reasons(answer, 422)[0].startswith(words)


@pytest.mark.parametrize("told", [{"name": ""}, {"name": "a\0b"}, {"scopes": []}, {"scopes": ["all"]}])
def test_a_key_that_cannot_be_read(cast: Cast, told: dict[str, Any]) -> None:
    assert asker(cast, "zrzy").post("tokens", MAKE | told).status_code == 422
    with pytest.raises(Refused):
        make_token(name="", scopes=(), expires_on=at("2026-12-01").date(), secret="s", by=cast["zrzy"],
                   at=at("2026-11-20"))  # fmt: skip


def test_anothers_key_is_not_there(cast: Cast) -> None:
    key = made(cast)
    assert asker(cast, "F06").get("tokens")["items"] == []
    assert reasons(asker(cast, "F06").post(f"tokens/{key['id']}/revoke", {}), 404) == []
    asker(cast, "zrzy").post(f"tokens/{key['id']}/revoke", {})
    with pytest.raises(NotYours):
        revoke_token(pk=key["id"], by=cast["zrzy"], at=at("2026-11-20"))
    assert secret_from("k", cast["zrzy"]) != secret_from("k", cast["F06"])


def test_the_screen_shows_the_secret_once(cast: Cast) -> None:
    client = cast.client("F06")
    form = {"key": "k1", "name": "nightly", "scopes": "read write", "expires_on": "2026-12-31"}
    shown = [client.post("/keys/", form).content.decode() for _ in range(2)]
    secret = secret_from("k1", cast["F06"])
    assert all(secret in page for page in shown)
    assert program(secret).get("me")["party"] == "F06"
    listed = client.get("/keys/").content.decode()
    assert "nightly" in listed and secret not in listed
    pk = Token.objects.values_list("pk", flat=True).get()
    assert client.post(f"/keys/{pk}/revoke", {"key": "k2"}).status_code == 303
    assert program(secret).ask("me").status_code == 401
    assert client.post("/keys/", form | {"key": "k3", "name": ""}).status_code == 422
    assert client.post("/keys/", form | {"key": "k4", "expires_on": "2029-01-01"}).status_code == 409


def test_the_description_for_programs_is_read_with_a_key(cast: Cast) -> None:
    secret = made(cast)["secret"]
    assert Bearer(secret).get("/api/openapi.json").json()["openapi"] == "3.1.0"
    assert reasons(Bearer("luodi_nothing").get("/api/openapi.json"), 401) == []
