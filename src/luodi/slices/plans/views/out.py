"""The plan of a project to be saved: a workbook of its matters, and a calendar of its days."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luodi.engines.sheets.layout import Layout, read_layout
from luodi.engines.sheets.write import Outgoing
from luodi.slices.plans.views import ics, table
from luodi.slices.plans.views.project import desk_for
from luodi.slices.plans.views.shown import Desk
from luodi.web import downloads
from luodi.web.doors import Sitting, door
from luodi.web.environment import url
from luodi.web.lights import light_name


@cache
def layout() -> Layout:
    """The columns of the workbook."""
    return read_layout((resources.files("luodi") / "catalogue" / "sheets" / "plan.yml").read_text("utf-8"))


@door("seated")
@require_GET
def workbook(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """Every matter of the plan with its days, its dates and its reasons."""
    rows = [layout().written(row, (), (), sitting.language) for row in _rows(desk_for(sitting, number))]
    return downloads.workbook(number, [Outgoing(layout(), rows)], sitting)


def _rows(desk: Desk) -> Iterator[dict[str, Any]]:
    for group in table.groups(desk):
        for line in group.lines:
            one = line.one
            yield {
                "code": one.code,
                "name": one.name,
                "stage": group.name,
                "party": one.party,
                "level": line.level,
                "state": light_name(line.light[0]) if line.light[0] != "normal" else line.light[1],
                "days": one.days,
                "basis": _("typical, not published") if one.typical else one.entry.committed_basis and _("published"),
                "used": one.used if one.passages else None,
                "from_on": one.received_on or one.begins_on,
                "to_on": one.done_on or one.ends_on,
                "held": line.held,
                "provisional": _("yes") if line.provisional else "",
                "latest_on": one.latest_on,
                "slack": one.slack,
                "decides": _("yes") if one.deciding else "",
                "why": line.why,
                "law": line.law,
                "waits": _("; ").join(
                    _("%(what)s (%(why)s)") % {"what": wait.name, "why": wait.why} for wait in line.waits
                ),
            }


@door("seated")
@require_GET
def days(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """What is running and to come as a calendar. An event keeps its name, so that a later one takes its place."""
    desk = desk_for(sitting, number)
    page = request.build_absolute_uri(url("project", number))
    content = ics.written(desk.plan.project.name, page, sitting.at, ics.days_of(desk), ics.turn_of(desk))
    return downloads.made(f"{number}-{sitting.on}.ics", content, "text/calendar; charset=utf-8")
