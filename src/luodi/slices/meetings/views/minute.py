"""The page of a minute: its text with the marked places, its matters with their four tests, and what is missing."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luodi.slices.meetings.actions import minutes as actions
from luodi.slices.meetings.forms.minutes import MINUTE_FORMS, SetAside
from luodi.slices.meetings.reads.matters import matters_of
from luodi.slices.meetings.reads.minutes import MinuteRow, Text, minute_for, text_of
from luodi.slices.meetings.rules import acts
from luodi.slices.meetings.rules.sentences import Item
from luodi.slices.meetings.views import headline
from luodi.slices.meetings.views.shown import Desk, Shown
from luodi.web.answers import Refusal, answered, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

DID = {
    "rewrite": (actions.rewrite, _("The text is changed."), _("the new text")),
    "mark": (actions.mark, _("The clause is marked; make it a matter."), _("this mark")),
    "set_aside": (actions.set_aside, _("The sentence is set aside with its reason."), _("setting it aside")),
    "unmark": (actions.unmark, _("The mark is gone."), _("taking the mark away")),
    "make_final": (actions.make_final, _("The minute is final. Its text stands."), _("the final minute")),
    "correct_minute": (actions.correct_minute, _("The correction stands beside the text."), _("the correction")),
}


@dataclass(frozen=True)
class Piece:
    """A run of words: plain, of a clause (its number), or of a resolving sentence nobody marked (`lacking`)."""

    words: str
    place: int
    ordinal: int = 0
    lacking: bool = False


@door("staff")
def show(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """The minute of a number."""
    return minute_page(request, sitting, number)


@door("staff")
def act(request: HttpRequest, sitting: Sitting, number: str, verb: str) -> HttpResponse:
    """One verb on a minute."""
    minute_for(sitting.seat, number)
    if verb not in DID:
        raise Http404(verb)
    here = reverse("minute", args=[number])
    if request.method != "POST":
        return HttpResponseRedirect(here)
    action, did, undone = DID[verb]
    form = MINUTE_FORMS[verb](request.POST, auto_id=f"{verb}_%s")
    again = partial(minute_page, request, sitting, number, sent=(verb, form))
    if not form.is_valid():
        return again(refusal=unsaid(str(undone), form))

    def done(seen: int | None) -> str:
        action(number=number, by=sitting.seat, at=sitting.at, seen=seen, **form.cleaned_data)  # type: ignore[operator]
        return here

    return answered(request, sitting, done, again=again, did=str(did), undone=str(undone))


def minute_page(
    request: HttpRequest,
    sitting: Sitting,
    number: str,
    *,
    sent: tuple[str, forms.Form] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page; `sent` is a form that was refused, with what was typed."""
    minute, desk = minute_for(sitting.seat, number), Desk(sitting)
    whole = text_of(sitting.seat, minute)
    found = [desk.shown(row) for row in matters_of(sitting.seat, minute)]
    writes = not minute.is_final and acts.keeps(sitting.seat, minute)
    known, worst = {one.row.ordinal for one in found}, _worst(found)
    return page(
        request,
        "meetings/minute.html",
        sitting,
        here=number,
        refusal=refusal,
        minute=minute,
        desk=desk,
        whole=whole,
        lines=lines(whole, writes),
        shown=found,
        headline=headline.of_minute(whole.reconciled, found),
        worst=worst,
        worst_acts=worst_acts(worst, sitting) if worst else [],
        writes=writes,
        unmarked=_unmarked(whole),
        unresolved=[clause for clause in whole.clauses if clause.ordinal not in known and not clause.is_aside],
        aside=[clause for clause in whole.clauses if clause.is_aside],
        corrects=acts.may_write(sitting.seat, minute, "correct_minute").ok,
        forms=_forms(minute, whole, sent),
        sent=sent[0] if sent else "",
    )


def lines(whole: Text, writes: bool) -> list[list[Piece]]:
    """The text by paragraph, cut where marks begin and end."""
    clauses = [clause for clause in whole.clauses if not clause.is_aside]
    marks = [(clause.from_place, clause.to_place, clause.ordinal, False) for clause in clauses]
    marks += [(item.from_place, item.to_place, item.ordinal, True) for item in _unmarked(whole)]
    found, start = [], 0
    for line in whole.text.split("\n"):
        found.append(_pieces(line, start, sorted(marks)))
        start += len(line) + 1
    return found


def _unmarked(whole: Text) -> list[Item]:
    return [item for item in whole.items if item.ordinal in whole.reconciled.unmarked]


def _pieces(line: str, start: int, marks: list[tuple[int, int, int, bool]]) -> list[Piece]:
    made, place, end = [], start, start + len(line)
    for begin, until, ordinal, lacking in marks:
        begin, until = max(begin, start), min(until, end)
        if begin >= until:
            continue
        if begin > place:
            made.append(Piece(line[place - start : begin - start], place))
        made.append(Piece(line[begin - start : until - start], begin, ordinal, lacking))
        place = until
    if place < end:
        made.append(Piece(line[place - start :], place))
    return made


def _worst(found: list[Shown]) -> Shown | None:
    """The matter with most against it; none where nothing is."""
    bad = [one for one in found if one.failing]
    return max(bad, key=lambda one: sum(cell.state in ("fail", "waits") for cell in one.cells), default=None)


def worst_acts(one: Shown, sitting: Sitting) -> list[tuple[str, str]]:
    """The two ways on with a matter that cannot be closed, as far as they are this seat's."""
    can = acts.possible(one.row, sitting.seat)
    return [(str(words), f"{one.href}#act-{verb}") for verb, words in _WAYS_ON.items() if verb in can][:2]


_WAYS_ON = {
    "approve": _("Approve the change"),
    "decline": _("Do not approve"),
    "propose": _("Ask the body for a change"),
    "finish": _("Do it as resolved"),
    "reopen": _("Open again"),
    "waive": _("Close by waiver"),
}


def _forms(minute: MinuteRow, whole: Text, sent: tuple[str, forms.Form] | None) -> dict[str, forms.Form]:
    made = {
        verb: form(auto_id=f"{verb}_%s", initial={"text": whole.text} if verb == "rewrite" else None)
        for verb, form in MINUTE_FORMS.items()
    }
    made |= {sent[0]: sent[1]} if sent else {}
    aside = made["set_aside"]
    assert isinstance(aside, SetAside)
    aside.offer([(str(item.ordinal), f"{item.ordinal}. {item.words[:40]}") for item in _unmarked(whole)])
    return made
