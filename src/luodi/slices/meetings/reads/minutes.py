"""Minutes as frozen rows. `minute_for` is the one door: look-up and permission are one call."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from luodi.slices.meetings.models import Change, Clause, Matter, Meeting
from luodi.slices.meetings.reads.wording import wording
from luodi.slices.meetings.rules import acts
from luodi.slices.meetings.rules.text import Item, Reconciled, items, reconcile
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.people.reads import party_key
from luodi.spine.people.seats import NotYours, Place, Seat, of_law


class MinuteRow(NamedTuple):
    """A minute without its text: what rules and lists ask of it."""

    pk: int
    case_id: int
    number: str
    version: int
    title: str
    body: str
    office: int
    chair: int | None
    circle: str
    held_on: date
    final_on: date | None

    @property
    def is_final(self) -> bool:
        return self.final_on is not None


class ClauseRow(NamedTuple):
    """A marked place of a minute."""

    pk: int
    ordinal: int
    from_place: int
    to_place: int
    words: str


class Correction(NamedTuple):
    """What a final minute should read instead, and by whose authority."""

    before: str
    after: str
    reason: str
    authority: str


class Text(NamedTuple):
    """The text of a minute with its resolving sentences, its clauses, and how it reconciles with the list."""

    text: str
    items: tuple[Item, ...]
    clauses: tuple[ClauseRow, ...]
    corrections: tuple[Correction, ...]
    reconciled: Reconciled


MINUTE = ("pk", "case_id", "case__number", "case__version", "case__title", "body", "office_id", "chair_id", "circle",
          "held_on", "final_on")  # fmt: skip


def minute_for(seat: Seat, number: str) -> MinuteRow:
    """The minute of a number, for who may read it. A stranger gets what a wrong number gets: NotYours."""
    found = [] if seat.is_firm or "\0" in number else _minutes(seat, case__number=number)
    if not found or not acts.reads(seat, found[0]):
        raise NotYours(number)
    return found[0]


def minutes(seat: Seat) -> list[MinuteRow]:
    """The minutes a seat may read, newest first."""
    if seat.is_firm:
        return []
    return [row for row in _minutes(seat) if acts.reads(seat, row)]


def findable(where: Place) -> list[Thing]:
    """Every minute of a region as what can be found, by whoever may read it."""
    return [thing_of(row) for row in reversed(_minutes(of_law(where)))]


def thing_of(row: MinuteRow) -> Thing:
    """A minute as what can be found, by whoever `acts.reads` lets read it."""
    chair = (row.chair,) if row.chair else ()
    circle = Circle(leaders=row.circle != "owner", officers_of=(row.office,), posts=chair)
    office = (f"party/{party_key(row.office)}",)
    return Thing(f"minute/{row.number}", row.title, circle, code=row.number, note=row.body, about=office)


def _minutes(seat: Seat, **which: Any) -> list[MinuteRow]:
    rows = Meeting.objects.within(seat.region).filter(**which).order_by("-held_on", "-pk")
    return [MinuteRow(*row) for row in rows.values_list(*MINUTE)]


def text_of(seat: Seat, minute: MinuteRow) -> Text:
    """The text of a minute in hand, and what became of each of its resolving sentences."""
    text = Meeting.objects.within(seat.region).values_list("text", flat=True).get(pk=minute.pk)
    found, clauses = items(text, wording()), clauses_of(minute.pk)
    resolved = Matter.objects.within(seat.region).filter(meeting=minute.pk).values_list("clause__ordinal", flat=True)
    corrections = Change.objects.filter(Q(matter=None), meeting=minute.pk, kind="corrected").order_by("pk")
    return Text(
        text=text,
        items=tuple(found),
        clauses=tuple(clauses),
        corrections=tuple(Correction(*row) for row in corrections.values_list(*Correction._fields)),
        reconciled=reconcile(found, (clause.ordinal for clause in clauses), resolved),
    )


def clauses_of(meeting: int) -> list[ClauseRow]:
    """The clauses of a minute in the order of the text."""
    rows = Clause.objects.filter(meeting=meeting).order_by("ordinal").values_list(*ClauseRow._fields)
    return [ClauseRow(*row) for row in rows]
