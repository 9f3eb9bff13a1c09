"""The verbs of minutes and matters as JSON: what each is told, and the action it calls."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from luodi.api.writing import Body, File, Seen
from luodi.slices.meetings.actions import changes, matters, minutes
from luodi.slices.meetings.actions.minutes import NewMinute
from luodi.slices.meetings.reads.matters import matter_for
from luodi.slices.meetings.reads.minutes import minute_for
from luodi.spine.files.actions import keep
from luodi.spine.people.reads import posts
from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting

Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
Reason = Annotated[str, Field(max_length=300)]
Authority = Annotated[str, Field(max_length=120)]
Place = Annotated[int, Field(ge=0, le=20000)]
Ordinal = Annotated[int, Field(ge=1, le=2000)]


class Type(Body):
    """A minute. `circle`: `leaders`, or `owner` for a paper that no leader reads."""

    number: str = Field(max_length=48)
    body: str = Field(min_length=1, max_length=40)
    title: str = Field(max_length=120)
    held_on: date
    text: str = Field(max_length=20000)
    circle: str = Field("leaders", max_length=12)
    chair_party: str = Field("", max_length=40, description="key of the party whose post chaired")
    chair_post: str = Field("", max_length=60, description="title of that post")


class Rewrite(Seen):
    """The text, while it is not final."""

    text: str = Field(max_length=20000)


class Mark(Seen):
    """From which character to which, counted from 0, the end not included."""

    from_place: Place
    to_place: Place


class SetAside(Seen):
    """Which sentence resolves nothing, and why."""

    ordinal: Ordinal
    reason: Reason


class Unmark(Seen):
    """Whose mark is taken away, or which sentence is no longer set aside."""

    ordinal: Ordinal


class Resolve(Seen):
    """Who owes what of a clause, by when."""

    ordinal: Ordinal
    title: str = Field(max_length=120)
    owner: str = Field(max_length=40)
    supporting: list[Annotated[str, Field(max_length=40)]] = Field([], max_length=40)
    due_on: date
    scope: str = Field(max_length=300)
    amount: Amount | None = None
    unit: str = Field("", max_length=16)
    observe_days: int = Field(0, ge=0, le=3650)


class MakeFinal(Seen):
    """Nothing has to be said."""


class CorrectMinute(Seen):
    """Words of the text, and what they should be."""

    before: str = Field(max_length=300)
    after: str = Field(max_length=300)
    reason: Reason
    authority: Authority


class Report(Seen):
    """How much is reached in all, what came about."""

    reached: Amount | None = None
    note: str = Field("", max_length=300)
    document: str = Field("", max_length=200)
    file: File | None = None


class Finish(Seen):
    """Evidence that it is done."""

    document: str = Field("", max_length=200)
    file: File | None = None
    reached: Amount | None = None


class ShowEffect(Seen):
    """Evidence that it works."""

    effect: str = Field(max_length=300)
    document: str = Field("", max_length=200)
    file: File | None = None


class CloseOff(Seen):
    """What was checked."""

    note: str = Field("", max_length=200)


class Propose(Seen):
    """What it would be instead."""

    after: str = Field(max_length=300)
    amount: Amount | None = None
    reason: Reason


class Approve(Seen):
    """By whose authority."""

    authority: Authority


class Decline(Seen):
    """By whose authority, and why."""

    authority: Authority
    reason: Reason


class FindDeparture(Seen):
    """What was done instead."""

    after: str = Field(max_length=300)


class Mend(Seen):
    """How it was done as resolved."""

    reason: Reason


class MoveDay(Seen):
    """The new day."""

    due_on: date
    authority: Authority
    reason: Reason


class HandOver(Seen):
    """Who owns it from now on."""

    to: str = Field(max_length=40)
    authority: Authority
    reason: Reason


class Part(Body):
    """A part of what was resolved."""

    words: str = Field(max_length=120)
    owner: str = Field(max_length=40)
    amount: Amount | None = None


class Split(Seen):
    """Parts that add up to what was resolved."""

    parts: list[Part] = Field(max_length=20)
    authority: Authority
    reason: Reason


class Reopen(Seen):
    """Why it is not done."""

    reason: Reason


class Correct(Seen):
    """What the minute says."""

    scope: str = Field(max_length=300)
    amount: Amount | None = None
    authority: Authority
    reason: Reason


class Waive(Seen):
    """By whose authority it closes though a test fails."""

    authority: Authority
    reason: Reason


Told = tuple[type[Seen], Callable[..., Any]]
ON_MINUTE: dict[str, Told] = {
    "text": (Rewrite, minutes.rewrite),
    "clauses": (Mark, minutes.mark),
    "set_aside": (SetAside, minutes.set_aside),
    "unmark": (Unmark, minutes.unmark),
    "matters": (Resolve, minutes.resolve),
    "final": (MakeFinal, minutes.make_final),
    "corrections": (CorrectMinute, minutes.correct_minute),
}
ON_MATTER: dict[str, Told] = {
    "report": (Report, matters.report),
    "finish": (Finish, matters.finish),
    "show_effect": (ShowEffect, matters.show_effect),
    "close_off": (CloseOff, matters.close_off),
    "propose": (Propose, changes.propose),
    "approve": (Approve, changes.approve),
    "decline": (Decline, changes.decline),
    "find_departure": (FindDeparture, changes.find_departure),
    "mend": (Mend, changes.mend),
    "waive": (Waive, matters.waive),
    "extend": (MoveDay, changes.extend),
    "hand_over": (HandOver, changes.hand_over),
    "split": (Split, changes.split),
    "reopen": (Reopen, matters.reopen),
    "correct": (Correct, changes.correct),
}


def type_in(sitting: Sitting, body: Type) -> str:
    """A minute typed in; returns its number."""
    told = body.model_dump(exclude={"chair_party", "chair_post"})
    chair = None
    if body.chair_party or body.chair_post:
        chair = posts(sitting.place).get((body.chair_party, body.chair_post))
        if chair is None:
            raise NotYours(body.chair_post)
    return minutes.type_minute(NewMinute(**told, chair=chair), by=sitting.seat, at=sitting.at)


def on_minute(sitting: Sitting, number: str, verb: str, body: Seen) -> str:
    """One verb on a minute the seat may read. Returns the minute's number, or that of the matter it made."""
    minute_for(sitting.seat, number)
    _, action = ON_MINUTE[verb]
    told = body.model_dump(exclude={"version"})
    made = action(number=number, by=sitting.seat, at=sitting.at, seen=body.version, **told)
    return made if isinstance(made, str) else number


def on_matter(sitting: Sitting, number: str, verb: str, body: Seen) -> str:
    """One verb on a matter the seat may see; a file is kept first. Returns the number."""
    case = matter_for(sitting.seat, number).case_id
    _, action = ON_MATTER[verb]
    told: dict[str, Any] = {name: getattr(body, name) for name in type(body).model_fields if name != "version"}
    if told.get("file"):
        sent: File = told["file"]
        told["file"] = keep(name=sent.name, content=sent.content, by=sitting.seat, at=sitting.at, case=case)
    if "parts" in told:
        told["parts"] = [(part.words, part.owner, part.amount) for part in told["parts"]]
    action(number=number, by=sitting.seat, at=sitting.at, seen=body.version, **told)
    return number
