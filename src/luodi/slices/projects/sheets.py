"""The county's ledger on the screen: in by two steps, out as it stands, and an empty one."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from luodi.engines.sheets.model import Table
from luodi.engines.sheets.write import XLSX, Outgoing, as_xlsx
from luodi.slices.projects.actions import take_ledger
from luodi.slices.projects.forms.coming import read_ledger
from luodi.slices.projects.forms.going import ledger_sheets, template
from luodi.web.doors import Sitting, door
from luodi.web.downloads import made
from luodi.web.uploads import Coming, Intake, choose, look


def _read(sitting: Sitting, tables: Sequence[Table], also: bool) -> Coming:
    ledger = read_ledger(sitting.place, tables, {}, on=sitting.on)
    return Coming(ledger.outcome, lambda: take_ledger(**ledger.writes, by=sitting.seat, at=sitting.at))


INTAKE = Intake(
    here=_("Ledger of projects"),
    choose="projects-import",
    look="projects-look",
    back="projects",
    template="projects-template",
    undone=_("this ledger"),
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


@door("staff")
@require_GET
def export(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Projects, firms and works as they are registered."""
    language = "en" if sitting.english else "zh"
    return _sent(sitting, "projects", ledger_sheets(sitting.place, language=language))


@door("staff")
@require_GET
def empty(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Three empty sheets with hints."""
    return _sent(sitting, "template", template(sitting.place))


def _sent(sitting: Sitting, name: str, sheets: Sequence[Outgoing]) -> HttpResponse:
    content = as_xlsx(sheets, language="en" if sitting.english else "zh", at=sitting.at)
    return made(f"{name}-{sitting.place.code}-{sitting.on}.xlsx", content, XLSX)
