"""Minutes and matters as JSON says them: text and list side by side, four tests computed, what was changed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema
from pydantic import Field

from luodi.slices.meetings.reads.matters import ChangeRow, MatterRow, matters_of
from luodi.slices.meetings.reads.minutes import MinuteRow, text_of
from luodi.slices.meetings.rules import acts
from luodi.slices.meetings.rules.four import Cell, closes
from luodi.spine.people.reads import parties_by_pk
from luodi.web.doors import Sitting


class Test(Schema):
    """One of the four. `state`: pass, running, waits, none (does not apply, or not yet) or fail.

    `workdays` and `days` are left while it runs, over where it failed, to wait where it waits.
    """

    test: str
    state: str
    workdays: int
    days: int
    reached: Decimal | None
    wanted: Decimal | None


class Changed(Schema):
    """What was asked to be otherwise, or was. `state`: proposed, approved, refused, found, mended."""

    kind: str
    state: str
    before: str
    after: str
    amount: Decimal | None
    reason: str
    authority: str
    at: datetime


class MatterShown(Schema):
    """A resolved matter. Fields ending in `_resolved` stand as resolved; the others as they are now."""

    number: str
    version: int
    minute: str
    place: str
    title: str
    phase: str
    owner: str
    owner_resolved: str
    supporting: list[str]
    due_on: date
    due_resolved: date
    done_on: date | None
    closed_on: date | None
    amount: Decimal | None
    amount_resolved: Decimal | None
    reached: Decimal
    note: str
    reported_on: date | None
    unit: str
    scope: str
    scope_resolved: str
    judge_on: date | None
    effect: str
    tests: list[Test]
    closes: bool
    waived: list[str]
    authority: str
    changes: list[Changed]
    parts: list[str]
    verbs: list[str] = Field(description="what you may do with it now")


class MinuteBrief(Schema):
    """A minute in a list, with how it reconciles: resolving sentences, clauses, matters, and what resolves nothing."""

    number: str
    version: int
    body: str
    title: str
    held_on: date
    final_on: date | None
    items: int
    clauses: int
    matters: int
    aside: int


class Marked(Schema):
    """A resolving sentence and, where it was marked, its clause; or why a person said that it resolves nothing."""

    ordinal: int
    from_place: int
    to_place: int
    words: str
    clause: str | None
    matter: str | None
    aside_because: str | None


class Corrected(Schema):
    """What a final minute should read instead."""

    before: str
    after: str
    reason: str
    authority: str


class MinuteWhole(MinuteBrief):
    """A minute with its text and its matters. Places count characters of the text from 0."""

    text: str
    sentences: list[Marked]
    corrections: list[Corrected]
    resolved: list[MatterShown]


class Shown:
    """Says minutes and matters to one sitting."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting, self.seat = sitting, sitting.seat
        self.keys = {pk: party.key for pk, party in parties_by_pk(sitting.place).items()}

    def brief(self, row: MinuteRow) -> dict[str, Any]:
        """A minute in a list."""
        told = text_of(self.seat, row).reconciled
        names = ("number", "version", "body", "title", "held_on", "final_on")
        counts = {name: getattr(told, name) for name in ("items", "clauses", "matters", "aside")}
        return {name: getattr(row, name) for name in names} | counts

    def whole(self, row: MinuteRow) -> dict[str, Any]:
        """A minute whole."""
        whole, found = text_of(self.seat, row), matters_of(self.seat, row)
        clauses = {clause.ordinal: clause.words for clause in whole.clauses if not clause.is_aside}
        aside = {clause.ordinal: clause.aside_because for clause in whole.clauses if clause.is_aside}
        numbers = {one.ordinal: one.number for one in found}
        sentences = [
            item._asdict() | {"clause": clauses.get(item.ordinal), "matter": numbers.get(item.ordinal),
                              "aside_because": aside.get(item.ordinal)}
            for item in whole.items
        ]
        return self.brief(row) | {
            "text": whole.text,
            "sentences": sentences,
            "corrections": [one._asdict() for one in whole.corrections],
            "resolved": [self.matter(one) for one in found],
        }

    def matter(self, row: MatterRow) -> dict[str, Any]:
        """A matter on the sitting's day."""
        cells = row.cells(self.seat, self.sitting.on)
        same = ("number", "version", "place", "title", "phase", "done_on", "closed_on", "reached", "note",
                "reported_on", "unit", "judge_on", "effect", "waived", "authority")  # fmt: skip
        return {name: getattr(row, name) for name in same} | {
            "minute": row.minute.number,
            "owner": self.keys[row.holder],
            "owner_resolved": self.keys[row.owner],
            "supporting": [self.keys[party] for party in row.supporting],
            "due_on": row.due_now or row.due_on,
            "due_resolved": row.due_on,
            "amount": row.wanted,
            "amount_resolved": row.amount,
            "scope": row.reach,
            "scope_resolved": row.scope,
            "tests": [_test(cell) for cell in cells],
            "closes": row.phase == "done" and closes(cells),
            "changes": [_change(one) for one in row.changes],
            "parts": [part.number for part in row.parts],
            "verbs": acts.possible(row, self.seat),
        }


def _test(cell: Cell) -> dict[str, Any]:
    return {name: getattr(cell, name) for name in Test.model_fields}


def _change(row: ChangeRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Changed.model_fields}
