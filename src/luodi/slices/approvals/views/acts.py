"""What a seat can do with a case now: each verb with its words, its form and the action it calls."""

from collections.abc import Callable
from functools import partial

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luodi.slices.approvals import rules
from luodi.slices.approvals.actions import acceptance, decision
from luodi.slices.approvals.forms import FORMS, Offers
from luodi.slices.approvals.views import words
from luodi.slices.approvals.views.casefile import CaseFile
from luodi.web.acting import Acting, Offered, Thing, Verb
from luodi.web.doors import Sitting

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
ACTING = Acting(VERBS, FORMS)
_FIRST = ("accept", "supply", "grant", "end_special")


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


def offered(file: CaseFile, sent: tuple[str, Form] | None) -> list[Offered]:
    """What this seat can do now, the first thing first; a form that was refused stays as it was sent."""
    can = rules.possible(file.row, file.sitting.seat, file.sitting.on)
    first = next((verb for verb in _FIRST if verb in can), "")
    lists = offers(file)
    buttons = {"grant": _("Explain and close")} if lists.late else {}
    return ACTING.offered(can, first, lists, sent, buttons)


def act_on(
    request: HttpRequest, sitting: Sitting, file: CaseFile, verb: str, show: Callable[..., HttpResponse]
) -> HttpResponse:
    """Answer a form of a verb: done and led back to the case, or the page with what stood against it."""
    thing = Thing(file.number, file.row.case_id, reverse("case", args=[file.number]), partial(offers, file))
    return ACTING.act_on(request, sitting, thing, verb, show)
