"""Tables from text: CSV in UTF-8 or GB18030, and JSON as a list of rows, plain or grouped."""

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from luodi.engines.sheets.jail import FORMULA
from luodi.engines.sheets.model import COLUMNS, LONGEST, ROWS, Cell, Flaw, Row, Table, Unreadable
from luodi.kernel.problems import problem

_DEFUSED = re.compile(r"'[=+\-@\t\r]")
_WIDEST = 1 << 24  # a cell that is too long is a fault in its place; the reader's own limit would end the file


def cell_of(text: str) -> Cell:
    """A text as a cell: spaces around it go, what is too long or begins like a formula is a flaw."""
    if FORMULA.match(text):
        return Flaw("formula", text[:60])
    stripped = text.strip()
    return Flaw("long", stripped[:60]) if len(stripped) > LONGEST else stripped


def decoded(content: bytes) -> str:
    """The text of a file. Raises Unreadable where it is in no encoding we know."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(problem("This is no text in UTF-8 or GB18030; save it as xlsx, or as CSV in UTF-8."))


def from_csv(content: bytes) -> Table:
    """One table; a row is counted as a spreadsheet counts it, however many lines it takes."""
    text = decoded(content)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    found: list[Row] = []
    limit = csv.field_size_limit(_WIDEST)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if any(cells):
                found.append(Row(number, tuple(cell_of(one[1:] if _DEFUSED.match(one) else one) for one in cells)))
            _bounded(number, len(cells))
    except csv.Error as wrong:
        reason = problem("Row %(row)s is no CSV: a quotation mark is not closed.", row=len(found) + 1)
        raise Unreadable(reason) from wrong
    finally:
        csv.field_size_limit(limit)
    return Table("", found)


def from_json(content: bytes) -> Table:
    """A list of rows, or `rows` with them. A row that holds a list of rows hands its own values down to each."""
    try:
        held = json.loads(
            decoded(content), parse_int=_number, parse_float=_number, parse_constant=_no_constant,
            object_pairs_hook=_once,
        )  # fmt: skip
    except json.JSONDecodeError as wrong:
        place = {"line": wrong.lineno, "column": wrong.colno}
        raise Unreadable(problem("This is no JSON from line %(line)s, column %(column)s on.", **place)) from wrong
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(problem("A name stands twice in a row of this JSON, or a value cannot be read.")) from wrong
    rows = held.get("rows") if isinstance(held, dict) else held
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(problem("JSON must be a list of rows, or an object with `rows`."))
    flat = [flat for row in rows for flat in _flat(row, {})]
    headings = list(dict.fromkeys(name for row in flat for name in row))
    _bounded(len(flat), len(headings))
    body = [Row(n, tuple(_cell(row.get(name, "")) for name in headings)) for n, row in enumerate(flat, 2)]
    return Table("", [Row(1, tuple(headings)), *body])


def _flat(row: dict[str, Any], above: dict[str, Any]) -> Iterator[dict[str, Any]]:
    nested = [name for name, held in row.items() if isinstance(held, list) and all(isinstance(v, dict) for v in held)]
    if len(nested) != 1:
        yield above | row
        return
    own = above | {name: held for name, held in row.items() if name != nested[0]}
    for inner in row[nested[0]]:
        yield from _flat(inner, own)


def _cell(held: Any) -> Cell:
    if isinstance(held, dict | list):
        return Flaw("nested")
    if isinstance(held, str):
        return cell_of(held)
    return "" if held is None else held


def _number(text: str) -> Cell:
    value = Decimal(text)
    if len(text.lstrip("-")) > 16 or abs(value) >= 10**15:
        return Flaw("digits", text[:60])
    return int(value) if value == value.to_integral_value() else float(value)


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name stands twice, for one of the two would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one row")
    return found


def _bounded(rows: int, columns: int) -> None:
    if rows > ROWS or columns > COLUMNS:
        most = {"rows": ROWS, "columns": COLUMNS}
        raise Unreadable(problem("A file has at most %(rows)s rows and %(columns)s columns; send it in parts.", **most))
