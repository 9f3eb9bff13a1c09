"""What a seat can do with a matter now: each verb with its words, its form and the action it calls."""

from collections.abc import Callable
from functools import partial

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luodi.slices.meetings.actions import changes, matters
from luodi.slices.meetings.forms.matters import FORMS, Offers
from luodi.slices.meetings.reads.matters import MatterRow
from luodi.slices.meetings.rules import acts as rules
from luodi.slices.meetings.views.entry import owners
from luodi.web.acting import Acting, Offered, Thing, Verb
from luodi.web.doors import Sitting

VERBS: dict[str, Verb] = {
    "report": Verb(
        matters.report, _("Report progress"), _("Reported."), _("the report"),
        _("How much is reached in all; the four tests follow by themselves."),
    ),
    "finish": Verb(
        matters.finish, _("Say it is done"), _("Done, with its evidence. The office looks at its effect."),
        _("saying it is done"), _("The promise is kept today; the ball goes to the office, which looks at the effect."),
    ),
    "show_effect": Verb(
        matters.show_effect, _("Show its effect"), _("The effect is shown."), _("the evidence of effect"),
        _("Evidence that it works, not that it was done."),
    ),
    "close_off": Verb(
        matters.close_off, _("Close it off"), _("Closed off."), _("closing it off"),
        _("All four tests have to hold, and another post than who did it looks."),
    ),
    "propose": Verb(
        changes.propose, _("Ask the body for a change"), _("Asked. What was resolved stands until the body agrees."),
        _("the change"), _("The promised day stays; until the body agrees, what was resolved stands."),
    ),
    "approve": Verb(
        changes.approve, _("Approve the change"), _("Approved. What was resolved first stays readable."),
        _("the approval"), _("Scope and amount are from now on what was asked for. The day stays."),
    ),
    "decline": Verb(
        changes.decline, _("Do not approve"), _("Not approved: it is done as resolved."), _("the refusal"), tone="warn",
    ),
    "find_departure": Verb(
        changes.find_departure, _("Not as resolved"), _("What was found is kept."), _("what was found"),
        _("What was done is not what was resolved; it cannot be closed off so."), tone="warn",
    ),
    "mend": Verb(
        changes.mend, _("Done again as resolved"), _("It is as resolved again."), _("this"),
        _("What was found stays readable."),
    ),
    "extend": Verb(
        changes.extend, _("Move the day"), _("The day is moved; the first one stays readable."), _("the new day"),
        _("Only the body that set the day moves it."),
    ),
    "hand_over": Verb(
        changes.hand_over, _("Hand over"), _("Handed over; the day stays."), _("the handing over"),
        _("Promise and ball go over; the day stays."),
    ),
    "split": Verb(
        changes.split, _("Split"), _("Split; the parts add up."), _("the split"),
        _("The parts add up to what was resolved, each on the same day."),
    ),
    "reopen": Verb(
        matters.reopen, _("Open again"), _("Open again, on its old day."), _("opening it again"),
        _("It was not done, or not so. The day stays."), tone="warn",
    ),
    "correct": Verb(
        changes.correct, _("Correct the record"), _("Corrected; what stood before stays readable."),
        _("the correction"), _("For a record that reads otherwise than the minute."),
    ),
    "waive": Verb(
        matters.waive, _("Close by waiver"), _("Closed off by waiver."), _("the waiver"),
        _("Though a test fails. The authority is named, and what does not hold stays said."), tone="warn",
    ),
}  # fmt: skip
ACTING = Acting(VERBS, FORMS)
_FIRST = ("approve", "close_off", "show_effect", "finish")


def offers(sitting: Sitting, row: MatterRow) -> Offers:
    """What the forms of this matter let choose."""
    return Offers(owners(sitting), row.reach, row.wanted, row.unit)


def offered(sitting: Sitting, row: MatterRow, closable: bool, sent: tuple[str, Form] | None) -> list[Offered]:
    """What this seat can do now, the first thing first; a form that was refused stays as it was sent."""
    can = [verb for verb in rules.possible(row, sitting.seat) if verb != "waive" or not closable]
    can = [verb for verb in can if verb != "show_effect" or row.effect_on is None]
    first = next((verb for verb in _FIRST if verb in can and (verb != "close_off" or closable)), "")
    return ACTING.offered(can, first, offers(sitting, row), sent)


def act_on(
    request: HttpRequest, sitting: Sitting, row: MatterRow, verb: str, show: Callable[..., HttpResponse]
) -> HttpResponse:
    """Answer a form of a verb: done and led back to the matter, or the page with what stood against it."""
    thing = Thing(row.number, row.case_id, reverse("resolved", args=[row.number]), partial(offers, sitting, row))
    return ACTING.act_on(request, sitting, thing, verb, show)
