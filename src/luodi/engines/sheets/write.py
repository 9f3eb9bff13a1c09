"""Sheets out: xlsx with typed columns, drop-downs and a template's hints; CSV in which nothing is a formula."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from luodi.engines.sheets.layout import NOTE, Column, Layout
from luodi.engines.sheets.model import letters

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS, ROWS_WITH_LISTS = {"zh": "\u9009\u9879", "en": "lists"}, 2000
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_FORMATS = {"text": "@", "choice": "@", "day": "yyyy-mm-dd", "amount": "#,##0.00", "count": "0"}


@dataclass
class Outgoing:
    """A sheet to write: rows of values in the order of the layout's columns, then those of foreign headings."""

    layout: Layout
    rows: Sequence[Sequence[Any]] = ()
    foreign: Sequence[str] = ()
    template: bool = False
    lists: dict[str, Sequence[str]] = field(default_factory=dict)  # key: what may be written


def as_xlsx(sheets: Sequence[Outgoing], *, language: str, at: datetime) -> bytes:
    """The bytes of a workbook. Text is written as text whatever it begins with."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(made, options)
    book.set_properties({"created": datetime(at.year, at.month, at.day)})  # noqa: DTZ001, a day alone
    _Book(book, language).write(sheets)
    book.close()
    return made.getvalue()


class _Book:
    def __init__(self, book: Any, language: str) -> None:
        self.book, self.language = book, language
        self.head = book.add_format({"bold": True, "bg_color": "#EFECE4", "bottom": 1, "text_wrap": True})
        self.note = book.add_format({"italic": True, "font_color": "#5F6A6F", "text_wrap": True, "valign": "top"})
        self.plain = {form: book.add_format({"num_format": look}) for form, look in _FORMATS.items()}
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})

    def write(self, sheets: Sequence[Outgoing]) -> None:
        pages = [self.book.add_worksheet(one.layout.name(self.language)) for one in sheets]
        name = LISTS[self.language]
        lists = self.book.add_worksheet(name)
        lists.hide()
        place = 0
        for page, one in zip(pages, sheets, strict=True):
            self._sheet(page, one)
            for number, column in enumerate(one.layout.columns):
                words = self._words(column, one)
                if words:
                    lists.write_column(0, place, words)
                    self._offer(page, number, column, f"='{name}'!${letters(place)}$1:${letters(place)}${len(words)}")
                    place += 1

    def _words(self, column: Column, one: Outgoing) -> list[str]:
        said = [column.said(code, self.language) for code in column.choices or ()]
        return said or list(one.lists.get(column.key, ()))

    def _offer(self, page: Any, number: int, column: Column, source: str) -> None:
        rule = {"validate": "list", "source": source, "error_type": "stop" if column.choices else "warning"}
        page.data_validation(1, number, ROWS_WITH_LISTS, number, rule)

    def _sheet(self, page: Any, one: Outgoing) -> None:
        columns = one.layout.columns
        page.freeze_panes(1, 1)
        for number, column in enumerate(columns):
            wide = 28 if column.longest > 60 and column.form == "text" else 16
            page.set_column(number, number, wide, self.plain[column.form])
            page.write_string(0, number, column.label(self.language), self.head)
        for number, heading in enumerate(one.foreign, len(columns)):
            page.write_string(0, number, heading, self.head)
        if one.template:
            self._notes(page, columns)
        for place, row in enumerate(one.rows, 1):
            for number, value in enumerate(row):
                form = columns[number].form if number < len(columns) else "text"
                self._cell(page, place, number, value, form)

    def _notes(self, page: Any, columns: Sequence[Column]) -> None:
        """A row of hints and one of examples; both begin with the mark of what is not read."""
        for number, column in enumerate(columns):
            mark = f"{NOTE} " if number == 0 else ""
            hint = column.hint_zh if self.language == "zh" else column.hint_en
            page.write_string(1, number, f"{mark}{hint}", self.note)
            example = column.example
            said = column.said(example, self.language) if column.choices else str(example)
            page.write_string(2, number, f"{mark}{said}", self.note)

    def _cell(self, page: Any, row: int, number: int, value: Any, form: str) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            page.write_boolean(row, number, value)
        elif isinstance(value, date):
            page.write_datetime(row, number, value, self.plain["day"])
        elif isinstance(value, int | float | Decimal):
            page.write_number(row, number, value, self.plain[form] if form in ("amount", "count") else None)
        else:
            page.write_string(row, number, value, self.quoted if value.startswith(_RISKY) else self.plain["text"])


def as_csv(one: Outgoing, *, language: str) -> bytes:
    """The bytes of a CSV that a spreadsheet opens as UTF-8; an apostrophe stands before what would be a formula."""
    made = io.StringIO(newline="")
    out = csv.writer(made)
    out.writerow([*(_defused(column.label(language)) for column in one.layout.columns), *map(_defused, one.foreign)])
    for row in one.rows:
        out.writerow(["" if value is None else _defused(value) for value in row])
    return made.getvalue().encode("utf-8-sig")


def _defused(value: Any) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_RISKY) else text
