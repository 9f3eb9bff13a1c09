"""The page of a case, for office and firm alike, and the way of its files to whoever may see it."""

from dataclasses import dataclass
from datetime import date

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luodi.kernel.light import light
from luodi.slices.approvals import reads
from luodi.slices.approvals.forms import CaseForm
from luodi.slices.approvals.views import words
from luodi.slices.approvals.views.account import account_days, case_strip, drawing, lines, parted
from luodi.slices.approvals.views.acts import act_on, offered
from luodi.slices.approvals.views.casefile import CaseFile, case_file
from luodi.slices.approvals.views.headline import context, headline
from luodi.spine.commitments.reads import CommitmentRow, promises_of
from luodi.web.account import account_runs
from luodi.web.answers import Refusal
from luodi.web.days import full_day
from luodi.web.doors import Sitting, door
from luodi.web.downloads import sent
from luodi.web.lights import light_words
from luodi.web.pages import page

MUCH_LATER = 86400  # seconds between happening and recording


@door("seated")
def show(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """The case of a number."""
    return case_page(request, sitting, number)


@door("seated")
def act(request: HttpRequest, sitting: Sitting, number: str, verb: str) -> HttpResponse:
    """One verb on a case."""
    return act_on(request, sitting, case_file(sitting, number), verb, case_page)


@door("seated")
def download(request: HttpRequest, sitting: Sitting, number: str, key: int) -> FileResponse:
    """A file of a case, to be saved; whoever may not see the case gets what a wrong number gets."""
    found = reads.files_of(sitting.seat, case_file(sitting, number).row)
    return sent(next((row for row in found if row.pk == key), None))


def case_page(
    request: HttpRequest,
    sitting: Sitting,
    number: str,
    *,
    sent: tuple[str, CaseForm] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page; `sent` is a form that was refused, with what was typed."""
    file = case_file(sitting, number)
    made = lines(file)
    earlier, recent = parted(account_days(file, made))
    acts = offered(file, sent)
    return page(
        request,
        "approvals/case.html",
        sitting,
        here=number,
        refusal=refusal,
        file=file,
        headline=headline(file),
        context=context(file),
        clocks=drawing(file, made),
        strip=case_strip(file, made),
        earlier=earlier,
        recent=recent,
        runs=account_runs(recent),
        earlier_runs=account_runs(earlier),
        holders=_holders(file),
        acts=acts,
        firsts=[one for one in acts if one.first],
        others=[one for one in acts if not one.first],
        notices=_notices(file),
        remarks=_remarks(file),
        files=[(row, words.size(row.size)) for row in reads.files_of(sitting.seat, file.row)],
        promises=_promises(file),
        facts=_facts(file),
        account_note=_account_note(file),
        marks=[words.mark(code) for code in file.row.marks],
    )


def _account_note(file: CaseFile) -> str:
    if file.calendar.last_published is None:
        return _("no calendar is known here: weekends rest, and all of it is provisional")
    if file.for_firm:
        return _("counted or not, and why; the office sees the same")
    return _("counted or not, and why; the firm sees the same")


def _holders(file: CaseFile) -> list[tuple[str, str]]:
    """Whose colours the drawing shows, each once."""
    seen = dict.fromkeys(hold.party for hold in file.holds)
    return [(file.colour(party), file.holder(party)) for party in seen]


@dataclass(frozen=True)
class Paper:
    """A paper the applicant was given, as the page shows it."""

    name: str
    number: str
    items: list[str]
    issued_on: date
    answer_by: date | None
    asks: bool


def _notices(file: CaseFile) -> list[Paper]:
    return [
        Paper(
            name=words.paper(n.kind),
            number=n.number,
            items=[words.procedure(item) for item in n.items],
            issued_on=n.issued_on,
            answer_by=n.answer_by,
            asks=n.kind == "one_time",
        )
        for n in reads.notices(file.row.pk)
    ]


def _remarks(file: CaseFile) -> list[tuple[str, str, str]]:
    """Each remark with who made it and when."""
    made_by = {fact.payload["remark"]: fact.party for fact in file.facts if fact.kind == "approvals.remarked"}
    rows = reads.remarks(file.sitting.seat, file.row.pk)
    return [(row.text, file.name(made_by.get(row.pk)), file.moment(row.at)) for row in rows]


@dataclass(frozen=True)
class Promise:
    """A promise of the case in a line."""

    name: str
    owner: str
    due: str
    light: str
    words: str


def _promises(file: CaseFile) -> list[Promise]:
    return [_promise(file, row) for row in promises_of(file.sitting.seat, file.row.case_id)]


def _promise(file: CaseFile, row: CommitmentRow) -> Promise:
    on = row.closed_on or file.sitting.on
    left = file.calendar.workdays(on, row.due_on) if row.due_on else None
    kind = light(state=row.state, due_on=row.due_on, amber_on=row.amber_on, on=on)
    if row.state == "void":
        said = _("withdrawn")
    elif left is None and kind == "normal":
        said = _("no day promised")
    else:
        said = light_words(kind, remaining=left, over=max(0, -(left or 0)))
    name = _("To accept or to answer") if row.pk == file.row.acceptance_id else _("To decide")
    return Promise(name, file.name(row.owner), full_day(row.due_on) if row.due_on else "–", kind, said)


@dataclass(frozen=True)
class Told:
    """A fact in a line: when it happened, what, who acted, when it was recorded if that was much later.

    `after_end`: the case had ended before.
    """

    happened: str
    sentence: str
    who: str
    recorded: str
    after_end: bool


def _facts(file: CaseFile) -> list[Told]:
    return [
        Told(
            file.moment(fact.happened_at),
            file.sentence(fact),
            file.name(fact.party) if fact.party else _("taken in from a record") if file.row.origin else _("by law"),
            file.moment(fact.recorded_at) if fact.late_seconds > MUCH_LATER else "",
            "after_end" in fact.payload.get("marks", ()),
        )
        for fact in file.shown_facts()
    ]
