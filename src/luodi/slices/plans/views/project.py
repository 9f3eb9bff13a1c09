"""The page of a project: what decides its start, on a calendar, as a graph, as a table."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from luodi.slices.matters.reads import version_row
from luodi.slices.plans.reads import least_of, plan_for, proposals
from luodi.slices.plans.rules import acts
from luodi.slices.plans.rules.completion import ACCEPTANCE
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME
from luodi.slices.plans.views import drawn, kept, table, words
from luodi.slices.plans.views.answers import ground_of
from luodi.slices.plans.views.beyond import minimum
from luodi.slices.plans.views.card import card_of
from luodi.slices.plans.views.graphs import graphs
from luodi.slices.plans.views.shown import Desk
from luodi.slices.projects.rules import counted
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import NotYours
from luodi.web.answers import Refusal, reason_words
from luodi.web.days import dated, full_day
from luodi.web.doors import Sitting, door
from luodi.web.environment import url
from luodi.web.pages import page

VIEWS = ("calendar", "graph", "table")


@dataclass(frozen=True)
class Fact:
    """One of the six facts: its name, its figure with where it opens, and what stands below."""

    name: str
    figure: str
    href: str
    note: str
    tone: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper the applicant gives once, and the matters that would each have asked for it."""

    name: str
    by: str
    times: int


def desk_for(sitting: Sitting, number: str) -> Desk:
    """The plan of a project as this sitting may see it. Raises NotYours."""
    return Desk(sitting, plan_for(sitting.seat, number, sitting.on), parties(sitting.place))


@door("seated")
@require_GET
def show(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """The page of a project."""
    try:
        desk = desk_for(sitting, number)
    except NotYours:
        ground_of(sitting, number)  # a stranger's end; else a project that has no plan yet
        return HttpResponseRedirect(url("project-answers", number))
    return _page(request, sitting, desk)


def whole(request: HttpRequest, sitting: Sitting, number: str, *, refusal: Refusal | None = None) -> HttpResponse:
    """The page with what stood against an act on it."""
    return _page(request, sitting, desk_for(sitting, number), refusal)


def _page(request: HttpRequest, sitting: Sitting, desk: Desk, refusal: Refusal | None = None) -> HttpResponse:
    number, asked = desk.plan.number, request.GET.get("show", "")
    shown = asked if asked in VIEWS else VIEWS[0]
    every = request.GET.get("part") == "whole"
    rows = drawn.calendar_rows(desk, whole=every) if shown == "calendar" else []
    return page(
        request,
        "plans/project.html",
        sitting,
        here=number,
        refusal=refusal,
        desk=desk,
        card=card_of(request, sitting, desk),
        project=desk.plan.project,
        headline=words.headline(desk),
        kind=table.type_name(desk),
        owner=sitting.said(desk.plan.owner.name, desk.plan.owner.name_en),
        facts=facts(desk),
        counted=_counted(desk),
        shown=shown,
        views=_views(number, shown),
        whole=every,
        rows=rows,
        drawing=drawn.calendar(desk, rows) if shown == "calendar" else "",
        graphs=graphs(desk, whole=every) if shown == "graph" else [],
        after=_after(desk),
        may_register=not sitting.seat.is_firm and sitting.seat.role in ("window", "officer"),
        provisional=any(desk.provisional(one.ends_on) for one in desk.matters.values()),
        maybe=table.maybe(desk),
        **_by_level(request, desk, shown),
        papers=papers(desk),
        least=minimum(least_of(sitting.place, desk.plan), desk.plan.plan, desk),
        proposals=[kept.shown(sitting, number, row) for row in proposals(sitting.seat, number)],
        may_try=desk.start_on is not None,
        may_plan=acts.may_plan(sitting.seat, desk.plan.project.owner, desk.plan.project.dropped_on).ok,
        newer=_newer(desk),
        may_propose=acts.may_propose(sitting.seat, desk.plan.project.owner).ok,
    )


def _counted(desk: Desk) -> str:
    """Whose days of construction count, where the project and its works have some."""
    note = counted(desk.plan.construction_workdays, desk.works)
    return reason_words(note) if note else ""


def _by_level(request: HttpRequest, desk: Desk, shown: str) -> dict[str, Any]:
    """The days of each level, and the table: of all matters, or of those beneath the figure that is opened."""
    levels, figure = table.levels(desk), request.GET.get("of", "")
    level = next((one for one in levels if one.key == request.GET.get("level") and figure in table.FIGURES), None)
    only = table.beneath(desk, level.key, figure) if level else None
    return {
        "levels": levels,
        "above": table.above(levels),
        "beneath": table.said_of(level, figure) if level else "",
        "groups": table.groups(desk, only) if shown == "table" else [],
    }


def _after(desk: Desk) -> int:
    """How many acceptances to come lie behind the works, while the start is ahead."""
    return sum(one.entry.stage == ACCEPTANCE and not one.passages for one in desk.matters.values())


def _newer(desk: Desk) -> str:
    """The version of the catalogue the county runs now, where the plan runs on an older one."""
    version = version_row(desk.sitting.place)
    return str(version.ordinal) if version and version.pk != desk.plan.version else ""


def _views(number: str, shown: str) -> list[tuple[str, str, bool]]:
    here = url("project", number)
    names = (_("Calendar"), _("Graph"), _("Table"))
    return [(name, f"{here}?show={key}#plan", key == shown) for key, name in zip(VIEWS, names, strict=True)]


def facts(desk: Desk) -> list[Fact]:
    """The six facts of a project."""
    plan, here = desk.plan, url("project", desk.plan.number)
    count = {state: sum(one.state == state for one in desk.matters.values()) for state in (DONE, RUNNING, TO_COME)}
    papers = len(plan.plan.asked)
    return [
        Fact(
            _("All matters"), words.matters(len(desk.matters)), f"{here}?show=table#plan",
            _("%(done)s done · %(running)s running · %(to_come)s to come")
            % {"done": count[DONE], "running": count[RUNNING], "to_come": count[TO_COME]},
        ),
        Fact(
            _("Asked of the firm"), ngettext("%(n)s paper", "%(n)s papers", papers) % {"n": papers}, "#papers",
            _("each once; asked one by one it would be %(n)s") % {"n": plan.plan.slots},
        ),
        _start(desk),
        _contract(desk),
        _completion(desk),
        Fact(_("Catalogue"), _("version %(ordinal)s") % {"ordinal": plan.catalogue.ordinal}, f"{here}?show=table#plan",
             _("in force since %(day)s") % {"day": dated(plan.adopted_on, desk.on)}),
    ]  # fmt: skip


def _start(desk: Desk) -> Fact:
    if desk.plan.started_on:
        return Fact(_("Started"), full_day(desk.plan.started_on), "", _("the joint check is done"))
    if desk.start_on is None:
        return Fact(_("Earliest start"), "–", "", _("nothing is forecast"))
    days = desk.sitting.calendar.workdays(desk.on, desk.start_on)
    notes = [ngettext("in %(n)s working day", "in %(n)s working days", days) % {"n": days}]
    notes += [_("provisional")] if desk.provisional(desk.start_on) else []
    return Fact(_("Earliest start"), full_day(desk.start_on), "#plan", " · ".join(notes))


def _completion(desk: Desk) -> Fact:
    """When the last matter is expected to be done, and until when it is built."""
    name, here = _("Expected completion"), url("project", desk.plan.number)
    if desk.no_days:
        return Fact(name, "–", "", _("construction days not known"))
    if desk.end_on is None:
        done = [one.done_on for one in desk.matters.values() if one.done_on]
        if done and desk.plan.count(DONE) == len(desk.matters):
            return Fact(_("Complete"), full_day(max(done)), "", "")
        return Fact(name, "–", "", _("nothing is forecast"))
    notes = [_("works until %(day)s") % {"day": full_day(desk.built_on)}] if desk.built_on else []
    notes += [_("provisional")] if desk.provisional(desk.end_on) else []
    return Fact(name, full_day(desk.end_on), f"{here}?show=calendar&part=whole#plan", " · ".join(notes))


def _contract(desk: Desk) -> Fact:
    planned = desk.plan.project.planned_start_on
    name = _("Promised start")
    if desk.contract_on is None:
        note = _("start list: %(day)s") % {"day": full_day(planned)} if planned else _("no promise names a day")
        return Fact(name, "–", "", note)
    reached = desk.plan.started_on or desk.start_on
    late = desk.sitting.calendar.workdays(desk.contract_on, reached) if reached else 0
    if late > 0:
        note = ngettext("%(n)s working day later", "%(n)s working days later", late) % {"n": late}
        return Fact(name, full_day(desk.contract_on), "", note, "overdue")
    return Fact(name, full_day(desk.contract_on), "", _("kept, as things stand") if reached else "")


def papers(desk: Desk) -> list[Paper]:
    """What the applicant is asked for, the most often asked first."""
    found = [
        Paper(
            desk.paper(paper.material),
            words.list_of([desk.named(code) for code in paper.by]),
            len(paper.by),
        )
        for paper in desk.plan.plan.asked
    ]
    return sorted(found, key=lambda paper: -paper.times)
