"""The register by JSON and on the screen: who may write, what is refused, what each sees."""

import base64
from typing import Any

import pytest

from luodi.slices.firms.actions import NewFirm, register_firms
from luodi.slices.projects.reads import project_of_number
from tests.api.asking import asker
from tests.sheets.making import rows
from tests.support.cast import DAY, Cast, at

NEW: dict[str, Any] = {"number": "P91", "name": "新厂房", "owner": "F06", "type": "SOC_GENERAL"}


def test_a_project_is_registered_with_all_that_is_known(cast: Cast) -> None:
    told = NEW | {"code": "2606-330104-04-01-318204", "industry": "C2651", "nature": "new", "investment": "12.50",
                  "lead": "fgw", "planned_start_on": "2027-03-15"}  # fmt: skip
    answer = asker(cast, "window").post("projects/new", told)
    assert (answer.status_code, answer.json()) == (201, {"number": "P91", "href": "/projects/P91/"})
    row = project_of_number(cast.where, "P91")
    assert (row.code_warning, row.lead, row.nature) == ("region", cast.party("fgw"), "new")
    listed = asker(cast, "F06").get("projects")["items"]
    assert [(one["number"], one["lead"], one["code_warning"]) for one in listed] == [
        ("P18", None, ""), ("P91", "fgw", "region")
    ]  # fmt: skip
    assert asker(cast, "F17").get("projects")["count"] == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", "P18"), ("number", "P.9."), ("owner", "F99"), ("lead", "jyj"), ("type", "SOC"), ("nature", "old"),
     ("code", "2613-990900-04-01-318204"), ("industry", "C9999")],
)  # fmt: skip
def test_each_reason_is_said(cast: Cast, field: str, value: str) -> None:
    answer = asker(cast, "window").post("projects/new", NEW | {field: value})
    assert answer.status_code == 422 and len(answer.json()["reasons"]) == 1


def test_a_firm_registers_nothing_and_sees_itself_alone(cast: Cast) -> None:
    assert asker(cast, "F06").post("projects/new", NEW).status_code == 404
    assert [one["key"] for one in asker(cast, "F06").get("firms")["items"]] == ["F06"]
    assert {one["key"] for one in asker(cast, "fgw").get("firms")["items"]} == {"F06", "F17"}
    assert cast.client("F06").get("/firms/F17/").status_code == 404
    assert cast.client("F06").get("/firms/F06/").status_code == 200


def test_what_a_firm_is_stands_in_the_readers_words(cast: Cast) -> None:
    new = [NewFirm("F91", "新厂", "91990321MAY101440K", origin="外来", size="大"),
           NewFirm("F92", "老厂", "91990321MAY104182J", origin="省直", size="")]  # fmt: skip
    register_firms(new=new, by=cast["window"], at=at(DAY))
    for language, said in (("en", "from outside · large"), ("zh-CN", "外来 · 大型")):
        page = cast.client("window").get("/firms/?q=F91", headers={"Accept-Language": language}).content.decode()
        assert said in page
    page = cast.client("window").get("/firms/F92/", headers={"Accept-Language": "en"}).content.decode()
    assert "省直 · –" in page, "a county's own words stay its words"


def test_a_ledger_by_json_is_told_before_it_is_taken(cast: Cast) -> None:
    head = ["项目编号", "项目名称", "建设单位", "类型"]
    content = rows(head, ["P92", "新厂房", "卓岩塔筒", "技改"], ["P/3", "坏", "F06", "技改"])
    body = {"file": {"name": "a.xlsx", "content": base64.b64encode(content).decode()}}
    dry = asker(cast, "window").post("ledger", body | {"dry_run": True, "good_rows": True}).json()
    assert (dry["done"], dry["new"], [one["column"] for one in dry["faults"]]) == (False, 1, ["A"])
    assert asker(cast, "window").post("ledger", body).json()["done"] is False
    assert asker(cast, "window").post("ledger", body | {"good_rows": True}).json()["done"] is True
    assert project_of_number(cast.where, "P92").type == "TECH_REFORM"


def test_the_list_is_filtered(cast: Cast) -> None:
    client = cast.client("zrzy")
    assert "塔筒及法兰" in client.get("/projects/").content.decode()
    for query, met in (("q=塔筒", True), ("q=氢", False), ("state=dropped", False), ("state=uncoded", True),
                       ("type=TECH_REFORM", False), ("owner=F06", True), ("owner=F17", False)):  # fmt: skip
        assert ("塔筒及法兰" in client.get(f"/projects/?{query}").content.decode()) == met, query
