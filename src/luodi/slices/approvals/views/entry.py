"""The two ways in: a firm applies online, window and department receive at the counter."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi.slices.approvals.actions import entry
from luodi.slices.approvals.forms import Apply, Receive
from luodi.slices.approvals.views import words
from luodi.slices.matters.reads import MatterRow, matters
from luodi.slices.projects.reads import projects
from luodi.spine.people.reads import parties, parties_by_pk
from luodi.web.answers import Refusal, answered, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.fields import Pairs
from luodi.web.pages import page


@door("firm")
def apply(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """A firm applies; what it submits is received at once."""
    form = Apply(request.POST or None, matters=_matters(sitting), projects=_projects(sitting))
    if request.method != "POST":
        return _page(request, sitting, form)
    again, undone = partial(_page, request, sitting, form), _("your application")
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))

    def act(seen: int | None) -> str:
        return reverse("case", args=[entry.apply(by=sitting.seat, at=sitting.at, **form.cleaned_data)])

    return answered(request, sitting, act, again=again, did=_("We have it. This page is your receipt."), undone=undone)


@door("office")
def receive(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """An application comes over the counter."""
    offered = {"matters": _matters(sitting), "projects": _projects(sitting), "applicants": _applicants(sitting)}
    form = Receive(request.POST or None, **offered)
    if request.method != "POST":
        return _page(request, sitting, form)
    again, undone = partial(_page, request, sitting, form), _("this application")
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))

    def act(seen: int | None) -> str:
        return reverse("case", args=[entry.receive(by=sitting.seat, at=sitting.at, **form.cleaned_data)])

    return answered(request, sitting, act, again=again, did=_("Received; the receipt has its number."), undone=undone)


def _page(
    request: HttpRequest, sitting: Sitting, form: Apply, *, refusal: Refusal | None = None
) -> HttpResponse:
    here = _("Apply") if sitting.seat.is_firm else _("Receive")
    answer_by = sitting.calendar.add(sitting.on, 5)
    return page(
        request, "approvals/entry.html", sitting, here=here, refusal=refusal, form=form, answer_by=answer_by
    )


def _matters(sitting: Sitting) -> Pairs:
    """Matters by department; a department's officer sees its own alone."""
    seat, bodies = sitting.seat, parties_by_pk(sitting.place)
    groups: dict[str, Pairs] = {}
    for row in matters(sitting.place).values():
        if seat.role != "officer" or row.department == seat.party:
            body = bodies[row.department]
            groups.setdefault(sitting.said(body.name, body.name_en), []).append((row.code, _matter(sitting, row)))
    return list(groups.items())


def _matter(sitting: Sitting, row: MatterRow) -> str:
    name = sitting.said(row.name, row.name_en)
    if row.committed_days is None:
        return name
    told = {"name": name, "days": words.workdays(row.committed_days)}
    if row.committed_basis == "typical":
        return _("%(name)s (promised: %(days)s; typical, not published)") % told
    return _("%(name)s (promised: %(days)s)") % told


def _projects(sitting: Sitting) -> Pairs:
    """The firm's own projects; at the counter everybody's, under their owner."""
    if sitting.seat.is_firm:
        return [(row.number, row.name) for row in projects(sitting.place, owner=sitting.seat.party).values()]
    groups: dict[str, Pairs] = {}
    bodies = parties_by_pk(sitting.place)
    for row in projects(sitting.place).values():
        groups.setdefault(bodies[row.owner].name, []).append((row.number, row.name))
    return list(groups.items())


def _applicants(sitting: Sitting) -> Pairs:
    return [(row.key, f"{row.name} · {row.key}") for row in parties(sitting.place, kinds=("firm",)).values()]
