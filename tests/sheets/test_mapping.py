"""What is said of a file that its headings do not say: sheet by sheet, column by column, and as short as it can be."""

from typing import Any

import pytest

from luodi.engines.sheets.layout import read_layout
from luodi.engines.sheets.mapping import LEAVE, Book, FileMapping, as_yaml, mapping_of, read_mapping
from luodi.engines.sheets.model import Row, Table, Unreadable
from luodi.engines.sheets.seen import assigned, said_of, seen, shortest

LEDGER = read_layout(
    """
sheet: {zh: 台账, en: Ledger}
columns:
- {key: number, form: text, needed: true, zh: 编号, en: Number}
- {key: name, form: text, needed: true, zh: 名称, en: Name}
- {key: site, form: text, zh: 地点, en: Site}
"""
)
PARTS = read_layout(
    """
sheet: {zh: 工程, en: Parts, keeps: false}
columns:
- {key: of, form: text, needed: true, zh: 所属, en: Of}
- {key: part, form: text, needed: true, zh: 工程名称, en: Part}
"""
)
BOOK = Book({"ledger": LEDGER, "parts": PARTS}, beside=("bodies",))


def table(name: str, *lines: list[str]) -> Table:
    return Table(name, [Row(number, tuple(line)) for number, line in enumerate(lines, 1) if any(line)])


def read(tables: list[Table], **held: Any) -> Any:
    return assigned(tables, BOOK, mapping_of(held, BOOK))


STRANGE = [
    table("甲", ["标题"], ["号", "叫什么", "备注", "备注", ""], ["P1", "厂房", "一", "二", "三"]),
    table("乙", ["属于", "哪一项"], ["P1", "一号"]),
]


def test_where_no_heading_is_known_the_first_full_row_is_it_and_all_is_kept() -> None:
    one, other = seen(STRANGE, BOOK, FileMapping())
    assert (one.what, one.head, set(one.chosen.values()), other.what) == ("ledger", 1, {"keep"}, LEAVE)
    assert [column.key for column in one.lacking] == ["number", "name"]
    assert list(one.names.values()) == ["号", "叫什么", "@C", "@D", "@E"]
    assert list(one.wrong) == [3], "a heading twice is wrong at the second"
    with pytest.raises(Unreadable, match="stands twice"):
        read(STRANGE)


def test_sheet_by_sheet_a_mapping_says_what_is_what() -> None:
    columns = {"号": "number", "叫什么": "name", "@D": "leave", "@E": "site"}
    found = read(
        STRANGE,
        sheets={"甲": {"is": "ledger", "head": 2, "columns": columns},
                "乙": {"is": "parts", "columns": {"属于": "of", "哪一项": "part"}}},
    )  # fmt: skip
    (one,), (other,) = found.sheets["ledger"], found.sheets["parts"]
    (line,) = LEDGER.lines(one)
    assert line.values == {"number": "P1", "name": "厂房", "site": "三"}
    assert (line.extra, line.faults) == ([["备注", "一"]], [])
    assert next(PARTS.lines(other)).values == {"of": "P1", "part": "一号"}
    assert [str(note) for note in found.notes] == ["Columns that are left out: 备注."]


def test_what_is_left_out_refuses_no_row_and_is_said() -> None:
    tables = [table("", ["编号", "名称", "杂"], ["P1", "厂房", ""]), table("说明", ["编号", "名称"], ["P2", "别的"])]
    found = read(tables, 杂="leave", 没有="site", sheets={"说明": "leave"})
    assert [str(note) for note in found.notes] == [
        "Sheets that were not read: 说明.", "Columns that are left out: 杂.",
        "Headings of the mapping that the file does not have: 没有.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"号": "number", "叫什么": "number"}, "would be one column"),
        ({"号": "number"}, "A column is missing: Name"),
        ({"sheets": {"丙": "leave"}}, "“丙” that the file does not have"),
        ({"sheets": {"甲": "leave", "乙": "leave"}}, "say of one what it is"),
        ({"sheets": {"甲": {"is": "ledger", "head": 40}}}, "no row 40"),
        ({"sheets": {"甲": {"is": "ledger", "columns": {"@E": "keep"}}}}, "no heading"),
        ({"号": "part"}, "A column is missing: Of"),
    ],
)
def test_what_does_not_fit_the_file_is_refused(held: dict[str, Any], words: str) -> None:
    tables = [STRANGE[0], STRANGE[1]]
    tables[0] = table("甲", ["号", "叫什么", "", "", ""], ["P1", "厂房", "", "", "三"])
    with pytest.raises(Unreadable, match=words):
        read(tables, **held)


@pytest.mark.parametrize(
    "wrong",
    [b"a: nothing", b"- a", b"a: [", b"\xff", b"a: [number]", b"bodies: x", b"sheets: {s: {is: boat}}",
     b"sheets: {s: {as: ledger}}", b"sheets: {s: {head: first}}", b"sheets: {s: {head: true}}",
     b"sheets: {s: {is: parts, columns: {a: site}}}", b"sheets: {s: 3}"],
)  # fmt: skip
def test_a_mapping_that_is_none_is_refused(wrong: bytes) -> None:
    with pytest.raises(Unreadable):
        read_mapping(wrong, BOOK)


def test_the_shortest_mapping_reads_the_same_and_comes_back_from_its_file() -> None:
    """All a screen says of every column becomes the few lines a clerk would write."""
    known = [table("", ["编号", "叫什么", "地点"], ["P1", "厂房", "东"])]
    said = FileMapping({"叫什么": "name"}, beside={"bodies": {"甲局": "a"}})
    whole = FileMapping(sheets={one.table.name: said_of(one) for one in seen(known, BOOK, said)}, beside=said.beside)
    assert read_mapping(as_yaml(whole), BOOK) == whole
    short = shortest(known, BOOK, whole)
    assert short == said and read_mapping(as_yaml(short), BOOK) == said
    both = mapping_of({"sheets": {"甲": {"is": "ledger", "head": 2, "columns": {"号": "number", "叫什么": "name"}},
                                  "乙": {"is": "parts"}}}, BOOK)  # fmt: skip
    assert shortest(STRANGE, BOOK, both) == both, "what plain lines cannot say stays sheet by sheet"
