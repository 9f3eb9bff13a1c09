"""What if: days moved, a matter dropped, two examined side by side, and the start computed again. Nothing is written
but a proposal that is kept, and that changes nothing else."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from luodi.slices.plans.actions.proposals import propose
from luodi.slices.plans.forms import ProposalForm
from luodi.slices.plans.reads import course_of, proposals
from luodi.slices.plans.rules import acts
from luodi.slices.plans.rules.tried import stored
from luodi.slices.plans.views import drawn, kept
from luodi.slices.plans.views.project import desk_for
from luodi.slices.plans.views.shift import marks_of, shift
from luodi.slices.plans.views.trial import Trial
from luodi.slices.plans.views.wanted import asked, left_out
from luodi.web.answers import Refusal, answered, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.environment import url
from luodi.web.pages import page


@door("seated")
def show(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """A project with the changes its address asks for; what is sent keeps them as a proposal."""
    if request.method == "POST":
        return _keep(request, sitting, number)
    return what_if(request, sitting, number, query=request.GET)


def _keep(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    form, query = ProposalForm(request.POST), QueryDict(request.POST.get("changes", ""))
    course = course_of(desk_for(sitting, number).plan)
    again = partial(what_if, request, sitting, number, query=query, form=form)
    if not form.is_valid():
        return again(refusal=unsaid(_("the proposal"), form))

    def act(seen: int | None) -> str:
        changes = stored(asked(course, query))
        propose(number=number, title=form.cleaned_data["title"], changes=changes, by=sitting.seat, at=sitting.at)
        return f"{url('project', number)}#proposals"

    did = _("Kept as a proposal. Nothing else has changed.")
    return answered(request, sitting, act, again=again, did=did, undone=_("the proposal"))


def what_if(
    request: HttpRequest,
    sitting: Sitting,
    number: str,
    *,
    query: QueryDict,
    form: ProposalForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page; `form` is a proposal that was not kept, with what was typed. A project that has started has none."""
    desk = desk_for(sitting, number)
    if desk.start_on is None:
        return HttpResponseRedirect(url("project", number))
    course = course_of(desk.plan)
    trial = Trial(desk, asked(course, query))
    changes = kept.query(stored(trial.changes))
    rows = drawn.calendar_rows(trial.then)
    marks = marks_of(trial.start_on, trial.tried_start_on, desk.contract_on)
    return page(
        request,
        "plans/whatif.html",
        sitting,
        here=_("What if"),
        refusal=refusal,
        trial=trial,
        left_out=left_out(desk, course, query),
        number=number,
        project=desk.plan.project,
        changes=changes,
        strip=shift(marks, sitting.calendar, desk.on),
        rows=rows,
        drawing=drawn.calendar(trial.then, rows),
        form=form or ProposalForm(initial={"title": trial.title, "changes": changes}, auto_id="proposal_%s"),
        may_propose=acts.may_propose(sitting.seat, desk.plan.project.owner).ok,
        proposals=[kept.shown(sitting, number, row) for row in proposals(sitting.seat, number)],
    )
