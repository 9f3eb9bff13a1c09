"""What is said of a file that its headings do not say themselves: which sheet is which of ours, which column which.

A mapping is a file of lines `heading: key`, for every sheet. `sheets` says more of single ones, by their name: which of
ours it `is`, in which row its headings stand (`head`), and its `columns`. In the place of a key stands `keep` for a
column that is kept as it is, `leave` for one that is left out; `sheets: {name: leave}` leaves a whole sheet out. A
column whose heading stands twice, or that has none, is named by its letters: `@D`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from luodi.engines.sheets.layout import Layout
from luodi.engines.sheets.model import Unreadable
from luodi.engines.sheets.text import decoded
from luodi.kernel.problems import problem

KEEP, LEAVE, SHEETS = "keep", "leave", "sheets"
_OF_A_SHEET = ("is", "head", "columns")


@dataclass(frozen=True)
class Book:
    """Which sheets a file may have, by key; of a `single` one the first is read unless more is said.

    `beside`: what else a mapping of it may hold.
    """

    layouts: Mapping[str, Layout]
    single: bool = False
    beside: tuple[str, ...] = ()

    def keys(self, what: str = "") -> list[str]:
        """What a column of a sheet, or of any, may be."""
        layouts = [self.layouts[what]] if what else self.layouts.values()
        return list(dict.fromkeys(one.key for layout in layouts for one in layout.columns))


@dataclass(frozen=True)
class SheetMapping:
    """What is said of one sheet; `head` is the number of a row, 0 for none."""

    what: str = ""
    head: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> Any:
        """As it stands in a file."""
        held = {"is": self.what, "head": self.head, "columns": dict(self.columns)}
        return LEAVE if self.what == LEAVE else {name: value for name, value in held.items() if value}


@dataclass(frozen=True)
class FileMapping:
    """What is said of every sheet of a file and of single ones."""

    columns: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, SheetMapping] = field(default_factory=dict)
    beside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, sheet: str) -> SheetMapping:
        """What is said of a sheet; its own word goes before that of all."""
        own = self.sheets.get(sheet, SheetMapping())
        return SheetMapping(own.what, own.head, {**self.columns, **own.columns})

    @property
    def told(self) -> dict[str, Any]:
        """As it stands in a file."""
        sheets = {name: one.told for name, one in self.sheets.items()}
        return {**self.columns, **self.beside} | ({SHEETS: sheets} if sheets else {})


NOTHING_SAID = FileMapping()


def as_yaml(mapping: FileMapping) -> bytes:
    """The file a mapping is read from."""
    return yaml.safe_dump(mapping.told, allow_unicode=True, sort_keys=False).encode()


def read_mapping(content: bytes, book: Book) -> FileMapping:
    """A mapping from its file, YAML or JSON. Raises Unreadable."""
    try:
        held = yaml.safe_load(decoded(content))
    except yaml.YAMLError as wrong:
        raise Unreadable(problem("The mapping is no YAML: %(what)s.", what=str(wrong)[:200])) from wrong
    return mapping_of(held, book)


def mapping_of(held: Any, book: Book) -> FileMapping:
    """A mapping from what its file holds. Raises Unreadable."""
    columns: dict[str, str] = {}
    sheets: dict[str, SheetMapping] = {}
    beside: dict[str, dict[str, str]] = {}
    for name, told in _lines(held).items():
        if name == SHEETS and isinstance(told, dict):
            sheets = {sheet: _sheet(one, book) for sheet, one in _lines(told).items()}
        elif name in book.beside and isinstance(told, dict):
            beside[name] = {word: str(key) for word, key in _lines(told).items()}
        else:
            columns[name] = _one_of([*book.keys(), KEEP, LEAVE], told)
    return FileMapping(columns, sheets, beside)


def _sheet(told: Any, book: Book) -> SheetMapping:
    if told == LEAVE:
        return SheetMapping(LEAVE)
    held = _lines(told)
    for name in held:
        _one_of(_OF_A_SHEET, name)
    what = _one_of(book.layouts, held["is"]) if "is" in held else ""
    head = held.get("head", 0)
    if not isinstance(head, int) or isinstance(head, bool) or head < 0:
        raise Unreadable(problem("In the mapping `head` must be the number of a row."))
    keys = [*book.keys(what), KEEP, LEAVE]
    return SheetMapping(what, head, {name: _one_of(keys, key) for name, key in _lines(held.get("columns", {})).items()})


def _lines(held: Any) -> dict[str, Any]:
    if not isinstance(held, dict):
        raise Unreadable(problem("The mapping must be lines of `heading: key`."))
    return {str(name): told for name, told in held.items()}


def _one_of(keys: Sequence[str] | Mapping[str, Any], told: Any) -> str:
    if told in list(keys):
        return str(told)
    raise Unreadable(
        problem("The mapping names “%(key)s”; the keys are %(keys)s.", key=str(told)[:60], keys=", ".join(keys))
    )
