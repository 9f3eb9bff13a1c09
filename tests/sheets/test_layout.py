"""Columns found by their headings, rows read by them, and sheets written so that they read back the same."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.engines.sheets.layout import Layout, Line, read_layout
from luodi.engines.sheets.mapping import Book, FileMapping, read_mapping
from luodi.engines.sheets.model import Unreadable
from luodi.engines.sheets.read import tables_of
from luodi.engines.sheets.seen import assigned
from luodi.engines.sheets.write import Outgoing, as_csv, as_xlsx
from tests.sheets.making import rows

LAYOUT = read_layout(
    """
sheet: {zh: 台账, en: Ledger}
columns:
- {key: number, form: text, longest: 10, needed: true, zh: 编号, en: Number, also: [序号],
   hint: {zh: 必填, en: needed}, example: P1}
- {key: kind, form: choice, zh: 类型, en: Kind, example: a,
   choices: {a: {zh: 甲类, en: First}, b: {zh: 乙类, en: Second, also: [二]}}}
"""
)
WIDE = read_layout(
    """
sheet: {zh: 宽表, en: Wide}
columns:
- {key: name, form: text, longest: 60, needed: true, zh: 名称, en: Name}
- {key: day, form: day, zh: 日期, en: Day}
- {key: amount, form: amount, zh: 金额, en: Amount}
- {key: count, form: count, zh: 天数, en: Count}
"""
)
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def lines(layout: Layout, content: bytes, **mapping: str) -> list[Line]:
    (matched,) = assigned(tables_of(content), Book({"it": layout}), FileMapping(mapping)).sheets["it"]
    return list(layout.lines(matched))


def test_headings_are_known_in_any_language_below_a_title_and_with_a_unit() -> None:
    (line,) = lines(LAYOUT, rows(["2026年台账"], ["Kind", "编 号（县内）", "说明"], ["乙类", "P1", "好"]))
    assert (line.values, line.extra, line.faults) == ({"number": "P1", "kind": "b"}, [["说明", "好"]], [])


def test_a_mapping_names_what_is_not_known() -> None:
    content = rows(["项目号", "类型"], ["P1", "甲类"])
    with pytest.raises(Unreadable, match="headings"):
        lines(LAYOUT, content)
    mapping = read_mapping("项目号: number".encode(), Book({"it": LAYOUT}))
    assert lines(LAYOUT, content, **mapping.columns)[0].values["number"] == "P1"


def test_every_fault_stands_in_its_place() -> None:
    found = lines(LAYOUT, rows(["编号", "类型", "备注"], ["", "丙类", "=1+1"], ["P" * 11, "甲类", "", "多余"]))
    places = [(one.row, one.column, one.heading) for line in found for one in line.faults]
    assert places == [(2, "A", "编号"), (2, "B", "类型"), (2, "C", "备注"), (3, "A", "编号"), (3, "D", "")]
    assert found[0].faults[1].value == "丙类"
    assert found[0].faults[1].reason.values == {"zh": "甲类、乙类", "en": "First, Second"}


def test_a_heading_that_stands_twice_is_refused() -> None:
    with pytest.raises(Unreadable, match="twice"):
        lines(LAYOUT, rows(["编号", "类型", "备注", "备注"], ["P1", "甲类", "a", "b"]))


@pytest.mark.parametrize(
    ("cell", "value"),
    [("2026-11-20", date(2026, 11, 20)), ("2026/1/2", date(2026, 1, 2)), ("2026年1月2日", date(2026, 1, 2)),
     ("2026.02.30", None), (46000, None), ("1979-12-31", None), ("明天", None)],
)  # fmt: skip
def test_a_day_is_read_or_refused(cell: Any, value: date | None) -> None:
    (line,) = lines(WIDE, rows(["名称", "日期"], ["a", cell]))
    assert (line.values["day"], bool(line.faults)) == (value, value is None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,200.50", Decimal("1200.50")), (186000, Decimal(186000)), (0.1, Decimal("0.1")), ("1.234", None),
     ("-5", None), ("5万元", None), (True, None)],
)  # fmt: skip
def test_an_amount_is_read_or_refused(cell: Any, value: Decimal | None) -> None:
    (line,) = lines(WIDE, rows(["名称", "金额"], ["a", cell]))
    assert (line.values["amount"], bool(line.faults)) == (value, value is None)


def test_a_template_is_read_as_nothing_and_says_what_belongs_where() -> None:
    for language in ("zh", "en"):
        content = as_xlsx([Outgoing(LAYOUT, template=True)], language=language, at=AT)
        (table,) = tables_of(content)[:1]
        assert lines(LAYOUT, content) == []
        assert [row.cells[0] for row in table.rows][1:] == [f"※ {'必填' if language == 'zh' else 'needed'}", "※ P1"]


def test_choices_are_offered_and_headings_frozen() -> None:
    content = as_xlsx([Outgoing(LAYOUT, template=True)], language="zh", at=AT)
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        sheet = held.read("xl/worksheets/sheet1.xml").decode()
        lists = held.read("xl/workbook.xml").decode()
    assert 'type="list"' in sheet and "'选项'!$A$1:$A$2" in sheet and 'state="frozen"' in sheet
    assert 'state="hidden"' in lists


TEXT = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="'"), min_size=1, max_size=40)
VALUES = st.tuples(
    TEXT.filter(lambda text: not text.startswith(("=", "@", "+", "-", "※", "\t", "\r"))),
    st.none() | st.dates(date(1980, 1, 1), date(2140, 12, 31)),
    st.none() | st.decimals(0, 10**9, places=2),
    st.none() | st.integers(0, 999_999),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(VALUES, max_size=5))
def test_what_is_written_reads_back_the_same(told: list[tuple[Any, ...]]) -> None:
    sheet = Outgoing(WIDE, [list(one) for one in told])
    contents = [as_xlsx([sheet], language=language, at=AT) for language in ("zh", "en")]
    for content in (*contents, as_csv(sheet, language="zh")):
        assert [tuple(line.values.values()) for line in lines(WIDE, content)] == told


@settings(max_examples=30, deadline=None)
@given(st.sampled_from("=+-@\t\r"), TEXT)
def test_nothing_written_is_a_formula(first: str, text: str) -> None:
    sheet = Outgoing(WIDE, [[first + text, None, None, None]])
    with zipfile.ZipFile(io.BytesIO(as_xlsx([sheet], language="zh", at=AT))) as held:
        assert b"<f>" not in held.read("xl/worksheets/sheet1.xml")
    written = as_csv(sheet, language="zh").decode("utf-8-sig").splitlines()[1:]
    assert written[0].lstrip('"').startswith("'")
