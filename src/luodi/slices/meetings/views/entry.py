"""A minute typed in, and a clause of it made a matter with what its words seem to say filled in."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi.slices.meetings.actions import minutes as actions
from luodi.slices.meetings.actions.minutes import NewMinute
from luodi.slices.meetings.forms.minutes import MinuteForm, Resolve
from luodi.slices.meetings.reads.minutes import ClauseRow, MinuteRow, minute_for, text_of
from luodi.slices.meetings.reads.wording import wording
from luodi.slices.meetings.rules.proposals import proposal
from luodi.spine.people.reads import parties, posts
from luodi.spine.people.seats import NotYours
from luodi.web.answers import Refusal, answered, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.fields import Pairs
from luodi.web.pages import page

OWES = ("department", "town", "park", "utility")


@door("office")
def new(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """A minute is typed in."""
    form = MinuteForm(request.POST or None, chairs=_chairs(sitting), initial={"held_on": sitting.on})
    if request.method != "POST":
        return _new_page(request, sitting, form)
    again, undone = partial(_new_page, request, sitting, form), _("this minute")
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))

    def act(seen: int | None) -> str:
        number = actions.type_minute(NewMinute(**form.cleaned_data), by=sitting.seat, at=sitting.at)
        return reverse("minute", args=[number])

    return answered(request, sitting, act, again=again, did=_("The minute is in. Mark its clauses."), undone=undone)


def _new_page(
    request: HttpRequest, sitting: Sitting, form: MinuteForm, *, refusal: Refusal | None = None
) -> HttpResponse:
    return page(request, "meetings/new.html", sitting, here=_("Type in a minute"), refusal=refusal, form=form)


@door("office")
def clause(request: HttpRequest, sitting: Sitting, number: str, ordinal: int) -> HttpResponse:
    """A clause becomes a matter; a person confirms what the text seems to say."""
    minute = minute_for(sitting.seat, number)
    row = next((one for one in text_of(sitting.seat, minute).clauses if one.ordinal == ordinal), None)
    if row is None:
        raise NotYours(str(ordinal))
    form = Resolve(request.POST or None, owners=owners(sitting), initial=_proposed(sitting, minute, row))
    if request.method != "POST":
        return _clause_page(request, sitting, minute, row, form)
    again, undone = partial(_clause_page, request, sitting, minute, row, form), _("this matter")
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))

    def act(seen: int | None) -> str:
        actions.resolve(
            number=number, ordinal=ordinal, by=sitting.seat, at=sitting.at, seen=seen, **form.cleaned_data
        )
        return reverse("minute", args=[number])

    did = _("Clause %(ordinal)s is a matter now, promised to the day.") % {"ordinal": ordinal}
    return answered(request, sitting, act, again=again, did=did, undone=undone)


def _clause_page(
    request: HttpRequest,
    sitting: Sitting,
    minute: MinuteRow,
    row: ClauseRow,
    form: Resolve,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    here = _("Clause %(ordinal)s") % {"ordinal": row.ordinal}
    version = minute_for(sitting.seat, minute.number).version
    return page(
        request,
        "meetings/clause.html",
        sitting,
        here=here,
        refusal=refusal,
        minute=minute,
        clause=row,
        form=form,
        version=version,
    )


def _proposed(sitting: Sitting, minute: MinuteRow, row: ClauseRow) -> dict[str, Any]:
    names = {party.name: key for key, party in parties(sitting.place, kinds=OWES).items()}
    told = proposal(row.words, minute.held_on, names, sitting.calendar, wording())
    return {
        "title": row.words[:40],
        "owner": told.owner,
        "supporting": list(told.supporting),
        "due_on": told.due_on,
        "scope": row.words[:300],
        "amount": told.amount,
        "unit": told.unit,
        "observe_days": told.observe_days or None,
    }


def owners(sitting: Sitting) -> Pairs:
    """Who may own a matter."""
    return [(key, sitting.said(row.name, row.name_en)) for key, row in parties(sitting.place, kinds=OWES).items()]


def _chairs(sitting: Sitting) -> Pairs:
    """Every post, under its party."""
    known = parties(sitting.place)
    groups: dict[str, Pairs] = {}
    for (party, title), pk in posts(sitting.place).items():
        if known[party].kind != "firm":
            groups.setdefault(sitting.said(known[party].name, known[party].name_en), []).append((str(pk), title))
    return list(groups.items())
