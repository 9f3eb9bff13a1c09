"""The county's ledger on the screen: in by two steps, out as it stands, and an empty one."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from luodi.engines.sheets.mapping import FileMapping
from luodi.engines.sheets.model import Table
from luodi.slices.projects.actions import take_ledger
from luodi.slices.projects.forms.coming import read_ledger
from luodi.slices.projects.forms.going import ledger_sheets, template
from luodi.slices.projects.forms.layouts import book
from luodi.web.doors import Sitting, door
from luodi.web.downloads import workbook
from luodi.web.uploads import Coming, Intake, choose, columns, look


def _read(sitting: Sitting, tables: Sequence[Table], mapping: FileMapping, also: bool) -> Coming:
    ledger = read_ledger(sitting.place, tables, mapping, on=sitting.on)
    return Coming(ledger.outcome, lambda: take_ledger(**ledger.writes, by=sitting.seat, at=sitting.at))


INTAKE = Intake(
    here=_("Ledger of projects"),
    command="projects",
    choose="projects-import",
    look="projects-look",
    columns="projects-columns",
    back="projects",
    template="projects-template",
    undone=_("this ledger"),
    book=book,
    read=_read,
)


@door("office")
def choose_ledger(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The file is chosen."""
    return choose(request, sitting, INTAKE)


@door("office")
def look_at_ledger(request: HttpRequest, sitting: Sitting, key: int) -> HttpResponse:
    """What it would bring; taken when sent."""
    return look(request, sitting, INTAKE, key)


@door("office")
def columns_of_ledger(request: HttpRequest, sitting: Sitting, key: int) -> HttpResponse:
    """Which column of it is which."""
    return columns(request, sitting, INTAKE, key)


@door("staff")
@require_GET
def export(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Projects, firms and works as they are registered."""
    sheets = ledger_sheets(sitting.place, language=sitting.language)
    return workbook(f"projects-{sitting.place.code}", sheets, sitting)


@door("staff")
@require_GET
def empty(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Three empty sheets with hints."""
    return workbook(f"template-{sitting.place.code}", template(sitting.place), sitting)
