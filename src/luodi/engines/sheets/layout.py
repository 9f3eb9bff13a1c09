"""What columns a sheet may have, by which headings they are known, and rows read by them.

A layout is a file of ours: `sheet`, and `columns` each with `key`, `form` (text, day, amount, count, choice), what it
is called (`zh`, `en`, `also`), a hint and an example. Headings nobody knows are kept with what stands under them, where
the sheet `keeps` any.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from luodi.engines.sheets.model import COLUMNS, FLAWS, Cell, Fault, Flaw, Row, Table, letters, listed, text_of
from luodi.engines.sheets.values import Choices, folded, value_of
from luodi.kernel.problems import Problem, problem

NOTE = "※"  # a row that begins with it is a note of the template and is not read


@dataclass(frozen=True)
class Column:
    """A column we know."""

    key: str
    form: str
    zh: str
    en: str
    also: tuple[str, ...] = ()
    hint_zh: str = ""
    hint_en: str = ""
    example: Any = ""
    longest: int = 120
    needed: bool = False
    choices: Mapping[str, Any] | None = None  # code: {zh, en, also}
    written: tuple[str, ...] = ()  # what else may be written there, offered as a list

    def label(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def said(self, code: str, language: str) -> str:
        """A choice as it is written."""
        found = (self.choices or {}).get(code)
        return str(found[language]) if found else code

    @cached_property
    def offered(self) -> Choices:
        """What may be written for each choice."""
        held = self.choices or {}
        known = {
            folded(str(word)): code
            for code, one in held.items()
            for word in (one["zh"], one["en"], code, *one.get("also", ()))
        }
        return Choices(known, **listed([one["zh"] for one in held.values()], [one["en"] for one in held.values()]))


class Matched(NamedTuple):
    """A table whose headings are known: which column of it is which of ours, is kept as it is, is left out."""

    table: Table
    head: int
    columns: dict[str, int]
    foreign: list[tuple[str, int]]
    left: list[tuple[str, int]]

    def fault(self, row: Row, place: int, reason: Problem) -> Fault:
        """What is wrong in a cell of a row."""
        heading = text_of(_at(self.table.rows[self.head], place))
        return Fault(self.table.name, row.number, letters(place), heading, text_of(_at(row, place))[:60], reason)


class Line(NamedTuple):
    """A row read: the values by key (what is missing is None), what nobody knows by heading, and its faults."""

    matched: Matched
    row: Row
    values: dict[str, Any]
    extra: list[list[Any]]
    faults: list[Fault]

    def wrong(self, key: str, reason: Problem) -> None:
        """Say what is wrong with a value, in the place it was read from."""
        self.faults.append(self.matched.fault(self.row, self.matched.columns.get(key, 0), reason))


@dataclass(frozen=True)
class Layout:
    """The columns of a kind of sheet."""

    zh: str
    en: str
    columns: tuple[Column, ...]
    keeps: bool = True

    def name(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def column(self, key: str) -> Column:
        return next(one for one in self.columns if one.key == key)

    @cached_property
    def headings(self) -> dict[str, str]:
        """Every heading we know, folded, with the key of its column."""
        known = {folded(word): one.key for one in self.columns for word in one.also}
        return known | {folded(word): one.key for one in self.columns for word in (one.key, one.zh, one.en)}

    def written(
        self, values: Mapping[str, Any], extra: Iterable[Sequence[Any]], foreign: Sequence[str], language: str
    ) -> list[Any]:
        """A row to write: our columns, then those of foreign headings."""
        beside = {one[0]: date.fromisoformat(one[1]) if one[2:] else one[1] for one in extra}
        own = [one.said(values[one.key], language) if one.choices else values[one.key] for one in self.columns]
        return [*own, *(beside.get(heading) for heading in foreign)]

    def lines(self, matched: Matched) -> Iterator[Line]:
        """Every row below the headings, read."""
        columns = [(one, matched.columns.get(one.key, COLUMNS)) for one in self.columns]  # beyond any: always empty
        known = {*matched.columns.values(), *(place for _, place in matched.left)}
        foreign = {place: heading for heading, place in matched.foreign}
        others = [place for place in range(COLUMNS) if place not in known]
        for row in matched.table.rows[matched.head + 1 :]:
            if not (row.cells and text_of(row.cells[0]).startswith(NOTE)) and any(one != "" for one in row.cells):
                yield self._line(Line(matched, row, {}, [], []), columns, others, foreign)

    def _line(
        self, line: Line, columns: Sequence[tuple[Column, int]], others: Sequence[int], foreign: Mapping[int, str]
    ) -> Line:
        matched, row = line.matched, line.row
        for column, place in columns:
            value = value_of(_at(row, place), column)
            if type(value) is Problem:
                line.wrong(column.key, value)
                value = None
            line.values[column.key] = value
        for place in others:
            if place >= len(row.cells):
                break
            cell = row.cells[place]
            if isinstance(cell, Flaw):
                line.faults.append(matched.fault(row, place, FLAWS[cell.why]))
            elif cell != "" and place not in foreign:
                reason = problem("This column has no heading; give it one, or empty it.")
                line.faults.append(matched.fault(row, place, reason))
        line.faults.sort(key=lambda fault: (len(fault.column), fault.column))
        line.extra.extend(_held(heading, _at(row, place)) for place, heading in foreign.items())
        return line


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else ""


def _held(heading: str, cell: Cell) -> list[Any]:
    """A cell of a heading nobody knows, as it can be kept and written again: a day says that it is one."""
    if isinstance(cell, date):
        return [heading, cell.isoformat(), "day"]
    return [heading, text_of(cell) if isinstance(cell, Flaw) else cell]


def read_layout(text: str) -> Layout:
    """A layout from the text of its file."""
    held = yaml.safe_load(text)
    columns = []
    for one in held["columns"]:
        hint = one.pop("hint", {})
        one["also"] = tuple(one.pop("also", ()))
        columns.append(Column(hint_zh=hint.get("zh", ""), hint_en=hint.get("en", ""), **one))
    sheet = held["sheet"]
    return Layout(sheet["zh"], sheet["en"], tuple(columns), sheet.get("keeps", True))
