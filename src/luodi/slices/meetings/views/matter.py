"""The page of a resolved matter: what was resolved, its four tests, what was changed, the evidence and the facts."""

from dataclasses import dataclass

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luodi.slices.meetings.forms.matters import MatterForm
from luodi.slices.meetings.reads.matters import ChangeRow, MatterRow, matter_for
from luodi.slices.meetings.reads.papers import Paper, papers
from luodi.slices.meetings.rules import acts as rules
from luodi.slices.meetings.views import headline, words
from luodi.slices.meetings.views.acts import act_on, offered
from luodi.slices.meetings.views.shown import Desk
from luodi.spine.journal.reads import of_case
from luodi.web.answers import Refusal
from luodi.web.days import dated, full_day
from luodi.web.doors import Sitting, door
from luodi.web.downloads import sent as file_sent
from luodi.web.pages import page
from luodi.web.saying import Saying


@dataclass(frozen=True)
class Changed:
    """A change in words."""

    name: str
    state: str
    tone: str
    before: str
    after: str
    reason: str
    authority: str
    on: str


@dataclass(frozen=True)
class Line:
    """A fact in words: what, when, who."""

    sentence: str
    happened: str
    who: str


@door("staff")
def show(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """The matter of a number."""
    return matter_page(request, sitting, number)


@door("staff")
def act(request: HttpRequest, sitting: Sitting, number: str, verb: str) -> HttpResponse:
    """One verb on a matter."""
    return act_on(request, sitting, matter_for(sitting.seat, number), verb, matter_page)


@door("staff")
def download(request: HttpRequest, sitting: Sitting, number: str, key: int) -> FileResponse:
    """A file of a matter, to be saved."""
    found = papers(sitting.seat, matter_for(sitting.seat, number))
    return file_sent(next((paper.file for paper in found if paper.file and paper.file.pk == key), None))


def matter_page(
    request: HttpRequest,
    sitting: Sitting,
    number: str,
    *,
    sent: tuple[str, MatterForm] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page; `sent` is a form that was refused, with what was typed."""
    row, desk = matter_for(sitting.seat, number), Desk(sitting)
    shown = desk.shown(row)
    acts = offered(sitting, row, shown.can_close, sent)
    return page(
        request,
        "meetings/matter.html",
        sitting,
        here=number,
        refusal=refusal,
        row=row,
        shown=shown,
        parts=[desk.shown(part) for part in row.parts],
        headline=headline.of_matter(shown),
        reads_minute=rules.reads(sitting.seat, row.minute),
        acts=acts,
        firsts=[one for one in acts if one.first],
        others=[one for one in acts if not one.first],
        changes=[_changed(desk, change) for change in row.changes],
        papers=_papers(sitting, row),
        facts=_facts(sitting, row),
    )


def _changed(desk: Desk, change: ChangeRow) -> Changed:
    named = change.kind == "handed_over"
    tone = {"proposed": "amber", "found": "red", "refused": "red"}.get(change.state, "")
    return Changed(
        name=str(words.CHANGES[change.kind]),
        state=str(words.CHANGE_STATES[change.state]),
        tone=tone,
        before=desk.named(change.before) if named else change.before,
        after=desk.named(change.after) if named else change.after,
        reason=change.reason,
        authority=change.authority,
        on=dated(desk.sitting.seat.day(change.decided_at or change.at), desk.sitting.on),
    )


def _papers(sitting: Sitting, row: MatterRow) -> list[tuple[Paper, str]]:
    return [(paper, full_day(sitting.seat.day(paper.at))) for paper in papers(sitting.seat, row)]


def _facts(sitting: Sitting, row: MatterRow) -> list[Line]:
    """Every fact of the matter, the newest first."""
    saying = Saying(sitting)
    facts = of_case(sitting.place, row.case_id)
    return [
        Line(
            sentence=saying.fact(fact),
            happened=dated(sitting.seat.day(fact.happened_at), sitting.on),
            who=saying.party_of(fact.party) or _("The record"),
        )
        for fact in reversed(facts)
    ]
