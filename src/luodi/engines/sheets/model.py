"""What a sheet holds: rows of cells under headings, and what is wrong with a cell or with the whole file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from luodi.kernel.problems import Problem, problem

LONGEST = 4000
ROWS, COLUMNS = 200_000, 200
FLAWS: dict[str, Problem] = {
    "merged": problem("This cell is merged with others; take the merging back and write the value into each row."),
    "error": problem("The formula here ends in an error; put it right, or write the value."),
    "long": problem("The text here is longer than %(most)s characters; shorten it.", most=LONGEST),
    "digits": problem("A number of more than 15 digits has lost its last ones; make the column text, write it anew."),
    "formula": problem("The text here begins like a formula; begin it with another character."),
    "nested": problem("Here stand values within a value; write one plain value."),
}


class Flaw(NamedTuple):
    """In the place of a cell that cannot be taken: why, and as much of its text as there was."""

    why: str
    text: str = ""


Cell = str | int | float | bool | date | Flaw


class Unreadable(Exception):
    """The file as a whole cannot be read; the reason says what to do."""

    def __init__(self, reason: Problem) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Row(NamedTuple):
    """A row under its number as a spreadsheet counts: the headings stand in row 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A sheet with its rows; which of them holds the headings is found by whoever knows the headings."""

    name: str
    rows: Sequence[Row]


class Fault(NamedTuple):
    """What is wrong in one place, with the value as it was typed and what would be right."""

    sheet: str
    row: int
    column: str
    heading: str
    value: str
    reason: Problem


@dataclass
class Outcome:
    """What a file brings: rows that are new, changed, the same; faults; headings nothing knows, which are kept.

    `refused` rows have a fault. `done` says whether it was written.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    done: bool = False

    @property
    def good(self) -> int:
        """Rows that can be taken."""
        return self.rows - self.refused


def listed(names: Sequence[str], english: Sequence[str] | None = None) -> dict[str, str]:
    """Names as a sentence lists them in each language: the values of a reason that names several."""
    return {"zh": "\u3001".join(names), "en": ", ".join(names if english is None else english)}


def letters(column: int) -> str:
    """A column as spreadsheets call it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def text_of(cell: Any) -> str:
    """A cell as text; whole numbers without a point."""
    if type(cell) is str:
        return cell.strip()
    if isinstance(cell, Flaw):
        return cell.text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(cell, ".15g")
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()
