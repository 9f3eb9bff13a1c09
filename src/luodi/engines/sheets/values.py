"""A cell as the value its column wants, or the reason why it cannot be one."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from luodi.engines.sheets.model import FLAWS, Cell, Flaw, text_of
from luodi.kernel.problems import Problem, problem
from luodi.kernel.written import hides

FIRST_YEAR, LAST_YEAR = 1980, 2140
_DAY = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D?")
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?")
_COUNT = re.compile(r"\d{1,6}")


class Choices(NamedTuple):
    """What may be written, folded, with what it stands for; and the list as it is offered in each language."""

    known: Mapping[str, str] = {}
    zh: str = ""
    en: str = ""


Read = Callable[[Cell, int, Choices], Any]


def _text(cell: Cell, longest: int, choices: Choices) -> str | Problem:
    text = text_of(cell)
    if len(text) > longest:
        return problem("At most %(most)s characters; here are %(n)s.", most=longest, n=len(text))
    if hides(text):
        return problem("Here stand characters that cannot be printed; write the text anew.")
    return text


def _day(cell: Cell, longest: int, choices: Choices) -> date | Problem:
    try:
        if type(cell) is date and FIRST_YEAR <= cell.year <= LAST_YEAR:
            return cell
        if isinstance(cell, str) and (parts := _DAY.fullmatch(cell)):
            cell = date(*map(int, parts.groups()))
        if isinstance(cell, date) and FIRST_YEAR <= cell.year <= LAST_YEAR:
            return cell
    except ValueError:
        pass
    return problem("Write the day as year-month-day, for instance 2026-12-01.")


def _amount(cell: Cell, longest: int, choices: Choices) -> Decimal | Problem:
    text = text_of(cell).replace(",", "").replace("\uff0c", "")
    if isinstance(cell, bool) or not _AMOUNT.fullmatch(text):
        return problem("Write a number like 1200.50, without a unit and with at most two places.")
    return Decimal(text)


def _count(cell: Cell, longest: int, choices: Choices) -> int | Problem:
    if isinstance(cell, bool) or not _COUNT.fullmatch(text_of(cell)):
        return problem("Write a whole number.")
    return int(text_of(cell))


def _choice(cell: Cell, longest: int, choices: Choices) -> str | Problem:
    found = choices.known.get(folded(text_of(cell)))
    if found is None:
        return problem("Choose one of the list: %(en)s.", en=choices.en, zh=choices.zh)
    return found


FORMS: Mapping[str, Read] = {"text": _text, "day": _day, "amount": _amount, "count": _count, "choice": _choice}


def folded(text: str) -> str:
    """A word as it is compared: without spaces and line ends, wide brackets narrow."""
    return "".join(text.split()).casefold().replace("\uff08", "(").replace("\uff09", ")")


class Wants(Protocol):
    """What a column wants of its cells."""

    @property
    def form(self) -> str: ...
    @property
    def needed(self) -> bool: ...
    @property
    def longest(self) -> int: ...
    @property
    def offered(self) -> Choices: ...


def value_of(cell: Cell, column: Wants) -> Any:
    """The value, None where nothing stands there, or the Problem."""
    if cell == "":
        return problem("This has to be filled in.") if column.needed else None
    if isinstance(cell, Flaw):
        return FLAWS[cell.why]
    return FORMS[column.form](cell, column.longest, column.offered)
