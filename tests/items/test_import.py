"""A county's list of service items: in from every form, refused by row, taken whole or not at all; and out."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from luodi.engines.sheets.mapping import NOTHING_SAID, mapping_of
from luodi.engines.sheets.read import tables_of
from luodi.engines.sheets.seen import assigned
from luodi.engines.sheets.write import as_xlsx
from luodi.slices.items.actions import take_items
from luodi.slices.items.forms import Incoming, book, incoming, layout, outgoing
from luodi.slices.items.models import ServiceItem
from luodi.slices.items.reads import counts, items
from luodi.spine.files.models import StoredFile
from luodi.spine.journal.models import Entry
from luodi.spine.people.reads import parties
from tests.api.asking import asker
from tests.sheets.making import rows
from tests.support.cast import Cast, at

HEAD = ["实施编码", "事项名称", "实施部门", "事项类型", "法定办结时限", "承诺办结时限", "跑动次数", "收费情况", "备注",
        "办事链接"]  # fmt: skip
GOOD = [
    ["A-1", "企业投资项目备案", "fgw局", "其他行政权力", 7, 0, 0, "不收费", "网上办", ""],
    ["A-2", "取水许可", "zrzy", "1", 45, 15, 1, "不收费", "", ""],
]
SAMPLE = Path(__file__).with_name("sample.json")


def come(cast: Cast, content: bytes, *, registering: bool = False, **mapping: Any) -> Incoming:
    return incoming(cast.where, tables_of(content), mapping_of(mapping, book()), registering=registering)


def take(cast: Cast, read: Incoming) -> None:
    take_items(
        new=read.new, changed=read.changed, departments=read.unknown, by=cast["window"], at=at("2026-11-20", "10:00")
    )


def test_a_list_comes_in_and_goes_out_the_same(cast: Cast) -> None:
    take(cast, come(cast, rows(HEAD, *GOOD)))
    assert [(one.code, one.kind, one.committed_days, one.extra) for one in items(cast.where)] == [
        ("A-2", "1", 15, [["备注", ""]]), ("A-1", "10", 0, [["备注", "网上办"]])
    ]  # fmt: skip
    written = [as_xlsx([outgoing(cast.where, language=one)], language=one, at=at("2026-11-20")) for one in ("zh", "en")]
    for content in written:
        outcome = come(cast, content).outcome
        assert (outcome.same, outcome.new, outcome.changed, outcome.faults) == (2, 0, 0, [])


def test_a_second_list_brings_up_to_date_and_leaves_what_it_does_not_say(cast: Cast) -> None:
    take(cast, come(cast, rows(HEAD, *GOOD)))
    head = ["事项编码", "名称", "部门", "网办"]
    read = come(cast, rows(head, ["A-1", "企业投资项目备案", "fgw", "是"], ["A-3", "新", "fgw", ""]))
    assert (read.outcome.new, read.outcome.changed, read.outcome.same) == (1, 1, 0)
    take(cast, read)
    first = next(one for one in items(cast.where) if one.code == "A-1")
    assert (first.committed_days, first.extra) == (0, [["备注", "网上办"], ["网办", "是"]])
    assert Entry.objects.everywhere("a test").filter(kind="items.taken").count() == 2


HOSTILE = [
    (["", "无编码", "fgw", "1"], "A", "no code"),
    (["A 9!", "编码不对", "fgw", "1"], "A", "letters"),
    (["A-1", "重复", "fgw", "1"], "A", "twice"),
    (["A-4", "部门不识", "教育局", "1"], "C", "教育局"),
    (["A-5", "类型不识", "fgw", "许可证"], "D", "list"),
    (["A-6", "承诺超法定", "fgw", "1", 5, 9], "F", "9 of 5"),
    (["A-7", '=HYPERLINK("x")', "fgw", "1"], "B", "formula"),
    (["A-8", "长" * 10_000, "fgw", "1"], "B", "4000"),
    (["A-9", "", "fgw", "1"], "B", "filled in"),
    (["511", "编码被截断", "fgw", "1"], "A", "too short"),
    (["abc", "编码无数字", "fgw", "1"], "A", "digits"),
    (["a-1", "大小写不同的同一编码", "fgw", "1"], "A", "twice"),
    (["A-10", "+1+1", "fgw", "1"], "B", "formula"),
    (["A-11", "＝1", "fgw", "1"], "B", "formula"),
    (["A-12", "链接不是网址", "fgw", "1", "", "", "", "", "", "javascript:alert(1)"], "J", "begins with http"),
    (["A-13", "链接另有编码", "fgw", "1", "", "", "", "", "", "http://a.example/?itemCode=B-13"], "A", "another code"),
]


def test_hostile_rows_are_refused_by_row_and_nothing_is_half_in(cast: Cast) -> None:
    read = come(cast, rows(HEAD, GOOD[0], *(row for row, _, _ in HOSTILE)))
    told = [(one.row, one.column) for one in read.outcome.faults]
    assert told == [(number, column) for number, (_, column, _) in enumerate(HOSTILE, 3)]
    assert all(word in str(one.reason) for one, (_, _, word) in zip(read.outcome.faults, HOSTILE, strict=True))
    assert (read.outcome.rows, read.outcome.refused, read.outcome.new) == (len(HOSTILE) + 1, len(HOSTILE), 1)
    answer = asker(cast, "window").post("items/list", {"file": file_of(rows(HEAD, GOOD[0], HOSTILE[0][0]))})
    assert (answer.json()["done"], answer.json()["refused"], ServiceItem.objects.within(cast.where.pk).count()) == (
        False, 1, 0
    )  # fmt: skip


def test_the_good_rows_alone_can_be_taken(cast: Cast) -> None:
    body = {"file": file_of(rows(HEAD, *GOOD, HOSTILE[0][0])), "good_rows": True}
    answer = asker(cast, "window").post("items/list", body).json()
    assert (answer["done"], answer["new"], answer["refused"]) == (True, 2, 1)
    assert len(items(cast.where)) == 2


def test_the_api_takes_a_mapping_too(cast: Cast) -> None:
    content = rows(["号", "什么", "谁"], ["A-1", "备案", "某局"])
    body = {"file": file_of(content), "mapping": {"号": "code", "什么": "name", "谁": "department"}}
    assert asker(cast, "window").post("items/list", body).json()["faults"][0]["value"] == "某局"
    body["mapping"] |= {"departments": {"某局": "fgw"}}
    assert asker(cast, "window").post("items/list", body).json()["done"] is True
    answer = asker(cast, "window").post("items/list", body | {"mapping": {"号": "nothing"}})
    assert answer.status_code == 422 and "nothing" in str(answer.json()["reasons"])


def file_of(content: bytes) -> dict[str, str]:
    return {"name": "list.xlsx", "content": base64.b64encode(content).decode()}


def test_grouped_rows_of_a_real_list_take_their_code_from_the_link(cast: Cast) -> None:
    """A sample in the shape of a list that is published: departments with main items with items."""
    read = come(cast, SAMPLE.read_bytes())
    assert {one.value for one in read.outcome.faults} == {"区经信局", "区教科体局"}
    mapped = come(cast, SAMPLE.read_bytes(), departments={"区经信局": "gxj", "区教科体局": "fgw"})
    assert (mapped.outcome.new, mapped.outcome.faults) == (3, [])
    read = come(cast, SAMPLE.read_bytes(), registering=True)
    assert (read.unknown, read.strange) == (["区经信局", "区教科体局"], ["区经信局", "区教科体局"])
    take(cast, read)
    named = {row.name: row for row in parties(cast.where).values()}
    assert counts(cast.where) == {named["区经信局"].pk: 1, named["区教科体局"].pk: 2}
    assert items(cast.where)[0].code == "511Z07001006-511602000000-000-11511301008778183N-1-00"
    assert come(cast, SAMPLE.read_bytes()).outcome.same == 3


def test_a_heading_that_stands_twice_and_a_sheet_that_is_not_read_are_said(cast: Cast) -> None:
    twice = rows([*HEAD[:4], "编码"], ["A-1", "事项", "fgw", "1", "A-2"])
    answer = asker(cast, "window").post("items/list", {"file": file_of(twice)})
    assert answer.status_code == 422 and "“实施编码”" in str(answer.json()["reasons"])
    book = io.BytesIO()
    with Workbook(book) as made:
        for name in ("list", "beside"):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, HEAD[:4])
            sheet.write_row(1, 0, GOOD[0][:4])
        sheet.hide()
    assert [str(note) for note in come(cast, book.getvalue()).outcome.notes] == ["Sheets that were not read: beside."]


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", json.dumps([{"x": 1}]).encode()])
def test_what_is_no_such_list_is_said_so(cast: Cast, content: bytes) -> None:
    answer = asker(cast, "window").post("items/list", {"file": file_of(content)})
    assert answer.status_code == 422 and answer.json()["reasons"]


def test_on_the_screen_a_list_is_looked_at_and_then_taken(cast: Cast) -> None:
    client = cast.client("zrzy")
    sent = io.BytesIO(SAMPLE.read_bytes())
    sent.name = "list.json"
    preview = client.post("/items/import/", {"key": "k1", "file": sent}).headers["Location"]
    page = client.get(preview).content.decode()
    assert "区教科体局" in page and not items(cast.where)
    assert client.post(preview, {"key": "k2"}).status_code == 409
    assert client.post(preview, {"key": "k3", "also": "1"}).status_code == 303
    page = client.get("/items/?q=备案").content.decode()
    assert page.count("企业投资项目备案") == 1 and "适龄儿童" not in page
    assert cast.client("fgw").get(preview).status_code == 404  # another office's file
    workbook = client.get("/items/export/").content
    assert {line.values["code"] for line in _lines(workbook)} == {one.code for one in items(cast.where)}


def test_what_cannot_be_read_is_said_where_it_was_chosen(cast: Cast) -> None:
    sent = io.BytesIO("\ufeffname,department\n".encode("utf-16"))
    sent.name = "list.csv"
    answer = cast.client("zrzy").post("/items/import/", {"key": "k1", "file": sent})
    assert answer.status_code == 422 and "UTF-8" in answer.content.decode()
    assert not StoredFile.objects.within(cast.where.pk).exists()


def _lines(content: bytes) -> list[Any]:
    (matched,) = assigned(tables_of(content), book(), NOTHING_SAID).sheets["items"]
    return list(layout().lines(matched))
