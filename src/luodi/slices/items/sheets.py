"""The list of service items on the screen: in by two steps, out as it stands, and an empty one."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from luodi.engines.sheets.mapping import FileMapping
from luodi.engines.sheets.model import Table
from luodi.slices.items.actions import take_items
from luodi.slices.items.forms import DEPARTMENTS, book, incoming, outgoing
from luodi.slices.items.reads import BODIES
from luodi.spine.people.reads import parties
from luodi.web.columns import Beside
from luodi.web.doors import Sitting, door
from luodi.web.downloads import workbook
from luodi.web.uploads import Coming, Intake, choose, columns, look

ASKED = 60  # departments somebody would still say one by one


def _read(sitting: Sitting, tables: Sequence[Table], mapping: FileMapping, also: bool) -> Coming:
    read = incoming(sitting.place, tables, mapping, registering=also)

    def write() -> None:
        take_items(new=read.new, changed=read.changed, departments=read.unknown, by=sitting.seat, at=sitting.at)

    unknown = len(read.strange)
    words = ngettext(
        "Register the %(n)s department the county does not know as well",
        "Register the %(n)s departments the county does not know as well",
        unknown,
    ) % {"n": unknown}
    asked = [*mapping.beside.get(DEPARTMENTS, {}), *read.strange][:ASKED]
    bodies = parties(sitting.place, kinds=BODIES).values()
    names = [(row.key, sitting.said(row.name, row.name_en)) for row in bodies]
    beside = Beside(DEPARTMENTS, _("Departments of the list that the county calls otherwise"), asked, names)
    return Coming(read.outcome, write, words if unknown else "", beside)


INTAKE = Intake(
    here=_("List of service items"),
    command="items",
    choose="items-import",
    look="items-look",
    columns="items-columns",
    back="items",
    template="items-template",
    undone=_("this list"),
    book=book,
    read=_read,
)


@door("office")
def choose_list(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The file is chosen."""
    return choose(request, sitting, INTAKE)


@door("office")
def look_at_list(request: HttpRequest, sitting: Sitting, key: int) -> HttpResponse:
    """What it would bring; taken when sent."""
    return look(request, sitting, INTAKE, key)


@door("office")
def columns_of_list(request: HttpRequest, sitting: Sitting, key: int) -> HttpResponse:
    """Which column of it is which."""
    return columns(request, sitting, INTAKE, key)


@door("staff")
@require_GET
def export(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The list as it stands."""
    return _sent(sitting, "items")


@door("staff")
@require_GET
def empty(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """An empty sheet with hints."""
    return _sent(sitting, "template")


def _sent(sitting: Sitting, name: str) -> HttpResponse:
    sheet = outgoing(sitting.place, language=sitting.language, template=name == "template")
    return workbook(f"{name}-{sitting.place.code}", [sheet], sitting)
