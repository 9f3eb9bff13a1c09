"""Minutes and matters as a program reads and writes them: the same verbs, the same refusals, once each."""

import json
from typing import Any

import pytest
from django.test import Client

from luodi.slices.meetings.endpoints import acts
from luodi.slices.meetings.rules.acts import PHASES
from luodi.spine.journal.models import Entry
from tests.meetings.hall import NUMBER, TEXT, matter, row, typed
from tests.support.cast import Cast

WRITTEN = {"number": "A 1", "body": "主任会议", "title": "研究", "held_on": "2026-10-29", "text": TEXT}
RESOLVED = {"title": "清单", "owner": "zrzy", "due_on": "2026-11-27", "scope": "清单", "amount": "20", "unit": "个"}


def sent(client: Client, address: str, key: str, **told: Any) -> Any:
    return client.post(f"/api/{address}", told, content_type="application/json", headers={"Idempotency-Key": key})


def test_a_minute_from_text_to_closing_by_programs(hall: Cast) -> None:
    clerk, owner, head = hall.client("rdb"), hall.client("zrzy"), hall.client("rdb-head")
    made = sent(clerk, "meetings", "key-type-in", **WRITTEN)
    assert (made.status_code, json.loads(made.content)["number"]) == (201, "A 1")
    here = json.loads(made.content)["href"].removeprefix("/api/")
    version = 1
    for sentence in clerk.get(f"/api/{here}").json()["sentences"]:
        places = {name: sentence[name] for name in ("from_place", "to_place")}
        assert sent(clerk, f"{here}/clauses", f"key-mark-{version}", version=version, **places).status_code == 200
        version += 1
    refused = sent(clerk, f"{here}/final", "key-final-0", version=version)
    assert (refused.status_code, len(refused.json()["reasons"])) == (422, 3)
    for ordinal in (1, 2, 3):
        told = RESOLVED | {"ordinal": ordinal, "version": version}
        answer = sent(clerk, f"{here}/matters", f"key-resolve-{ordinal}", **told)
        assert answer.json() == {"number": f"A 1-{ordinal}", "href": f"/api/resolved/A%201-{ordinal}"}
        version += 1
    assert sent(clerk, f"{here}/final", "key-final-1", version=version).status_code == 200
    whole = clerk.get(f"/api/{here}").json()
    assert (whole["items"], whole["clauses"], whole["matters"], whole["final_on"]) == (3, 3, 3, "2026-11-20")
    one = "resolved/A%201-2"
    assert sent(owner, f"{one}/finish", "key-finish-1", version=1, document="1号", reached="20").status_code == 200
    told = {"version": 2, "effect": "入库", "document": "2号"}
    assert sent(owner, f"{one}/show_effect", "key-effect-1", **told).status_code == 200
    found = head.get(f"/api/{one}").json()
    assert [cell["state"] for cell in found["tests"]] == ["pass"] * 4 and found["closes"]
    assert sent(clerk, f"{one}/close_off", "key-close-1", version=3).status_code == 200
    assert clerk.get(f"/api/{one}").json()["phase"] == "closed"
    assert [item["number"] for item in owner.get("/api/resolved").json()["items"]] == ["A 1-1", "A 1-2", "A 1-3"]
    assert clerk.get("/api/meetings").json()["count"] == 1


def test_a_sentence_set_aside_stands_in_the_account(hall: Cast) -> None:
    typed(hall)
    clerk, here = hall.client("rdb"), f"meetings/{NUMBER}"
    assert sent(clerk, f"{here}/set_aside", "key-1234", version=1, ordinal=3, reason="另文已办").status_code == 200
    whole = clerk.get(f"/api/{here}").json()
    assert (whole["items"], whole["clauses"], whole["aside"]) == (3, 0, 1)
    assert [one["aside_because"] for one in whole["sentences"]] == [None, None, "另文已办"]
    assert whole["sentences"][2]["clause"] is None


@pytest.mark.parametrize(
    "part", [{"words": "甲\u202e"}, {"words": "甲\u0000"}, {"more": 1}, {"amount": "123456789012345"}]
)
def test_a_part_is_looked_at_as_every_body(hall: Cast, part: dict[str, Any]) -> None:
    parts = [{"words": "甲", "owner": "zrzy", "amount": "12"} | part, {"words": "乙", "owner": "fgw", "amount": "8"}]
    told = {"version": 1, "parts": parts, "reason": "分工", "authority": "会"}
    answer = sent(hall.client("rdb-head"), f"resolved/{matter(hall)}/split", "key-1234", **told)
    assert answer.status_code == 422 and answer.json()["fields"][0]["where"].startswith("body.parts.0.")


def test_an_amount_of_every_length_is_kept_exactly(hall: Cast) -> None:
    number = matter(hall)
    for version, amount in enumerate(("999999999999.99", "123456789012.34", "0.01"), 1):
        told = {"version": version, "reached": amount}
        assert sent(hall.client("zrzy"), f"resolved/{number}/report", f"key-{amount}", **told).status_code == 200
        assert str(row(hall, number).reached) == amount


def test_a_write_sent_twice_is_one_and_a_stale_one_is_told_who(hall: Cast) -> None:
    number = matter(hall)
    owner, address = hall.client("zrzy"), f"resolved/{number}/report"
    first = sent(owner, address, "key-report-1", version=1, reached="7")
    facts = Entry.objects.everywhere("a test").count()
    assert sent(owner, address, "key-report-1", version=1, reached="7").content == first.content
    assert sent(owner, address, "key-report-1", version=1, reached="8").status_code == 422
    stale = sent(owner, address, "key-report-2", version=1, reached="9")
    conflict = stale.json()["conflict"]
    assert (stale.status_code, conflict["version"], conflict["by"]) == (409, 2, "zrzy局")
    assert Entry.objects.everywhere("a test").count() == facts and row(hall, number).reached == 7


@pytest.mark.parametrize("told", [
    {"from_place": -1, "to_place": 5}, {"from_place": 1, "to_place": 10**9}, {"from_place": "x", "to_place": 5},
    {"from_place": 1}, {"from_place": 1, "to_place": 5, "more": 1},
])  # fmt: skip
def test_what_cannot_be_read_is_said_by_field(hall: Cast, told: dict[str, Any]) -> None:
    matter(hall)
    answer = sent(hall.client("rdb"), f"meetings/{NUMBER}/clauses", "key-unread", version=5, **told)
    assert answer.status_code == 422 and answer.json()["fields"]


def test_a_file_comes_with_a_report_and_every_verb_has_its_address(hall: Cast) -> None:
    assert acts.ON_MATTER.keys() == PHASES.keys()
    number = matter(hall)
    file = {"name": "list.txt", "content": "YSBsaXN0"}
    owner = hall.client("zrzy")
    assert sent(owner, f"resolved/{number}/report", "key-file-1", version=1, note="x", file=file).status_code == 200
    page = owner.get(f"/meetings/matters/{number}/").content.decode()
    [href] = {part.split('"')[0] for part in page.split('href="') if "/files/" in part}
    assert b"".join(owner.get(href).streaming_content) == b"a list"
    assert hall.client("sthj").get(href).status_code == 404
