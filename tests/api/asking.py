"""A seat that speaks JSON."""

import json
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.support.cast import Cast

_KEYS = count(1)


class Asker:
    """Reads and writes from one account, in English unless told otherwise."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str, *, language: str = "en", **query: Any) -> Any:
        """The answer to a read that must succeed."""
        answer = self.client.get(f"/api/{path}", query, headers={"Accept-Language": language})
        assert answer.status_code == 200, answer.content
        return answer.json()

    def ask(self, path: str, *, language: str = "en", **query: Any) -> HttpResponse:
        """Whatever is answered to a read."""
        return self.client.get(f"/api/{path}", query, headers={"Accept-Language": language})

    def post(self, path: str, body: dict[str, Any], *, key: str = "", language: str = "en") -> HttpResponse:
        """Whatever is answered to a write, under a key of its own unless one is given."""
        headers = {"Accept-Language": language, "Idempotency-Key": key or f"of-the-tests-{next(_KEYS)}"}
        return self.client.post(f"/api/{path}", json.dumps(body), content_type="application/json", headers=headers)

    def act(self, number: str, verb: str, **body: Any) -> HttpResponse:
        """A verb on a case as it stands now, unless a version is given."""
        seen = {} if "version" in body else {"version": self.get(f"cases/{number}")["version"]}
        return self.post(f"cases/{number}/{verb}", seen | body)


def asker(cast: Cast, account: str) -> Asker:
    """The asker of an account of the cast."""
    return Asker(cast.client(account))


def reasons(answer: HttpResponse, status: int) -> list[str]:
    """The reasons of a problem of this status."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = json.loads(answer.content)
    assert said["status"] == status
    assert said["title"]
    return list(said["reasons"])
