"""Workbooks made for tests, the nasty ones too."""

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook of one sheet, filled by a function of the book and the sheet."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    fill(book, book.add_worksheet("台账"))
    book.close()
    return made.getvalue()


def rows(*lines: list[Any]) -> bytes:
    """A workbook with these rows, texts written as texts."""

    def fill(book: Any, sheet: Any) -> None:
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                write = sheet.write_string if isinstance(value, str) else sheet.write
                write(number, column, value)

    return workbook(fill)
