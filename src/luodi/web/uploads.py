"""One way a sheet comes in on a screen: chosen, looked at with all it would bring, then taken, whole or its good rows.

A room says with an `Intake` what it makes of the tables; the file is kept between the two steps, for its own office.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luodi.engines.sheets.model import Fault, Outcome, Table, Unreadable
from luodi.engines.sheets.read import tables_of
from luodi.spine.files.actions import keep
from luodi.spine.files.reads import FileRow, files, stands_at
from luodi.spine.people.seats import NotYours, Refused
from luodi.web.answers import Refusal, answered, said_reasons, unsaid
from luodi.web.doors import Sitting
from luodi.web.pages import page

SHOWN = 200


class Coming(NamedTuple):
    """What the tables of a file bring, how it is written, and what could be done as well so that more is right."""

    outcome: Outcome
    write: Callable[[], None]
    also: Any = ""


@dataclass(frozen=True)
class Intake:
    """A kind of sheet: its names of routes, its words, and how it is read (`also`: with what could be done as well)."""

    here: Any
    choose: str
    look: str
    back: str
    template: str
    undone: Any
    read: Callable[[Sitting, Sequence[Table], bool], Coming]


class Upload(forms.Form):
    """A sheet to look at."""

    file = forms.FileField(
        label=gettext_lazy("Sheet"),
        help_text=gettext_lazy("An xlsx, CSV or JSON of at most 10 MB."),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}),
    )


def choose(request: HttpRequest, sitting: Sitting, intake: Intake) -> HttpResponse:
    """The file is chosen and kept; nothing of it is written."""
    form = Upload(request.POST or None, request.FILES or None)
    again = partial(_page, request, sitting, intake, form=form)
    if request.method != "POST":
        return again()
    if not form.is_valid():
        return again(refusal=unsaid(str(intake.undone), form))
    sent = form.cleaned_data["file"]
    content = sent.read()
    try:
        tables_of(content)
    except Unreadable as wrong:
        return again(refusal=Refusal(str(intake.undone), said_reasons([wrong.reason]), status=422))

    def act(seen: int | None) -> str:
        key = keep(name=sent.name or "", content=content, by=sitting.seat, at=sitting.at)
        return reverse(intake.look, args=[key])

    return answered(
        request, sitting, act, again=again, did=_("Read; nothing is written yet."), undone=str(intake.undone)
    )


def look(request: HttpRequest, sitting: Sitting, intake: Intake, key: int) -> HttpResponse:
    """What the file would bring; taken when it is sent."""
    file = next(iter(files(sitting.place, [key])), None)
    if file is None or file.given_by != sitting.seat.party:
        raise NotYours(str(key))
    also = (request.POST or request.GET).get("also") == "1"
    show = partial(_page, request, sitting, intake, form=Upload(), file=file)
    try:
        coming = intake.read(sitting, tables_of(stands_at(file).read_bytes()), also)
    except Unreadable as wrong:
        return show(refusal=Refusal(str(intake.undone), said_reasons([wrong.reason]), status=422))
    show = partial(show, coming=coming, also=also)
    if request.method != "POST":
        return show()

    def act(seen: int | None) -> str:
        if coming.outcome.faults and request.POST.get("good") != "1":
            raise Refused(*(one.reason for one in coming.outcome.faults[:3]))
        coming.write()
        return reverse(intake.back)

    return answered(request, sitting, act, again=show, did=_written(coming.outcome), undone=str(intake.undone))


def _written(outcome: Outcome) -> str:
    return _("Taken in: %(new)s new, %(changed)s changed.") % {"new": outcome.new, "changed": outcome.changed}


class Wrong(NamedTuple):
    """A fault in the reader's words."""

    place: str
    heading: str
    value: str
    reason: str


def _wrong(fault: Fault) -> Wrong:
    place = f"{fault.sheet} {fault.column}{fault.row}".strip()
    return Wrong(place, fault.heading, fault.value, said_reasons([fault.reason])[0][0])


def _headline(outcome: Outcome | None) -> str:
    if outcome is None:
        return _("Choose the sheet; nothing is written before you have seen what it brings.")
    values = {"n": outcome.rows, "refused": outcome.refused, "new": outcome.new, "changed": outcome.changed}
    if outcome.refused:
        words = ngettext(
            "%(refused)s of %(n)s rows cannot be taken: put it right, or take the others.",
            "%(refused)s of %(n)s rows cannot be taken: put them right, or take the others.",
            outcome.refused,
        )
        return words % values
    words = ngettext(
        "%(n)s row: %(new)s new, %(changed)s changed; nothing stands against it.",
        "%(n)s rows: %(new)s new, %(changed)s changed; nothing stands against them.",
        outcome.rows,
    )
    return words % values


def _page(
    request: HttpRequest, sitting: Sitting, intake: Intake, *, form: Upload, file: FileRow | None = None,
    coming: Coming | None = None, also: bool = False, refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    outcome = coming.outcome if coming else None
    return page(
        request,
        "web/upload.html",
        sitting,
        here=str(intake.here),
        refusal=refusal,
        intake=intake,
        form=form,
        file=file,
        coming=coming,
        outcome=outcome,
        also=also,
        headline=_headline(outcome),
        wrong=[_wrong(one) for one in outcome.faults[:SHOWN]] if outcome else [],
        unshown=max(0, len(outcome.faults) - SHOWN) if outcome else 0,
        notes=[words for words, _law in said_reasons(outcome.notes)] if outcome else [],
    )
