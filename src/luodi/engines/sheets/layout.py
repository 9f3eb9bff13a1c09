"""What columns a sheet may have, by which headings they are known, and rows read by them.

A layout is a file of ours: `sheet`, and `columns` each with `key`, `form` (text, day, amount, count, choice), what it
is called (`zh`, `en`, `also`), a hint and an example. Headings nobody knows are kept with what stands under them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from luodi.engines.sheets.model import COLUMNS, FLAWS, Cell, Fault, Flaw, Row, Table, Unreadable, letters, text_of
from luodi.engines.sheets.text import decoded
from luodi.engines.sheets.values import Choices, folded, value_of
from luodi.kernel.problems import Problem, problem

NOTE = "※"  # a row that begins with it is a note of the template and is not read
HEAD_WITHIN, FEWEST = 10, 2


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
        return Choices(known, *(", ".join(one[language] for one in held.values()) for language in ("zh", "en")))


class Matched(NamedTuple):
    """A table whose headings are known: which column of it is which of ours."""

    table: Table
    head: int
    columns: dict[str, int]
    foreign: list[tuple[str, int]]

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

    def name(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def column(self, key: str) -> Column:
        return next(one for one in self.columns if one.key == key)

    def with_choices(self, key: str, **changed: Any) -> "Layout":
        """The same with what only the county knows about a column."""
        columns = tuple(replace(one, **changed) if one.key == key else one for one in self.columns)
        return Layout(self.zh, self.en, columns)

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

    def lacking(self, matched: Matched) -> list[Column]:
        """Columns that have to be there and are not."""
        return [one for one in self.columns if one.needed and one.key not in matched.columns]

    def match(self, table: Table, mapping: Mapping[str, str]) -> Matched | None:
        """Where the headings stand and what they are; None where this is no such sheet. Raises Unreadable."""
        known = self.headings | {folded(heading): key for heading, key in mapping.items()}
        best, most = None, FEWEST - 1
        for place, row in enumerate(table.rows[:HEAD_WITHIN]):
            hits = len({key for cell in row.cells if (key := _key(known, text_of(cell)))})
            if hits > most:
                best, most = place, hits
        return None if best is None else self._matched(table, best, known)

    def _matched(self, table: Table, place: int, known: Mapping[str, str]) -> Matched:
        columns: dict[str, int] = {}
        foreign: list[tuple[str, int]] = []
        named: dict[str, str] = {}
        for number, cell in enumerate(table.rows[place].cells):
            heading = " ".join(text_of(cell).split())
            key = _key(known, heading)
            if key in columns and folded(heading) in known:
                raise Unreadable(_same(named[key], heading[:60]))
            if key and key not in columns:
                columns[key], named[key] = number, heading[:60]
            elif heading:
                foreign.append((heading[:60], number))
        names = [name for name, _ in foreign]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise Unreadable(_same(twice, twice))
        return Matched(table, place, columns, foreign)

    def lines(self, matched: Matched) -> Iterator[Line]:
        """Every row below the headings, read."""
        columns = [(one, matched.columns.get(one.key, COLUMNS)) for one in self.columns]  # beyond any: always empty
        known = set(matched.columns.values())
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


def _same(one: str, other: str) -> Problem:
    if one == other:
        return problem("The heading “%(heading)s” stands twice; give each column its own.", heading=one)
    return problem(
        "The headings “%(one)s” and “%(other)s” mean the same; take one away, or call it otherwise.",
        one=one,
        other=other,
    )


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else ""


def _held(heading: str, cell: Cell) -> list[Any]:
    """A cell of a heading nobody knows, as it can be kept and written again: a day says that it is one."""
    if isinstance(cell, date):
        return [heading, cell.isoformat(), "day"]
    return [heading, text_of(cell) if isinstance(cell, Flaw) else cell]


def _key(known: Mapping[str, str], heading: str) -> str:
    """The key of a heading, with or without what stands in brackets behind it."""
    whole = folded(heading)
    return known.get(whole, "") or known.get(whole.partition("(")[0], "") if whole else ""


def assigned(tables: Sequence[Table], layouts: Sequence[Layout], mapping: Mapping[str, str]) -> list[list[Matched]]:
    """For each layout the tables that are such sheets: by their name, else by the most headings; others are left out.

    Raises Unreadable where no table has all a layout needs, with what is missing.
    """
    found: list[list[Matched]] = [[] for _ in layouts]
    nearest: tuple[int, list[Column]] | None = None
    for table in tables:
        best = (False, False, 0)
        chosen: tuple[int, Matched] | None = None
        for place, layout in enumerate(layouts):
            matched = layout.match(table, mapping)
            if matched is None:
                continue
            lacking = layout.lacking(matched)
            score = (not lacking, table.name in (layout.zh, layout.en), len(matched.columns))
            if lacking and (nearest is None or len(matched.columns) > nearest[0]):
                nearest = len(matched.columns), lacking
            if score > best:
                best, chosen = score, (place, matched)
        if chosen and best[0]:
            found[chosen[0]].append(chosen[1])
    if not any(found):
        raise Unreadable(_missing(nearest[1] if nearest else ()))
    return found


def unread(tables: Sequence[Table], read: Iterable[Matched]) -> list[Problem]:
    """Which sheets with rows were left out, hidden ones too: nobody shall miss them unknowingly."""
    taken = {id(matched.table) for matched in read}
    names = [table.name for table in tables if table.rows and id(table) not in taken]
    return [problem("Sheets that were not read: %(names)s.", names=", ".join(names))] if names else []


def _missing(lacking: Sequence[Column]) -> Problem:
    if not lacking:
        return problem("No sheet has headings that are known; map them to ours.")
    names = ", ".join(f"{one.zh} / {one.en}" for one in lacking)
    return problem("A column is missing: %(names)s. Name it in the row of headings, or map it.", names=names)


def read_layout(text: str) -> Layout:
    """A layout from the text of its file."""
    held = yaml.safe_load(text)
    columns = []
    for one in held["columns"]:
        hint = one.pop("hint", {})
        one["also"] = tuple(one.pop("also", ()))
        columns.append(Column(hint_zh=hint.get("zh", ""), hint_en=hint.get("en", ""), **one))
    return Layout(held["sheet"]["zh"], held["sheet"]["en"], tuple(columns))


def read_mapping(content: bytes, layouts: Iterable[Layout], also: Sequence[str] = ()) -> dict[str, Any]:
    """A file of `heading: key of a column`, YAML or JSON; `also` names what else it may hold. Raises Unreadable."""
    try:
        held = yaml.safe_load(decoded(content))
    except (yaml.YAMLError, json.JSONDecodeError) as wrong:
        raise Unreadable(problem("The mapping is no YAML: %(what)s.", what=str(wrong)[:200])) from wrong
    if not isinstance(held, dict):
        raise Unreadable(problem("The mapping must be lines of `heading: key`."))
    keys = [one.key for layout in layouts for one in layout.columns]
    for heading, key in held.items():
        if heading not in also and key not in keys:
            values = {"key": str(key)[:60], "keys": ", ".join(keys)}
            raise Unreadable(problem("The mapping names “%(key)s”; the keys are %(keys)s.", **values))
    return {str(heading): key for heading, key in held.items()}
