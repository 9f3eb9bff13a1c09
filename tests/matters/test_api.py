"""The catalogue for programs: what may be applied for with its reasons, versions, and setting one's own."""

import json
from typing import Any

import pytest

from luodi.slices.matters import reads
from tests.support.cast import Cast

PAPER, LAW = "县政办发〔2026〕3号", "城镇排水与污水处理条例§21"
VERSIONS = "/api/catalogue/versions"
NEW = {
    "name": "园区污水接管核准", "name_en": "Park sewer connection", "stage": "C", "department": "zjj",
    "level": "county", "kind": "permit", "applies_to": ["SOC_GENERAL"], "committed_days": 5, "statutory_days": 20,
    "prerequisites": ["B02"], "materials": ["r_works_permit"],
    "when": [{"fact": "sewer_discharge", "op": "is", "value": True}],
}  # fmt: skip


def get(cast: Cast, account: str, path: str, language: str = "en") -> Any:
    """What an account reads."""
    answer = cast.client(account).get(path, HTTP_ACCEPT_LANGUAGE=language)
    return answer.status_code, answer.json()


def post(cast: Cast, account: str, key: str, *changes: dict[str, Any], version: int = 1, note: str = "") -> Any:
    """What comes of setting changes."""
    sent = json.dumps({"version": version, "changes": changes, "note": note})
    headers = {"HTTP_IDEMPOTENCY_KEY": key, "HTTP_ACCEPT_LANGUAGE": "en"}
    answer = cast.client(account).post(VERSIONS, sent, content_type="application/json", **headers)  # type: ignore[arg-type]
    return answer.status_code, answer.json()


def test_a_matter_comes_with_when_why_and_from_whom(cast: Cast) -> None:
    status, told = get(cast, "F06", "/api/matters/P03")
    assert status == 200
    assert told["when"] == "class of environmental assessment: form"
    assert told["waits_for"][0] == {
        "code": "A01", "reason": "needs its result: Project code", "source": "materials", "papers": ["r_project_code"],
        "beside": None,
    }  # fmt: skip
    assert {one["code"] for one in told["waited_for_by"]} == {"C12", "D12", "D11"}
    assert {(one["code"], one["source"]) for one in told["papers"]} >= {
        ("m_eia_form", "applicant"),
        ("m_uscc", "shared"),
    }
    assert get(cast, "F06", "/api/matters/P03", "zh-hans")[1]["when"] == "环评类别为报告表"
    assert get(cast, "F06", "/api/matters/Z99")[0] == 404
    beside = {one["code"]: one["beside"] for one in get(cast, "F06", "/api/matters/B02")[1]["waits_for"]}
    assert beside["A20"] is None and beside["B01"]["source"] == "城乡规划法§40;GK"
    assert beside["B01"]["reason"].startswith("one department examines scheme and permit together")


def test_a_leader_sets_and_everybody_reads_what_was_set(cast: Cast) -> None:
    changes = [
        {"sets": "committed_days", "matter": "C02", "to": 5, "source": PAPER},
        {"sets": "matter", "matter": "X01", "to": NEW, "legal_basis": LAW},
        {"sets": "left_out", "matter": "A15", "to": True, "source": PAPER},
    ]
    assert post(cast, "leader", "set-overlay-1", *changes, note="提速")[0] == 201
    status, listed = get(cast, "F06", VERSIONS)
    assert (status, listed["count"]) == (200, 2)
    newest = listed["items"][0]
    assert (newest["ordinal"], newest["note"], len(newest["overlay"])) == (2, "提速", 3)
    assert [(one["department"], one["matter"], one["legal_basis"]) for one in newest["excess"]] == [("zjj", "X01", LAW)]
    whole = get(cast, "F06", "/api/matters/X01")[1]
    assert (whole["committed_basis"], whole["when"]) == ("county", "drains into town sewers")
    assert whole["waits_for"][0]["papers"] == ["r_works_permit"]
    assert get(cast, "F06", "/api/matters/A15")[0] == 404


def test_less_is_asked_and_a_pair_kept_apart_by_json_too(cast: Cast) -> None:
    less = {"sets": "material_removed", "matter": "B02", "to": "m_form_b", "source": PAPER}
    assert post(cast, "zrzy-head", "set-less-1", less)[0] == 201
    apart = {"sets": "apart", "matter": "B02", "to": "B01", "source": PAPER}
    assert post(cast, "leader", "set-apart-1", apart, version=2)[0] == 201
    whole = get(cast, "F06", "/api/matters/B02")[1]
    assert "m_form_b" not in whole["materials"]
    assert {one["code"]: one["beside"] for one in whole["waits_for"]}["B01"] is None
    newest = get(cast, "F06", VERSIONS)[1]["items"][0]
    assert [one["sets"] for one in newest["overlay"]] == ["material_removed", "apart"] and newest["excess"] == []


@pytest.mark.parametrize(("account", "change", "words"), [
    ("F06", {"sets": "plan_days", "matter": "B01", "to": 5, "source": PAPER}, "for its leaders"),
    ("zrzy-head", {"sets": "lead", "stage": "B", "to": "zjj", "source": PAPER}, "the rest is for a leader"),
    ("leader", {"sets": "material", "matter": "B01", "to": "m_stamp", "name": "印模", "source": PAPER}, "names no law"),
    ("leader", {"sets": "matter", "matter": "X01", "to": NEW}, "arts. 35 and 39"),
    ("leader", {"sets": "prerequisite", "matter": "B01", "to": "B02", "legal_basis": LAW}, "circle: B01 > B02 > B01"),
    ("leader", {"sets": "material_removed", "matter": "B02", "to": "r_scheme", "source": PAPER}, "waits for B01"),
    ("zrzy", {"sets": "material_removed", "matter": "B02", "to": "m_form_b", "source": PAPER}, "heads of departments"),
    ("leader", {"sets": "beside", "matter": "B02", "to": "B01", "source": PAPER}, "not kept apart from B01"),
    ("leader", {"sets": "matter", "matter": "X01", "to": 5, "legal_basis": LAW}, "says its name"),
    ("leader", {"sets": "department", "matter": "B01", "to": True, "source": PAPER}, "no body of this county"),
])  # fmt: skip
def test_what_may_not_be_set_is_refused_and_nothing_is(
    cast: Cast, account: str, change: dict[str, Any], words: str
) -> None:
    status, told = post(cast, account, f"refused-{account}-1", change)
    assert status == 422
    assert any(words in reason for reason in told["reasons"]), told
    assert len(reads.versions(cast.where)) == 1


def test_a_version_thought_out_on_an_older_one_is_refused(cast: Cast) -> None:
    change = {"sets": "committed_days", "matter": "C02", "to": 5, "source": PAPER}
    assert post(cast, "leader", "set-overlay-1", change)[0] == 201
    status, told = post(cast, "leader", "set-overlay-2", change)
    assert status == 422 and "Another version came meanwhile: 2" in told["reasons"][0]
