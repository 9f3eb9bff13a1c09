"""What is known of a project: answered, looked at, and only then written. A project without a plan begins here."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luodi.kernel.graph import Line
from luodi.slices.matters.reads import catalogue_of_version, version_row
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.plans.actions.adopt import adopt_plan
from luodi.slices.plans.actions.replan import change_answers, renew
from luodi.slices.plans.forms import AnswersForm, typed
from luodi.slices.plans.reads import ProjectPlan, plan_for
from luodi.slices.plans.rules import acts
from luodi.slices.plans.rules.forecast import forecast
from luodi.slices.plans.rules.plan import Plan
from luodi.slices.plans.rules.redrawn import drawn_with, moves
from luodi.slices.plans.views.shown import TYPICAL
from luodi.slices.projects.reads import ProjectRow, project_for
from luodi.spine.people.seats import NotYours
from luodi.web.answers import Refusal, answered, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.environment import url
from luodi.web.pages import page


@dataclass(frozen=True)
class Ground:
    """What the answers of a project stand on: its plan, if it has one, and the catalogue it runs on."""

    project: ProjectRow
    plan: ProjectPlan | None
    catalogue: Catalogue
    newer: Catalogue | None

    @property
    def answers(self) -> dict[str, Any]:
        return self.plan.answers if self.plan else {}


@dataclass(frozen=True)
class Look:
    """What would move: matters by name, days from and to (* typical), and the earliest start from and to."""

    came: list[str]
    left: list[str]
    days: list[tuple[str, str, str]]
    before: date | None
    after: date | None
    matters: int


def ground_of(sitting: Sitting, number: str) -> Ground:
    """What a seat may see of it. Raises NotYours."""
    seat = sitting.seat
    project = project_for(seat, number)
    version = version_row(seat.place)
    if version is None:
        raise NotYours(number)
    now = catalogue_of_version(seat.place, version.pk)
    try:
        plan = plan_for(seat, number, sitting.on)
    except NotYours:
        return Ground(project, None, now, None)
    return Ground(project, plan, plan.catalogue, now if version.pk != plan.version else None)


@door("seated")
def show(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """The form; with `look` what the answers would move; what is sent is written."""
    ground = ground_of(sitting, number)
    if request.method == "POST":
        return _write(request, sitting, ground)
    kept = ground.project.construction_workdays
    looking = "look" in request.GET
    form = _form(sitting, ground, request.GET if looking else None, typed(ground.answers, kept))
    wrong = unsaid(_("the answers"), form) if looking and not form.is_valid() else None
    return _page(request, sitting, ground, form, looking and not wrong, refusal=wrong)


def _form(sitting: Sitting, ground: Ground, sent: Any, initial: dict[str, Any] | None = None) -> AnswersForm:
    return AnswersForm(ground.catalogue, ground.project.type, sitting.english, sent, initial=initial)


def _write(request: HttpRequest, sitting: Sitting, ground: Ground) -> HttpResponse:
    here, number = url("project", ground.project.number), ground.project.number
    form = _form(sitting, ground, request.POST, typed(ground.answers, None))
    again = partial(_page, request, sitting, ground, form, False)
    renewing = request.POST.get("what") == "renew"
    if not renewing and not form.is_valid():
        return again(refusal=unsaid(_("the answers"), form))

    def act(seen: int | None) -> str:
        by: dict[str, Any] = {"number": number, "by": sitting.seat, "at": sitting.at}
        if renewing:
            renew(**by, seen=seen)
            return here
        told: dict[str, Any] = {"answers": form.answers(ground.answers)}
        told |= {"construction_workdays": form.cleaned_data["construction_workdays"]}
        if ground.plan is None:
            adopt_plan(**by, **told)
        else:
            change_answers(**by, **told, seen=seen)
        return here

    did = _("The plan was drawn anew; the page says what moved.") if ground.plan else _("The plan stands.")
    return answered(request, sitting, act, again=again, did=did, undone=_("the plan"))


def _page(
    request: HttpRequest,
    sitting: Sitting,
    ground: Ground,
    form: AnswersForm,
    looking: bool,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    return page(
        request,
        "plans/answers.html",
        sitting,
        here=_("What is known"),
        refusal=refusal,
        project=ground.project,
        form=form,
        seen=ground.plan.revision if ground.plan else "",
        has_plan=ground.plan is not None,
        would=_look(sitting, ground, ground.catalogue, form.answers(ground.answers)) if looking else None,
        newer=_look(sitting, ground, ground.newer, ground.answers) if ground.newer else None,
        versions=[_version(one) for one in (ground.catalogue, ground.newer) if one],
        may_plan=acts.may_plan(sitting.seat, ground.project.owner, ground.project.dropped_on).ok,
    )


def _version(held: Catalogue) -> str:
    return _("version %(ordinal)s") % {"ordinal": held.ordinal}


def _look(sitting: Sitting, ground: Ground, held: Catalogue, answers: dict[str, Any]) -> Look:
    drawn = drawn_with(held, ground.project.type, answers, ground.plan.begun if ground.plan else ())
    before = ground.plan.plan if ground.plan else None
    would = moves(before, drawn)
    names = {**ground.catalogue.matters, **held.matters}

    def named(code: str) -> str:
        return sitting.said(names[code].name, names[code].name_en)

    return Look(
        came=[named(code) for code in would.came] if before else [],
        left=[named(code) for code in would.left],
        days=[(named(code), _days(before, code), _days(drawn, code)) for code in would.days],
        before=ground.plan.start_on if ground.plan else None,
        after=_start(sitting, ground, drawn),
        matters=len(drawn.items),
    )


def _days(plan: Plan | None, code: str) -> str:
    """The days of a matter, marked where they are typical."""
    if plan is None:
        return ""
    item = plan.items[code]
    return f"{item.term.days}{TYPICAL if item.entry.committed_basis == 'typical' else ''}"


def _start(sitting: Sitting, ground: Ground, drawn: Plan) -> date | None:
    if ground.plan and ground.plan.forecast is None:
        return None
    line = Line(sitting.calendar, sitting.on)
    return line.date(forecast(drawn, ground.plan.standing if ground.plan else {}, line).start)
