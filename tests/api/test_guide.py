"""The guide to the API names every operation and every field, and its example works."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from luodi.config import api
from luodi.slices.approvals.endpoints.acts import VERBS
from tests.api.asking import asker
from tests.conventions.tree import ROOT
from tests.support.cast import Cast, at

GUIDE = (ROOT / "docs/howto/api.md").read_text("utf-8")


def test_every_operation_is_in_the_guide_and_no_other() -> None:
    assert set(re.findall(r"^\| `((?:GET|POST|DELETE) /[^`]*)`", GUIDE, re.MULTILINE)) == set(api.POLICIES)


@pytest.mark.parametrize("verb", VERBS)
def test_every_field_of_a_verb_is_in_its_row(verb: str) -> None:
    (row,) = re.findall(rf"^\| `POST /cases/{{number}}/{verb}` \| (.*) \|$", GUIDE, re.MULTILINE)
    fields = set(VERBS[verb][0].model_fields) - {"version"}
    assert {name for name in re.findall(r"`(\w+)(?:\[\])?`", row) if name not in ("name", "content")} == fields


def test_the_example_grants(cast: Cast, live_server: Any) -> None:
    number = cast.accepted("2026-11-18", "A03")
    client = cast.client("zrzy")
    asked = {"name": "an example", "scopes": ["read", "write"], "expires_on": "2026-12-31"}
    key = asker(cast, "zrzy").post("tokens", asked).json()["secret"]
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    room: dict[str, Any] = {}
    exec(example, room)
    said = SimpleNamespace(**room["grant"](live_server.url, key, number, "ZS-1"))
    assert (said.number, said.href) == (number, f"/api/cases/{number}")
    case = client.get(said.href).json()
    assert (case["outcome"], case["decided_on"]) == ("granted", at("2026-11-20").date().isoformat())
