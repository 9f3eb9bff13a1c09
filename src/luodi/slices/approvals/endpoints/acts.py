"""The verbs of a case as JSON: what each is told, and the action it calls."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from luodi.api.writing import Body, File, Seen
from luodi.slices.approvals.actions import acceptance, decision, entry
from luodi.slices.approvals.reads import application_for
from luodi.spine.files.actions import keep
from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting


class Enter(Body):
    """An application. A firm applies for itself; window and department receive and name the applicant."""

    matter: str = Field(max_length=40, description="code of the catalogue")
    project: str = ""
    about: str = Field("", max_length=120)
    applicant: str | None = Field(None, description="key of the firm; left out by a firm")


class Accept(Seen):
    """Nothing has to be said."""


class GiveNotice(Seen):
    """What is missing, all of it: there is no second notice."""

    items: list[Annotated[str, Field(max_length=300)]] = Field(max_length=100)
    document: str = Field(max_length=80)
    answer_by: date | None = None


class Supply(Seen):
    """What was asked for."""

    files: list[File] = Field(min_length=1)


class RefuseAcceptance(Seen):
    """Why it is not accepted, and who is competent."""

    reason: str = Field(max_length=300)
    agency: str = Field(max_length=120)
    document: str = Field(max_length=80)


class StartSpecial(Seen):
    """A procedure of the closed list, told in writing; the ball goes to `held_by`."""

    procedure: str = Field(max_length=40)
    document: str = Field(max_length=80)
    until: date
    held_by: str


class EndSpecial(Seen):
    """The procedure is over."""

    note: str = Field("", max_length=200)


class ExtendLimit(Seen):
    """1 to 10 workdays on top of the statutory limit."""

    days: int
    reason: str = Field(max_length=300)
    document: str = Field(max_length=80)


class HandOn(Seen):
    """Promise and ball go to another party."""

    to: str
    reason: str = Field(max_length=300)


class Grant(Seen):
    """The decision with its document; a late one says why, in public."""

    document: str = Field(max_length=80)
    file: File | None = None
    overrun_reason: str = Field("", max_length=300)


class Refuse(Seen):
    """The decision with its grounds; a late one says why, in public."""

    reason: str = Field(max_length=1000)
    document: str = Field(max_length=80)
    overrun_reason: str = Field("", max_length=300)


class Withdraw(Seen):
    """The applicant withdraws."""

    reason: str = Field(max_length=300)


class Remark(Seen):
    """A note inside the office."""

    text: str = Field(max_length=500)


VERBS: dict[str, tuple[type[Seen], Callable[..., None]]] = {
    "accept": (Accept, acceptance.accept),
    "give_notice": (GiveNotice, acceptance.give_notice),
    "supply": (Supply, acceptance.supply),
    "refuse_acceptance": (RefuseAcceptance, acceptance.refuse_acceptance),
    "start_special": (StartSpecial, decision.start_special),
    "end_special": (EndSpecial, decision.end_special),
    "extend": (ExtendLimit, decision.extend),
    "hand_on": (HandOn, decision.hand_on),
    "grant": (Grant, decision.grant),
    "refuse": (Refuse, decision.refuse),
    "withdraw": (Withdraw, decision.withdraw),
    "remark": (Remark, decision.remark),
}


def enter(sitting: Sitting, body: Enter) -> str:
    """A firm applies, others receive; returns the number."""
    told = {"matter": body.matter, "project": body.project, "about": body.about}
    if body.applicant is None:
        return entry.apply(**told, by=sitting.seat, at=sitting.at)
    if sitting.seat.is_firm and body.applicant != sitting.seat.party_key:
        raise NotYours(body.applicant)
    if sitting.seat.is_firm:
        return entry.apply(**told, by=sitting.seat, at=sitting.at)
    return entry.receive(**told, applicant=body.applicant, by=sitting.seat, at=sitting.at)


def carry_out(sitting: Sitting, number: str, verb: str, body: Seen) -> str:
    """One verb on a case the seat may see; files are kept first. Returns the number."""
    _, action = VERBS[verb]
    told: dict[str, Any] = {name: getattr(body, name) for name in type(body).model_fields if name != "version"}
    case = application_for(sitting.seat, number).case_id
    for name in ("files", "file"):
        if told.get(name):
            told[name] = _kept(sitting, case, told[name])
    action(number=number, by=sitting.seat, at=sitting.at, seen=body.version, **told)
    return number


def _kept(sitting: Sitting, case: int, sent: list[File] | File) -> list[int] | int:
    if isinstance(sent, File):
        return keep(name=sent.name, content=sent.content, by=sitting.seat, at=sitting.at, case=case)
    return [keep(name=one.name, content=one.content, by=sitting.seat, at=sitting.at, case=case) for one in sent]
