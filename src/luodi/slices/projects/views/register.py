"""A project in the register: one typed in, and what is registered of one, its works, its end looked at and changed."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi.slices.firms.reads import industries
from luodi.slices.matters.reads import catalogue_of_version, version_row
from luodi.slices.projects.actions import change_project, change_works, drop_project, register_project
from luodi.slices.projects.forms.bodies import Bodies
from luodi.slices.projects.forms.layouts import layouts
from luodi.slices.projects.forms.register import DropForm, RegisterForm, WorksForm
from luodi.slices.projects.reads import ProjectRow, WorksRow, project_for, works_of
from luodi.slices.projects.rules import Entry, ProjectLine, counted, may_drop
from luodi.spine.people.reads import parties
from luodi.web.answers import Refusal, answered, reason_words, unsaid
from luodi.web.days import full_day
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

WRITERS = ("window", "officer")


@dataclass(frozen=True)
class OneOfWorks:
    """One of the works of a project, with the form that changes it; no row: one more."""

    row: WorksRow | None
    form: WorksForm
    id: str


@door("office")
def new(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """A project is typed in."""
    version = version_row(sitting.place)
    types = catalogue_of_version(sitting.place, version.pk).types if version else ()
    form = RegisterForm(sitting, request.POST or None, types=types, new=True)
    again = partial(_new_page, request, sitting, form)
    if request.method != "POST":
        return _new_page(request, sitting, form)
    undone = _("this project")
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))

    def act(seen: int | None) -> str:
        told = {"number": form.cleaned_data["number"], "type": form.cleaned_data["type"], "dropped_on": None}
        line = ProjectLine(**form.entry()._asdict(), **told, extra=[])
        return reverse("project", args=[register_project(line, by=sitting.seat, at=sitting.at)])

    did = _("The project is registered. A few answers make its plan.")
    return answered(request, sitting, act, again=again, did=did, undone=undone, form=form)


def _new_page(
    request: HttpRequest, sitting: Sitting, form: RegisterForm, *, refusal: Refusal | None = None
) -> HttpResponse:
    here = _("Register a project")
    return page(request, "projects/new.html", sitting, here=here, refusal=refusal, form=form, bodies=_bodies(sitting))


@door("seated")
def show(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """What is registered; by a form of the office another value, one of the works, or the end."""
    row = project_for(sitting.seat, number)
    if request.method != "POST":
        return _page(request, sitting, row)
    if sitting.seat.role not in WRITERS:
        return _page(request, sitting, row, refusal=Refusal(_("the register"), ((_("The office writes it."), ""),)))
    return _write(request, sitting, row)


def _write(request: HttpRequest, sitting: Sitting, row: ProjectRow) -> HttpResponse:
    what = request.POST.get("what", "entry")
    form, did, undone = _sent(request, sitting, row, what)
    again = partial(_page, request, sitting, row, sent=(what, form))
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))

    def act(seen: int | None) -> str:
        by: dict[str, Any] = {"by": sitting.seat, "at": sitting.at, "seen": seen}
        if isinstance(form, RegisterForm):
            change_project(number=row.number, told=form.entry(), **by)
        elif isinstance(form, WorksForm):
            change_works(told=form.line(row.number), **by)
        else:
            drop_project(number=row.number, **form.cleaned_data, **by)
        return reverse("project-register", args=[row.number])

    return answered(request, sitting, act, again=again, did=did, undone=undone, form=form)


def _sent(request: HttpRequest, sitting: Sitting, row: ProjectRow, what: str) -> tuple[Form, str, str]:
    if what == "works":
        return WorksForm(sitting, request.POST, auto_id="sent_%s"), _("The works are registered."), _("these works")
    if what == "drop":
        return DropForm(sitting.on, request.POST), _("The project is given up."), _("giving it up")
    return RegisterForm(sitting, request.POST), _("Registered; the project's page follows."), _("the register")


def _page(
    request: HttpRequest,
    sitting: Sitting,
    row: ProjectRow,
    *,
    sent: tuple[str, Form] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    now = project_for(sitting.seat, row.number)  # another one may have changed it meanwhile
    writes = sitting.seat.role in WRITERS
    what, form = sent or ("", None)
    works = works_of(row.pk)
    return page(
        request,
        "projects/register.html",
        sitting,
        here=_("Register"),
        refusal=refusal,
        project=now,
        writes=writes,
        sent=what,
        entry=form if what == "entry" else RegisterForm(sitting, initial=_initial(sitting, now)) if writes else None,
        told=_told(sitting, now),
        works=works,
        parts=_parts(sitting, now, works) if writes else [],
        works_sent=form if what == "works" else None,
        drop=(form if what == "drop" else DropForm(sitting.on)) if writes and may_drop(sitting.seat, now).ok else None,
        counted=reason_words(note) if (note := counted(now.construction_workdays, works)) else "",
        columns=[field.label for field in WorksForm(sitting).fields.values()],
        bodies=_bodies(sitting) if writes else [],
    )


def _parts(sitting: Sitting, project: ProjectRow, works: list[WorksRow]) -> list[OneOfWorks]:
    def part(row: WorksRow | None, place: int) -> OneOfWorks:
        initial = row._asdict() if row else {"number": f"{project.number}-{place}"}
        return OneOfWorks(row, WorksForm(sitting, initial=initial, auto_id=f"works{place}_%s"), f"works-{place}")

    return [*(part(row, place) for place, row in enumerate(works, 1)), part(None, len(works) + 1)]


def _initial(sitting: Sitting, row: ProjectRow) -> dict[str, Any]:
    keys = {body.pk: body.key for body in parties(sitting.place).values()}
    lead = keys[row.lead] if row.lead is not None else ""
    return row._asdict() | {"owner": Bodies(sitting.place).said(keys[row.owner]), "lead": lead}


def _told(sitting: Sitting, row: ProjectRow) -> list[tuple[str, str]]:
    """What is registered, each value with what its column is called."""
    projects, language = layouts()[0], sitting.language
    bodies = {body.pk: sitting.said(body.name, body.name_en) for body in parties(sitting.place).values()}
    industry = industries(sitting.place).get(row.industry, "")
    words = row._asdict() | {
        "owner": bodies[row.owner],
        "lead": bodies.get(row.lead or 0, ""),
        "type": projects.column("type").said(row.type, language),
        "nature": projects.column("nature").said(row.nature, language) if row.nature else "",
        "industry": f"{row.industry} {industry}".strip(),
        "investment": "" if row.investment is None else f"{row.investment:,.2f}",
    }
    told = [(projects.column(key).label(language), words[key]) for key in ("number", "type", *Entry._fields)]
    return [(name, full_day(value) if hasattr(value, "year") else str(value or "–")) for name, value in told]


def _bodies(sitting: Sitting) -> list[str]:
    """What a body that owns projects may be called."""
    return sorted({body.name for body in parties(sitting.place).values()})
