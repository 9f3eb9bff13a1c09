"""Every route for whoever has no business there: nobody signed in, another firm, another department.

`policy.yml` is the reviewed answer to each. What an outsider does with another's case is answered as if the case were
not there, whatever is sent, and leaves no fact.
"""

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from luodi.slices.approvals import reads
from luodi.spine.commitments import verbs
from luodi.spine.commitments.verbs import Paper
from luodi.spine.files.actions import keep
from luodi.spine.journal.models import Entry
from luodi.web.doors import POLICIES
from tests.journeys.routes import POLICY, addresses, body, form, routes
from tests.support.cast import Demo, at, held_in

OUTSIDERS = ("anonymous", "F17", "sthj")
CASE, MISSING = "C18", "C99"  # of zrzy, for another firm
STATUS = {"signin": {302}, "lost": {404}, "denied": {401}, "wrong": {405}, "own": {200}, "away": {200, 201, 302, 303},
          "asks": {400, 409, 422}}  # fmt: skip


@pytest.fixture
def paper(demo: Demo) -> int:
    """A file in the case."""
    seat = demo.seat("zrzy")
    found = reads.application_for(seat, CASE)
    key = keep(name="map.txt", content=b"a map of the yard", by=seat, at=at("2026-11-20"), case=found.case_id)
    assert found.promise is not None
    verbs.attach(found.promise.pk, evidence=[Paper(file=key)], by=seat, at=at("2026-11-20"))
    return key


def test_the_case_is_no_outsiders(demo: Demo, paper: int) -> None:
    """What is asked below is there, and whoever it belongs to gets it."""
    owner = demo.client("zrzy")
    assert owner.get(f"/cases/{CASE}/").status_code == 200
    assert "a map of the yard" in _text(owner.get(f"/cases/{CASE}/files/{paper}/"), CASE)
    assert owner.get(f"/api/cases/{CASE}").status_code == 200
    version = reads.application_for(demo.seat("zrzy"), CASE).case.version
    assert owner.post(f"/cases/{CASE}/remark/", form(version)).status_code == 303
    for verb in ("start_special", "end_special", "grant"):
        version = reads.application_for(demo.seat("zrzy"), CASE).case.version
        answer = _post(owner, f"api/cases/<number>/{verb}", f"/api/cases/{CASE}/{verb}", version)
        assert answer.status_code == 200, answer.content


def test_every_route_declares_its_policy() -> None:
    found = {pattern: route.policy for pattern, route in routes().items()}
    assert not [pattern for pattern, policy in found.items() if policy not in POLICIES]
    assert found == {pattern: reviewed["policy"] for pattern, reviewed in POLICY.items()}


def test_what_needs_an_account_leads_to_the_sign_in() -> None:
    """The table itself: without an account only what `anybody` may open answers, whatever the method."""
    for pattern, reviewed in POLICY.items():
        if reviewed["policy"] != "anybody":
            assert set(reviewed["anonymous"]) <= {"signin", "denied", "wrong"}, pattern
        assert all(word in STATUS for who in OUTSIDERS for word in reviewed[who]), pattern


def _post(client: Client, pattern: str, address: str, version: int) -> Any:
    if not pattern.startswith("api/"):
        return client.post(address, form(version))
    headers = {"Idempotency-Key": form(version)["key"]}
    return client.post(address, body(pattern, version), content_type="application/json", headers=headers)


def _ask(client: Client, method: str, pattern: str, address: str, version: int) -> Any:
    return client.get(address) if method == "GET" else _post(client, pattern, address, version)


def _text(response: Any, number: str) -> str:
    """What an answer says, without the case number that was asked for and what is new in each answer."""
    text = held_in(response).decode(errors="replace") + response.headers.get("Location", "")
    text = re.sub(r"handover(/|%2F)\d+", "handover", text)
    text = re.sub(r"meetings/[^\s\"<]+", "meetings", text)
    return re.sub(r'value="[\w-]{20,}"', "", text).replace(number, "?")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_gets_what_the_policy_says(demo: Demo, paper: int, who: str) -> None:
    """Each route is asked in the county as it was, and takes back what came of it."""
    for pattern in POLICY:
        with transaction.atomic():
            _asked(demo, paper, pattern, who)
            transaction.set_rollback(True)


def _asked(demo: Demo, paper: int, pattern: str, who: str) -> None:
    seen = reads.application_for(demo.seat("zrzy"), CASE)
    about = (seen.case.title, "a map of the yard")
    client = Client() if who == "anonymous" else demo.client(who)
    for method, word in zip(("GET", "POST"), POLICY[pattern][who], strict=True):
        facts = Entry.objects.everywhere("a test").count()
        theirs, nobodys = addresses(pattern, CASE, paper), addresses(pattern, MISSING, paper)
        for address, missing in zip(theirs, nobodys, strict=True):
            answer = _ask(client, method, pattern, address, seen.case.version)
            assert answer.status_code in STATUS[word], (method, address, answer.status_code)
            if word == "signin":
                assert answer.headers["Location"].startswith("/signin/?next=")
            text = _text(answer, CASE)
            assert word in ("own", "asks") or not [private for private in about if private in text], (method, address)
            if address != missing:
                other = _ask(client, method, pattern, missing, seen.case.version)
                assert (other.status_code, _text(other, MISSING)) == (answer.status_code, text), (method, address)
            elif word == "own":
                assert not re.search(rf"(?<!\w){CASE}(?!\w)", _text(answer, MISSING)), (method, address)
        if word != "away":
            assert Entry.objects.everywhere("a test").count() == facts, (method, pattern)
    assert reads.application_for(demo.seat("zrzy"), CASE) == seen
