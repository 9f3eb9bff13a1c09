"""One way a sheet comes in on a screen: chosen, looked at with all it would bring, then taken, whole or its good rows.

A room says with an `Intake` what it makes of the tables; the file is kept between the two steps, for its own office,
and with it which column is which, where its headings do not say.
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

from luodi.engines.sheets.mapping import Book, FileMapping, as_yaml
from luodi.engines.sheets.model import Fault, Outcome, Table, Unreadable
from luodi.engines.sheets.read import tables_of
from luodi.engines.sheets.seen import shortest
from luodi.kernel.problems import Problem, problem
from luodi.spine.files.actions import keep, map_file, read_as
from luodi.spine.files.reads import FileRow
from luodi.spine.people.seats import Refused
from luodi.web.answers import SEEN, UNSAID, Refusal, answered, reason_words, said_reasons, unsaid
from luodi.web.columns import Beside, Columns, Looked, looked_at, own_file
from luodi.web.doors import Sitting
from luodi.web.downloads import made
from luodi.web.pages import page

SHOWN = 200


class Coming(NamedTuple):
    """What the tables of a file bring, how it is written, and what could be done or said so that more is right."""

    outcome: Outcome
    write: Callable[[], None]
    also: Any = ""
    beside: Beside | None = None


@dataclass(frozen=True)
class Intake:
    """A kind of sheet: its names of routes, its words, what sheets it has, and how they are read.

    `command`: what `luodi import` calls it. `read` raises Unreadable; its last: with what could be done as well.
    """

    here: Any
    command: str
    choose: str
    look: str
    columns: str
    back: str
    template: str
    undone: Any
    book: Callable[[], Book]
    read: Callable[[Sitting, Sequence[Table], FileMapping, bool], Coming]


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
        return again(refusal=_unreadable(str(intake.undone), wrong))

    def act(seen: int | None) -> str:
        key = keep(name=sent.name or "", content=content, by=sitting.seat, at=sitting.at)
        return reverse(intake.look, args=[key])

    return answered(
        request, sitting, act, again=again, did=_("Read; nothing is written yet."), undone=str(intake.undone)
    )


def look(request: HttpRequest, sitting: Sitting, intake: Intake, key: int) -> HttpResponse:
    """What the file would bring; taken when it is sent."""
    file, also = own_file(sitting, key), (request.POST or request.GET).get("also") == "1"
    show = partial(_page, request, sitting, intake, form=Upload(), file=file, also=also)
    try:
        looked = looked_at(sitting, file, intake.book())
    except Unreadable as wrong:
        return show(refusal=_unreadable(str(intake.undone), wrong))
    coming = _coming(sitting, intake, looked, also)
    show = partial(show, looked=looked, coming=coming)
    if request.method != "POST":
        return show()

    def act(seen: int | None) -> str:
        read_as(file=key, seen=seen, by=sitting.seat, at=sitting.at)
        _take(coming, good_rows=request.POST.get("good") == "1")
        return reverse(intake.back)

    did = "" if isinstance(coming, Problem) else _written(coming.outcome)
    return answered(request, sitting, act, again=show, did=did, undone=str(intake.undone))


def columns(request: HttpRequest, sitting: Sitting, intake: Intake, key: int) -> HttpResponse:
    """Which column is which, as the file the command takes; said anew when it is sent."""
    file, also = own_file(sitting, key), request.POST.get("also") == "1"
    show = partial(_page, request, sitting, intake, form=Upload(), file=file, also=also)
    undone = _("this choice of columns")
    try:
        looked = looked_at(sitting, file, intake.book())
    except Unreadable as wrong:
        return show(refusal=_unreadable(undone, wrong))
    if request.method != "POST":
        mapping = shortest(looked.tables, looked.book, looked.mapping)
        return made(_mapping_name(file), as_yaml(mapping), "application/yaml")
    coming = _coming(sitting, intake, looked, also)
    sent = Columns(looked, sitting.language, _beside(coming), request.POST)
    show = partial(show, looked=looked, coming=coming)
    if not sent.is_valid() and request.POST.get(SEEN) == str(looked.revision):
        return show(columns=sent, refusal=unsaid(undone, sent))

    def act(seen: int | None) -> str:
        if not sent.is_valid():
            read_as(file=key, seen=seen, by=sitting.seat, at=sitting.at)
            raise Refused(problem("Say which column is which."))
        map_file(file=key, told=sent.mapping().told, seen=seen, by=sitting.seat, at=sitting.at)
        return reverse(intake.look, args=[key]) + ("?also=1" if also else "")

    return answered(request, sitting, act, again=show, did=_("Read anew; nothing is written yet."), undone=undone)


def _unreadable(undone: str, wrong: Unreadable) -> Refusal:
    return Refusal(undone, said_reasons([wrong.reason]), status=UNSAID)


def _mapping_name(file: FileRow) -> str:
    return f"{file.name.rpartition('.')[0]}.mapping.yml"


def _coming(sitting: Sitting, intake: Intake, looked: Looked, also: bool) -> Coming | Problem:
    """What the file brings, or why that is not to be seen yet."""
    try:
        return intake.read(sitting, looked.tables, looked.mapping, also)
    except Unreadable as wrong:
        return wrong.reason


def _beside(coming: Coming | Problem | None) -> Beside | None:
    return coming.beside if isinstance(coming, Coming) else None


def _take(coming: Coming | Problem, *, good_rows: bool) -> None:
    """Write what a file brings. Raises Refused where rows stand against it, or none is left."""
    if isinstance(coming, Problem):
        raise Refused(coming)
    told = coming.outcome
    if told.faults and (not good_rows or not told.good):
        raise Refused(*(one.reason for one in told.faults[:3]))
    coming.write()


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
    return Wrong(place, fault.heading, fault.value, reason_words(fault.reason))


def _headline(coming: Coming | Problem | None) -> str:
    if coming is None:
        return _("Choose the sheet; nothing is written before you have seen what it brings.")
    if isinstance(coming, Problem):
        return _("Say which column is which; then you see what the file brings.")
    outcome = coming.outcome
    values = {"n": outcome.rows, "refused": outcome.refused, "new": outcome.new, "changed": outcome.changed}
    if outcome.refused and not outcome.good:
        words = ngettext(
            "The %(n)s row cannot be taken: put it right in the file, or say below what is what.",
            "None of the %(n)s rows can be taken: put them right in the file, or say below what is what.",
            outcome.rows,
        )
    elif outcome.refused:
        words = ngettext(
            "%(refused)s of %(n)s rows cannot be taken: put it right, or take the others.",
            "%(refused)s of %(n)s rows cannot be taken: put them right, or take the others.",
            outcome.refused,
        )
    else:
        words = ngettext(
            "%(n)s row: %(new)s new, %(changed)s changed; nothing stands against it.",
            "%(n)s rows: %(new)s new, %(changed)s changed; nothing stands against them.",
            outcome.rows,
        )
    return words % values


def _page(
    request: HttpRequest, sitting: Sitting, intake: Intake, *, form: Upload, file: FileRow | None = None,
    looked: Looked | None = None, coming: Coming | Problem | None = None, also: bool = False,
    columns: Columns | None = None, refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    outcome = coming.outcome if isinstance(coming, Coming) else None
    return page(
        request,
        "web/upload.html",
        sitting,
        here=str(intake.here),
        refusal=refusal,
        intake=intake,
        form=form,
        file=file,
        looked=looked,
        mapping_name=_mapping_name(file) if file else "",
        columns=columns or (Columns(looked, sitting.language, _beside(coming)) if looked else None),
        unclear=reason_words(coming) if isinstance(coming, Problem) else "",
        outcome=outcome,
        register=coming.also if isinstance(coming, Coming) and not also else "",
        also=also,
        headline=_headline(coming),
        wrong=[_wrong(one) for one in outcome.faults[:SHOWN]] if outcome else [],
        unshown=max(0, len(outcome.faults) - SHOWN) if outcome else 0,
        notes=[reason_words(note) for note in outcome.notes] if outcome else [],
    )
