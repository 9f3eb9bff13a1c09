"""Every verb by JSON: done once, refused with its reasons, never over somebody else's act."""

import base64
import json
from typing import Any

import pytest
from django.test import Client

from luodi.slices.approvals.rules import PHASES
from luodi.spine.journal.models import Entry
from tests.api.asking import asker, reasons
from tests.support.cast import Cast, at

PAPER = {"name": "map.txt", "content": base64.b64encode(b"a map of the plot").decode()}


def facts() -> int:
    return Entry.objects.everywhere("counted in a test").count()


def test_a_case_goes_its_whole_way(cast: Cast) -> None:
    firm, office = asker(cast, "F06"), asker(cast, "zrzy")
    made = firm.post("cases", {"matter": "A03", "project": "P18"})
    assert made.status_code == 201
    number = made.json()["number"]
    assert made.json()["href"] == made.headers["Location"] == f"/api/cases/{number}"
    steps: list[tuple[Any, str, dict[str, Any], str]] = [
        (office, "give_notice", {"items": ["a map"], "document": "BZ-1", "answer_by": "2026-11-27"}, "asked"),
        (firm, "supply", {"files": [PAPER]}, "received"),
        (office, "accept", {}, "accepted"),
        (office, "remark", {"text": "look at the map"}, "accepted"),
        (office, "start_special", {"procedure": "expert_review", "document": "TZ-1", "until": "2026-11-30",
                                   "held_by": "tp"}, "stopped"),
        (office, "end_special", {"note": "fits"}, "accepted"),
        (asker(cast, "zrzy-head"), "extend", {"days": 5, "reason": "a wide area", "document": "YQ-1"}, "accepted"),
        (office, "grant", {"document": "ZS-1", "file": PAPER}, "closed"),
    ]  # fmt: skip
    for who, verb, body, phase in steps:
        answer = who.act(number, verb, **body)
        assert (verb, answer.status_code) == (verb, 200), answer.content
        assert answer.json() == {"number": number, "href": f"/api/cases/{number}"}
        assert office.get(f"cases/{number}")["phase"] == phase
    said = office.get(f"cases/{number}")
    assert (said["outcome"], said["ball"]) == ("granted", None)
    assert [notice["kind"] for notice in said["notices"]] == ["one_time", "special", "extension", "grant"]


@pytest.mark.parametrize(
    ("account", "verb", "body", "outcome"),
    [
        ("zrzy", "refuse", {"reason": "outside the plan", "document": "BY-1"}, "refused"),
        ("F06", "withdraw", {"reason": "sold"}, "withdrawn"),
        ("zrzy", "hand_on", {"to": "fgw", "reason": "theirs"}, ""),
    ],
)
def test_other_ends(cast: Cast, account: str, verb: str, body: dict[str, str], outcome: str) -> None:
    number = cast.accepted("2026-11-18", "A03")
    assert asker(cast, account).act(number, verb, **body).status_code == 200
    assert asker(cast, "window").get(f"cases/{number}")["outcome"] == outcome


def test_not_accepting_names_the_agency(cast: Cast) -> None:
    number = cast.received("2026-11-19", "A03")
    body = {"reason": "a forest", "agency": "lcj", "document": "BS-1"}
    assert asker(cast, "window").act(number, "refuse_acceptance", **body).status_code == 200
    assert asker(cast, "F06").get(f"cases/{number}")["outcome"] == "acceptance_refused"


def test_every_verb_has_its_address(cast: Cast) -> None:
    described = cast.client("zrzy").get("/api/openapi.json").json()["paths"]
    acts = [path for path, each in described.items() if "post" in each and path.startswith("/api/cases/{number}/")]
    verbs = {path.rpartition("/")[2] for path in acts}
    assert verbs == set(PHASES)


def test_the_window_receives(cast: Cast) -> None:
    made = asker(cast, "window").post("cases", {"matter": "A03", "applicant": "F06", "about": "a hall"})
    assert made.status_code == 201
    assert asker(cast, "F06").get(f"cases/{made.json()['number']}")["channel"] == "counter"


def test_a_firm_applies_for_itself_alone(cast: Cast) -> None:
    firm = asker(cast, "F06")
    assert reasons(firm.post("cases", {"matter": "A03", "applicant": "F17"}), 404) == []
    assert reasons(asker(cast, "window").post("cases", {"matter": "A03"}), 422) == [
        "Firms apply online; at the counter the window receives."
    ]
    assert firm.get("cases")["count"] == 0


def test_the_same_key_gets_the_same_answer_and_one_fact(cast: Cast) -> None:
    firm, body = asker(cast, "F06"), {"matter": "A03", "project": "P18"}
    first = firm.post("cases", body, key="one-of-mine")
    before = facts()
    again = firm.post("cases", body, key="one-of-mine")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert dict(again.headers) == dict(first.headers)
    assert first.headers["Location"] == first.json()["href"]
    assert facts() == before
    assert firm.get("cases")["count"] == 1


def test_a_key_is_for_one_content(cast: Cast) -> None:
    firm = asker(cast, "F06")
    firm.post("cases", {"matter": "A03", "project": "P18"}, key="one-of-mine")
    (reason,) = reasons(firm.post("cases", {"matter": "A03", "about": "another"}, key="one-of-mine"), 422)
    assert reason.startswith("This key came before")
    assert firm.get("cases")["count"] == 1


def test_two_persons_may_have_the_same_key(cast: Cast) -> None:
    made = [asker(cast, who).post("cases", {"matter": "A03"}, key="one-of-mine") for who in ("F06", "F17")]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].content != made[1].content


def test_the_same_key_on_another_address_is_another_request(cast: Cast) -> None:
    office, number = asker(cast, "zrzy"), cast.received("2026-11-19", "A03")
    assert office.post(f"cases/{number}/accept", {"version": 1}, key="one-of-mine").status_code == 200
    assert len(reasons(office.post(f"cases/{number}/end_special", {"version": 1}, key="one-of-mine"), 422)) == 1


def test_whoever_read_an_older_version_is_told_who_acted(cast: Cast) -> None:
    number = cast.received("2026-11-19", "A03")
    office = asker(cast, "zrzy")
    read = office.get(f"cases/{number}")["version"]
    cast_remark = office.act(number, "remark", text="first")
    assert cast_remark.status_code == 200
    before = facts()
    answer = office.act(number, "accept", version=read)
    assert reasons(answer, 409) == []
    conflict = json.loads(answer.content)["conflict"]
    assert (conflict["version"], conflict["by"]) == (read + 1, "Bureau zrzy")
    assert conflict["fact"] == "A remark inside the office"
    assert conflict["at"].startswith("2026-11-20T")
    assert facts() == before
    assert office.act(number, "accept", version=conflict["version"]).status_code == 200


def test_a_firm_is_not_told_in_a_conflict_what_the_office_keeps(cast: Cast) -> None:
    number = cast.received("2026-11-19", "A03")
    firm = asker(cast, "F06")
    read = firm.get(f"cases/{number}")["version"]
    assert asker(cast, "zrzy").act(number, "remark", text="ours").status_code == 200
    answer = firm.act(number, "withdraw", version=read, reason="sold")
    assert reasons(answer, 409) == []
    conflict = json.loads(answer.content)["conflict"]
    assert conflict == {"version": read + 1, "by": None, "at": None, "fact": None}


def test_a_rule_says_why_in_the_readers_language(cast: Cast) -> None:
    number = cast.received("2026-11-19", "A03")
    english = asker(cast, "F17").post("cases", {"matter": "Z99"})
    assert reasons(english, 422) == ["There is no matter Z99 in this county's catalogue."]
    late = asker(cast, "zrzy").act(number, "grant", document="ZS-1")
    assert reasons(late, 422) == ["The case is past that step, or not there yet."]
    notice = asker(cast, "zrzy").act(number, "give_notice", items=[" "], document=" ")
    assert len(reasons(notice, 422)) == 2
    chinese = asker(cast, "zrzy").post(f"cases/{number}/grant", {"document": "ZS-1", "version": 1}, language="zh-hans")
    (said,) = reasons(chinese, 422)
    assert not said.isascii()


def test_nothing_is_kept_of_what_was_refused(cast: Cast) -> None:
    number, before = cast.accepted("2026-11-18", "A03"), facts()
    answer = asker(cast, "F06").act(number, "supply", files=[PAPER])
    assert reasons(answer, 422) == ["The case is past that step, or not there yet."]
    assert facts() == before + 1  # the account that was opened to ask


@pytest.mark.parametrize("account", ["F17", "sthj"])
def test_a_stranger_does_nothing(cast: Cast, account: str) -> None:
    number = cast.received("2026-11-19", "A03")
    stranger = asker(cast, account)
    before = facts()
    for verb, body in {"accept": {}, "withdraw": {"reason": "x"}, "remark": {"text": "x"}}.items():
        assert reasons(stranger.act(number, verb, version=1, **body), 404) == []
    assert facts() == before


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        ({"document": "ZS-1"}, "version", "missing"),
        ({"version": 0, "document": "ZS-1"}, "version", "greater_than_equal"),
        ({"version": 1}, "document", "missing"),
        ({"version": 1, "document": "x" * 81}, "document", "string_too_long"),
        ({"version": 1, "document": "ZS-1", "outcome": "granted"}, "outcome", "extra_forbidden"),
    ],
)
def test_a_body_that_cannot_be_read_says_where(cast: Cast, body: dict[str, Any], where: str, code: str) -> None:
    number = cast.accepted("2026-11-18", "A03")
    answer = asker(cast, "zrzy").post(f"cases/{number}/grant", body)
    assert reasons(answer, 422) == []
    (field,) = json.loads(answer.content)["fields"]
    assert field["where"] == f"body.{where}"
    assert field["code"] == code
    assert field["what"]


def test_a_write_needs_its_key_and_json(cast: Cast) -> None:
    client = cast.client("F06")
    answer = client.post("/api/cases", json.dumps({"matter": "A03"}), content_type="application/json")
    assert reasons(answer, 422) == []
    assert "Idempotency-Key" in json.loads(answer.content)["fields"][0]["where"]
    key = {"Idempotency-Key": "one-of-mine"}
    assert reasons(client.post("/api/cases", "{", content_type="application/json", headers=key), 400) == []


def test_a_write_needs_the_token_against_forged_requests(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = cast.client("F06").cookies
    key = {"Idempotency-Key": "one-of-mine"}
    forged = strict.post("/api/cases", json.dumps({"matter": "A03"}), content_type="application/json", headers=key)
    assert reasons(forged, 403) == []
    assert strict.get("/api/cases").json()["count"] == 0


def test_the_clock_of_the_demo_dates_what_is_done(cast: Cast) -> None:
    number = cast.received("2026-11-19", "A03")
    asker(cast, "zrzy").act(number, "accept")
    assert asker(cast, "zrzy").get(f"cases/{number}")["accepted_on"] == at("2026-11-20").date().isoformat()


@pytest.mark.parametrize(("verb", "body"), [
    ("remark", {"text": "a\0b"}), ("give_notice", {"items": ["a\0b"], "document": "n 1"}),
    ("give_notice", {"items": ["x" * 301], "document": "n 1"}),
    ("give_notice", {"items": ["x"] * 101, "document": "n 1"}),
    ("refuse_acceptance", {"reason": "x" * 301, "agency": "a", "document": "n 1"}),
])  # fmt: skip
def test_what_no_form_could_send_is_refused(cast: Cast, verb: str, body: dict[str, Any]) -> None:
    window = asker(cast, "window")
    assert window.act(cast.received("2026-11-18", "A03"), verb, **body).status_code == 422


def test_a_version_that_never_was_is_a_conflict(cast: Cast) -> None:
    number = cast.received("2026-11-18", "A03")
    assert asker(cast, "window").act(number, "remark", version=10**30, text="x").status_code == 409
