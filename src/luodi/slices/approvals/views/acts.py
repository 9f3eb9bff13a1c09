"""What a seat can do with a case now: each verb with its words, its form and the action it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luodi.slices.approvals import rules
from luodi.slices.approvals.actions import acceptance, decision
from luodi.slices.approvals.forms import FORMS, CaseForm, Offers
from luodi.slices.approvals.views import words
from luodi.slices.approvals.views.casefile import CaseFile
from luodi.spine.files.actions import keep
from luodi.spine.people.seats import Seat
from luodi.web.answers import Again, answered, unsaid
from luodi.web.doors import Sitting


@dataclass(frozen=True)
class Verb:
    """A verb: the action, what its button says, what was done, what was not, and what it brings about."""

    action: Callable[..., None]
    button: Any
    did: Any
    undone: Any
    brings: Any = ""
    tone: str = ""


VERBS: dict[str, Verb] = {
    "accept": Verb(
        acceptance.accept,
        _("Accept"),
        _("Accepted. Both clocks start; today is day 0."),
        _("the acceptance"),
        _("Both limits start, and today is not counted."),
    ),
    "give_notice": Verb(
        acceptance.give_notice,
        _("Say what is missing"),
        _("The notice is out. The ball is with the applicant."),
        _("the notice"),
        _("The acceptance clock stops and the ball goes to the applicant."),
    ),
    "supply": Verb(
        acceptance.supply,
        _("Send the papers"),
        _("The papers are in. The acceptance clock starts again."),
        _("the papers"),
        _("The ball goes back to the department, its 5 days start again."),
    ),
    "refuse_acceptance": Verb(
        acceptance.refuse_acceptance,
        _("Do not accept"),
        _("Not accepted; the applicant was told why."),
        _("the refusal to accept"),
        _("The case ends."),
        "warn",
    ),
    "grant": Verb(
        decision.grant,
        _("Grant and close"),
        _("Granted and closed. The applicant has the result."),
        _("the decision"),
        _("The promise is kept today, with this document."),
    ),
    "start_special": Verb(
        decision.start_special,
        _("Stop the clock"),
        _("The clock stands still; the applicant was told in writing."),
        _("the special procedure"),
        _("Both limits stand still from today, the ball goes to whoever carries it out."),
    ),
    "end_special": Verb(
        decision.end_special,
        _("Let the clock go on"),
        _("The clock goes on; today counts."),
        _("the end of the procedure"),
        _("Today counts again, the ball comes back."),
    ),
    "extend": Verb(
        decision.extend,
        _("Extend"),
        _("The statutory limit is longer; the promise stays."),
        _("the extension"),
        _("It moves the statutory day, never the promised one."),
    ),
    "hand_on": Verb(
        decision.hand_on,
        _("Hand on"),
        _("Handed on. The clock runs on."),
        _("the handing on"),
        _("Promise and ball go over; the clock runs on."),
    ),
    "refuse": Verb(
        decision.refuse,
        _("Refuse"),
        _("Refused and closed. The applicant has the grounds."),
        _("the refusal"),
        _("The case ends; the applicant may appeal."),
        "warn",
    ),
    "remark": Verb(decision.remark, _("Remark"), _("The remark is kept."), _("the remark")),
    "withdraw": Verb(
        decision.withdraw,
        _("Withdraw"),
        _("Your application is withdrawn."),
        _("the withdrawal"),
        _("The case ends; you may apply again at any time."),
        "warn",
    ),
}
_FIRST = ("accept", "supply", "grant", "end_special")


@dataclass(frozen=True)
class Offered:
    """A verb on the page: its button and its form, empty or as it was sent."""

    verb: str
    words: Verb
    form: CaseForm
    button: str
    first: bool = False
    sent: bool = False


def offers(file: CaseFile) -> Offers:
    """What the forms of this case let choose."""
    own = [str(special["type"]) for special in file.matter.special] if file.matter else []
    bodies = [(row.key, file.sitting.said(row.name, row.name_en), row.kind) for row in file.parties.values()]
    choose = ("", _("choose"))
    return Offers(
        procedures=[choose, *((code, words.procedure(code)) for code in dict.fromkeys([*rules.CLOSED_LIST, *own]))],
        holders=[choose, *((key, name) for kind in rules.CARRY_OUT for key, name, of in bodies if of == kind)],
        offices=[choose, *((key, name) for key, name, kind in bodies if kind in rules.TAKE_OVER)],
        late=rules.is_late(file.row, file.sitting.on),
    )


def offered(file: CaseFile, sent: tuple[str, CaseForm] | None) -> list[Offered]:
    """What this seat can do now, the first thing first; a form that was refused stays as it was sent."""
    can = rules.possible(file.row, file.sitting.seat, file.sitting.on)
    first = next((verb for verb in _FIRST if verb in can), "")
    verbs = [verb for verb in VERBS if verb in can or (sent and sent[0] == verb)]
    lists, made = offers(file), []
    for verb in sorted(verbs, key=lambda verb: verb != first):
        again = bool(sent and sent[0] == verb)
        form = sent[1] if sent and again else FORMS[verb](offers=lists, auto_id=f"{verb}_%s")
        late = verb == "grant" and lists.late
        button = str(_("Explain and close") if late else VERBS[verb].button)
        made.append(Offered(verb, VERBS[verb], form, button, verb == first, again))
    return made


def act_on(
    request: HttpRequest, sitting: Sitting, file: CaseFile, verb: str, show: Callable[..., HttpResponse]
) -> HttpResponse:
    """Answer a form of a verb: done and led back to the case, or the page with what stood against it."""
    if verb not in VERBS:
        raise Http404(verb)
    here = reverse("case", args=[file.number])
    if request.method != "POST":
        return HttpResponseRedirect(f"{here}#act-{verb}")
    form = FORMS[verb](request.POST, request.FILES, offers=offers(file), auto_id=f"{verb}_%s")
    again: Again = partial(show, request, sitting, file.number, sent=(verb, form))
    undone = str(VERBS[verb].undone)
    if not form.is_valid():
        return again(refusal=unsaid(undone))

    def act(seen: int | None) -> str:
        sent = _kept(form.cleaned_data, file, sitting.seat, sitting.at)
        VERBS[verb].action(number=file.number, by=sitting.seat, at=sitting.at, seen=seen, **sent)
        return here

    return answered(request, sitting, act, again=again, did=str(VERBS[verb].did), undone=undone)


def _kept(sent: dict[str, Any], file: CaseFile, by: Seat, at: datetime) -> dict[str, Any]:
    """What was sent as the action takes it: files kept, their keys in their place."""

    def key(upload: "UploadedFile[Any]") -> int:
        return keep(name=upload.name or "", content=upload.read(), by=by, at=at, case=file.row.case_id)

    kept = dict(sent)
    if "files" in kept:
        kept["files"] = [key(upload) for upload in kept["files"]]
    if "file" in kept:
        kept["file"] = key(kept["file"]) if kept["file"] else None
    return kept
