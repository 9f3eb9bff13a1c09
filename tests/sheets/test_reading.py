"""Files as tables: a cell comes as it is, what cannot be taken is a flaw in its place, and no file ends us."""

import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.engines.sheets import jail
from luodi.engines.sheets.model import FLAWS, LONGEST, Flaw, Row, Unreadable, letters, text_of
from luodi.engines.sheets.read import tables_of
from luodi.engines.sheets.write import Outgoing, as_csv
from tests.sheets.making import rows, workbook
from tests.sheets.test_layout import LAYOUT


def cells(content: bytes) -> list[tuple[Any, ...]]:
    return [row.cells for row in tables_of(content)[0].rows]


def test_the_cells_of_a_sheet_come_with_their_kind() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(1, 1, ["名称", 5, 5.5, True])
        sheet.write_datetime(1, 5, date(2026, 11, 20), day)
        sheet.write_formula(3, 1, "=1+1", None, 2)

    (table,) = tables_of(workbook(fill))
    assert table.name == "台账"
    assert table.rows == [
        Row(2, ("", "名称", 5, 5.5, True, date(2026, 11, 20))), Row(4, ("", 2, "", "", "", ""))
    ]  # fmt: skip


def test_what_cannot_be_taken_is_a_flaw_in_its_place() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 1, 1, "合并")
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
        sheet.write_number(3, 0, 911503216000000000)
        sheet.write_string(3, 1, "=HYPERLINK(1)")
        sheet.write_string(3, 2, "长" * (LONGEST + 1))

    found = tables_of(workbook(fill))[0].rows
    assert [cell.why for cell in found[0].cells[:2] if isinstance(cell, Flaw)] == ["merged", "merged"]
    assert found[0].cells[0] == Flaw("merged", "合并")
    places = [(row.number, place, cell) for row in found for place, cell in enumerate(row.cells)]
    flaws = {(number, place): cell.why for number, place, cell in places if isinstance(cell, Flaw)}
    assert flaws[3, 3] == "error"
    assert {flaws[4, place] for place in range(3)} == {"digits", "formula", "long"}
    assert set(flaws.values()) <= FLAWS.keys()


@pytest.mark.parametrize(
    ("text", "flawed"),
    [("=1+1", True), ("@SUM(A1)", True), ("+cmd|' /C calc'!A0", True), ("-2+3+cmd|' /C calc'!A0", True), ("\t=1", True),
     ("+86 138 0000 0000", False), ("-5", False), ("-", False), ("企业=A", False)],
)  # fmt: skip
def test_text_that_begins_like_a_formula_is_refused_alike_in_every_form(text: str, flawed: bool) -> None:
    by_csv = cells(as_csv(Outgoing(LAYOUT, [["a", None]], [text]), language="en"))[0][-1]
    for cell in (cells(rows(["a", text]))[0][1], cells(json.dumps([{"a": text}]).encode())[1][0], by_csv):
        assert isinstance(cell, Flaw) == flawed
        assert flawed or cell == text.strip()


def test_csv_in_both_encodings_and_with_lines_in_a_cell() -> None:
    text = '名称,数\r\n"两\r\n行",1\r\n最后,2\r\n'
    for content in (text.encode("utf-8-sig"), text.encode(), text.encode("gb18030")):
        (table,) = tables_of(content)
        assert table.rows == [Row(1, ("名称", "数")), Row(2, ("两\r\n行", "1")), Row(3, ("最后", "2"))]


def test_json_is_flattened_and_numbers_keep_their_digits() -> None:
    told = [{"部门": "甲局", "items": [{"name": "一", "n": 1.50}, {"name": "二", "n": 12345678901234567890}]}]
    assert cells(json.dumps(told).encode()) == [
        ("部门", "name", "n"), ("甲局", "一", 1.5), ("甲局", "二", Flaw("digits", "12345678901234567890"))
    ]  # fmt: skip
    assert cells(b'{"rows": [{"a": {"b": 1}, "c": null}]}')[1] == (Flaw("nested"), "")


@pytest.mark.parametrize(
    "content",
    [b"", b" \n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04 no archive", b'a,"b\n', b"\xff\xfe\x00", b"[1, 2]",
     b'[{"a": 1, "a": 2}]', b'[{"a": NaN}]', b"[" * 100_000, b"a,b\0\n", b",".join([b"x"] * 300) + b"\n"],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        tables_of(content)
    assert str(refused.value)


def corner() -> bytes:
    """Two cells, a thousand bytes: a reader that lays out what lies between asks for hundreds of gigabytes."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, 1)
        sheet.write(1048575, 16383, 2)

    return workbook(fill)


def fat() -> bytes:
    """One cell of a hundred million characters in a small file."""
    cell = b"<t>" + b"x" * 10**8 + b"</t>"
    return replaced(rows(["x"]), "xl/sharedStrings.xml", lambda xml: xml.replace(b"<t>x</t>", cell))


def bomb() -> bytes:
    """More than any sheet unpacks to."""
    return replaced(rows(["x"]), "xl/media/a.bin", lambda _: b"\0" * (210 * 1024 * 1024))


def entities() -> bytes:
    """Words that stand for words that stand for words."""
    told = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    head = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "lol">' + told + b"]><s>&a11;</s>"
    return replaced(rows(["x"]), "xl/workbook.xml", lambda _: head)


def many() -> bytes:
    """More rows than are taken."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write(jail.ROWS, 0, 1)
    sheet.write(0, 0, 1)
    book.close()
    return made.getvalue()


def replaced(content: bytes, member: str, change: Any) -> bytes:
    """A workbook with one member changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), member]):
            held = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(held) if name == member else held)
    return made.getvalue()


@pytest.mark.parametrize("hostile", [corner, fat, bomb, entities, many], ids=lambda one: one.__name__)
def test_a_hostile_workbook_ends_its_reader_at_most(hostile: Any) -> None:
    content = hostile()
    assert len(content) < 2_000_000
    try:
        (table,) = tables_of(content)
    except Unreadable:
        return
    assert all(isinstance(cell, Flaw) for row in table.rows for cell in row.cells)


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=60), st.integers(min_value=0, max_value=6000))
def test_a_damaged_workbook_is_read_or_refused(noise: bytes, at: int) -> None:
    content = rows(["名称", "数"], ["一", 1])
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        whole = held.read("xl/worksheets/sheet1.xml")
    cut = at % len(whole)
    broken = replaced(content, "xl/worksheets/sheet1.xml", lambda _: whole[:cut] + noise + whole[cut:])
    try:
        tables_of(broken)
    except Unreadable as refused:
        assert str(refused)


def test_the_reader_opens_nothing() -> None:
    """Once confined it has neither files nor sockets nor processes."""
    tries = {
        "file": "open('/etc/hostname')", "socket": "socket.socket()", "process": "os.fork()",
        "memory": "bytes(2 * jail.MEMORY)",
    }  # fmt: skip
    for what, act in tries.items():
        code = f"import sys, os, socket; sys.path.insert(0, {str(Path(jail.__file__).parent)!r}); import jail\n"
        code += f"jail.confine()\ntry:\n    {act}\nexcept (OSError, MemoryError):\n    sys.stdout.write('refused')\n"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert ran.stdout == "refused" or (what == "process" and os.geteuid() == 0), (what, ran.stdout, ran.stderr)


def test_columns_are_called_as_spreadsheets_call_them() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(jail.number(letters(n)) == n for n in range(2000))


def test_a_number_as_text_has_no_point_it_was_not_given() -> None:
    assert [text_of(v) for v in (5.0, 5, 5.25, True, date(2026, 1, 2), " a ")] == [
        "5", "5", "5.25", "TRUE", "2026-01-02", "a"
    ]  # fmt: skip
