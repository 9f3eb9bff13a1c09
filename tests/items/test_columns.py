"""On the screen, which column of a list is which: by its own headings nothing is known, by what is chosen all of it."""

import csv
import html
import io
import json
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from xlsxwriter import Workbook

from luodi.engines.sheets.mapping import read_mapping
from luodi.engines.sheets.read import tables_of
from luodi.slices.items.forms import book, incoming
from luodi.slices.items.reads import items
from luodi.spine.files.actions import keep
from luodi.spine.files.models import KeptMapping
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.people.actions import NewParty, NewPost
from luodi.spine.people.reads import place, seat_of
from luodi.spine.people.seats import of_law
from tests.sheets.making import rows
from tests.support.cast import BEGUN, DAY, Cast, at

STRANGE = ["归口", "办什么", "网页", "备注"]
LINK = "http://www.example.org/guide?itemCode=511Z07001006-51160200000{}&taskType=1"
LIST = [["fgw局", "企业投资项目备案", LINK.format(1), "网上办"], ["fgw局", "取水许可", LINK.format(2), ""],
        ["区经信局", "技术改造备案", LINK.format(3), ""]]  # fmt: skip
CHOSEN = {"column-0-0": "department", "column-0-1": "name", "column-0-2": "link"}


def in_csv(*lines: list[Any]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(lines)
    return written.getvalue().encode("gb18030")


def in_json(head: list[Any], *lines: list[Any]) -> bytes:
    return json.dumps([dict(zip(head, line, strict=True)) for line in lines]).encode()


def chosen(client: Client, content: bytes, name: str = "清单.csv", room: str = "items") -> str:
    """The address of a file that was chosen."""
    sent = io.BytesIO(content)
    sent.name = name
    return client.post(f"/{room}/import/", {"key": "chosen", "file": sent}).headers["Location"]


def stands(page: str) -> dict[str, str]:
    """What the form of the columns says as it comes."""
    form = page[page.index('id="columns"') :].partition("</form>")[0]
    told = {}
    for name, inner in re.findall(r'<select name="([^"]+)"(.*?)</select>', form, re.DOTALL):
        picked = re.search(r'<option value="([^"]*)" selected', inner)
        told[name] = html.unescape(picked[1]) if picked else ""
    version = re.search(r'name="seen" value="(\d+)"', form)
    assert version
    return told | {"seen": version[1]}


def said(client: Client, address: str, key: str = "said", **columns: str) -> HttpResponse:
    """What is chosen is sent, all else as it stands."""
    held = stands(client.get(address).content.decode()) | columns
    return client.post(address.partition("?")[0] + "columns/", held | {"key": key})


@pytest.mark.parametrize(("write", "name"), [(in_csv, "清单.csv"), (rows, "清单.xlsx"), (in_json, "清单.json")])
def test_headings_nobody_knows_are_said_on_the_screen_and_the_command_takes_the_same(
    cast: Cast, write: Any, name: str
) -> None:
    client, content = cast.client("zrzy"), write(STRANGE, *LIST)
    address = chosen(client, content, name)
    page = client.get(address).content.decode()
    assert name in page and f"{name}." not in page, "it is called as its owner called it"
    assert all(heading in page for heading in STRANGE) and "fgw局 · 区经信局" in page, (
        "each with values that stand below"
    )
    assert "还没有对应：事项名称 · 实施部门" in page and ">全部导入<" not in page
    assert "没有办成" not in page, "what was read was read"
    assert client.post(address, {"key": "early", "seen": "0"}).status_code == 409

    assert said(client, address, **CHOSEN).headers["Location"] == address
    page = client.get(address).content.decode()
    assert "3 行中有 1 行不能导入" in page and stands(page)["column-0-3"] == "keep"
    word = next(name for name in stands(page) if name.startswith("word-"))
    assert said(client, address, "word", **{word: "gxj"}).status_code == 303
    mapping = client.get(f"{address}columns/").content
    assert mapping.decode().splitlines() == [
        "归口: department", "办什么: name", "网页: link", "departments:", "  区经信局: gxj"
    ]  # fmt: skip
    page = client.get(address).content.decode()
    assert "3 行：新增 3 条" in page and not items(cast.where)
    assert client.post(address, {"key": "take", "seen": stands(page)["seen"]}).status_code == 303
    assert sorted(one.code[-1] for one in items(cast.where)) == ["1", "2", "3"]
    assert {one.extra[0][1] for one in items(cast.where) if one.extra} >= {"网上办"}
    read = incoming(cast.where, tables_of(content), read_mapping(mapping, book()), registering=False)
    assert (read.outcome.same, read.outcome.faults) == (3, []), "the command with the file of the page"
    assert Entry.objects.everywhere("a test").filter(kind="files.mapped").count() == 2


def test_what_cannot_be_is_refused_at_its_field_and_not_kept(cast: Cast) -> None:
    client = cast.client("zrzy")
    address = chosen(client, in_csv(STRANGE, *LIST))
    for field, wrong, words in (
        ("column-0-1", {"column-0-0": "name", "column-0-1": "name"}, "“归口”和“办什么”对应了同一列"),
        ("column-0-0", {"column-0-0": "nothing"}, "nothing"),
        ("what-0", {"what-0": "projects"}, "projects"),
        ("head-0", {"head-0": "9"}, "9"),
    ):
        answer = said(client, address, f"wrong-{field}", **wrong)
        page = answer.content.decode()
        assert (answer.status_code, words in page, f'id="is_{field}_error"' in page) == (422, True, True), field
    assert said(client, address, "beyond", **CHOSEN, **{"column-0-99": "code", "column-7-0": "code"}).status_code == 303
    assert KeptMapping.objects.within(cast.where.pk).get().revision == 1


def test_a_stale_form_is_told_who_and_nothing_is_taken_by_columns_nobody_saw(cast: Cast) -> None:
    client = cast.client("zrzy")
    address = chosen(client, in_csv(STRANGE, *LIST))
    old = stands(client.get(address).content.decode()) | {"key": "old", "column-0-0": "name"}
    colleague = cast.client("zrzy-head")
    new = old | CHOSEN | {"key": "new"}
    answers = [colleague.post(f"{address}columns/", new) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [address, address], "sent twice is done once"
    answer = client.post(f"{address}columns/", old)
    assert answer.status_code == 409 and "主要负责人" in answer.content.decode()
    for key, seen in (("old0", "0"), ("none", "not a number")):
        assert client.post(address, {"key": key, "seen": seen, "good": "1"}).status_code == 409
    assert not items(cast.where)
    assert client.post(address, {"key": "now", "seen": "1", "good": "1"}).status_code == 303
    assert len(items(cast.where)) == 2


def test_a_file_is_said_and_seen_by_its_own_office_alone(cast: Cast) -> None:
    address = chosen(cast.client("zrzy"), in_csv(STRANGE, *LIST))
    other = enrol.register_region(
        code="990901", name="邻县", name_en="Next", zone="Asia/Shanghai", calendar="CN", frozen_on=DAY, at=BEGUN
    )
    law = of_law(other)
    enrol.register_parties(parties=[NewParty("zrzy", "department", "局", "Bureau")], by=law, at=BEGUN)
    held = enrol.open_posts(posts=[NewPost("zrzy", "首席代表", "officer", 2, "甲", DAY)], by=law, at=BEGUN)
    theirs = keep(
        name="a.csv", content=in_csv(STRANGE, *LIST), by=seat_of(held["zrzy", "首席代表"]), at=at("2026-11-20")
    )
    for client, key in (
        (cast.client("fgw"), address), (cast.client("F06"), address), (cast.client("zrzy"), f"/items/import/{theirs}/"),
    ):  # fmt: skip
        assert client.get(f"{key}columns/").status_code == 404
        assert client.post(f"{key}columns/", {"key": key[-9:], "seen": "0"}).status_code == 404
    assert not KeptMapping.objects.within(place("990901").pk).exists()


def test_where_no_row_is_good_the_good_ones_are_not_offered(cast: Cast) -> None:
    client = cast.client("zrzy")
    address = chosen(client, in_csv(["名称", "部门"], ["甲", "无此局"], ["乙", "无此局"]))
    page = client.get(address).content.decode()
    assert "2 行都不能导入" in page and 'name="good"' not in page
    assert client.post(address, {"key": "k", "seen": "0", "good": "1"}).status_code == 409


def test_a_sheet_is_left_out_another_said_and_its_headings_stand_elsewhere(cast: Cast) -> None:
    client = cast.client("fgw")
    line = ["P91", "厂房", "卓岩塔筒", "技改"]
    content = rows(["编号", "名称", "说明", "又说"], ["号", "项目", "谁建", "哪类"], line)
    address = chosen(client, content, "台账.xlsx", "projects")
    assert said(client, address, "w", **{"what-0": "works"}).status_code == 303
    page = client.get(address).content.decode()
    assert stands(page)["what-0"] == "works" and "还没有对应" in page
    assert said(client, address, "p", **{"what-0": "projects"}).status_code == 303
    assert said(client, address, "h", **{"head-0": "2"}).status_code == 303
    keys = ("number", "name", "owner", "type")
    assert said(client, address, "c", **{f"column-0-{at}": key for at, key in enumerate(keys)}).status_code == 303
    assert "1 行：新增 1 条" in client.get(address).content.decode()
    mapping = client.get(f"{address}columns/").content.decode()
    assert mapping == "号: number\n项目: name\n谁建: owner\n哪类: type\n", "by them the row is found"
    assert said(client, address, "l", **{"what-0": "leave"}).status_code == 303
    assert "没有要读取的工作表" in client.get(address).content.decode()


def test_a_wide_book_has_room_in_one_form(cast: Cast) -> None:
    """Six sheets of two hundred columns ask for more than a form may have by itself."""
    made = io.BytesIO()
    with Workbook(made) as book_of_sheets:
        for number in range(6):
            sheet = book_of_sheets.add_worksheet(f"{number}")
            sheet.write_row(0, 0, ["编号", "名称", "建设单位", "类型", *(f"c{at}" for at in range(196))])
            sheet.write_row(1, 0, [f"P9{number}", "厂房", "卓岩塔筒", "技改"])
    client = cast.client("fgw")
    address = chosen(client, made.getvalue(), "台账.xlsx", "projects")
    assert said(client, address, **{"column-5-199": "leave"}).status_code == 303
    assert "共 6 行：新增 6 条" in client.get(address).content.decode()
