"""A sheet that comes in as JSON: the file, what is to be done with it, and what it brings."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from luodi.api.writing import Body, File
from luodi.engines.sheets.mapping import Book, FileMapping, mapping_of
from luodi.engines.sheets.model import Outcome, Table, Unreadable
from luodi.engines.sheets.read import tables_of
from luodi.spine.people.seats import Refused


class SheetBody(Body):
    """An xlsx, a CSV or JSON."""

    file: File
    mapping: dict[str, Any] = Field(
        {}, description="what is not recognised: heading to key; `sheets` says more of single sheets"
    )
    dry_run: bool = Field(False, description="say what it would bring; write nothing")
    good_rows: bool = Field(False, description="take the rows that are right although others are not")


class SheetFault(Schema):
    """What is wrong in one cell, with what would be right."""

    sheet: str
    row: int
    column: str
    heading: str
    value: str
    reason: str


class SheetTold(Schema):
    """What a sheet brings; `kept`: headings nobody here knows. `done`: whether it was written."""

    rows: int
    new: int
    changed: int
    same: int
    refused: int
    done: bool
    kept: list[str]
    faults: list[SheetFault]


Brings = tuple[Outcome, Callable[[], None]]


def taken(body: SheetBody, book: Book, read: Callable[[list[Table], FileMapping], Brings]) -> SheetTold:
    """Read it, write what may be written, say what came of it. Raises Refused for a file that is no such sheet."""
    try:
        outcome, write = read(tables_of(body.file.content), mapping_of(body.mapping, book))
    except Unreadable as wrong:
        raise Refused(wrong.reason) from wrong
    if not body.dry_run and (body.good_rows or not outcome.faults):
        write()
        outcome.done = True
    counts = {name: getattr(outcome, name) for name in ("rows", "new", "changed", "same", "refused", "done", "kept")}
    faults = [
        SheetFault(**one._asdict() | {"reason": _(one.reason.text) % one.reason.values}) for one in outcome.faults
    ]
    return SheetTold(**counts, faults=faults)
