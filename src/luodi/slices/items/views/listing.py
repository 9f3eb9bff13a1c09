"""The county's service items, by department."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from luodi.slices.items.forms import layout
from luodi.slices.items.reads import counts, items
from luodi.slices.items.rules import Item
from luodi.spine.people.reads import parties_by_pk
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

ROWS = 100


@dataclass(frozen=True)
class Listed:
    """An item in the reader's words; `link` only where it leads to a page of the web."""

    row: Item
    department: str
    kind: str
    days: str
    link: str


@door("seated")
@require_GET
def listing(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """All of them, of one department, or whose names have words."""
    words, key = request.GET.get("q", "")[:100].replace("\0", ""), request.GET.get("department", "")[:40]
    bodies, every = parties_by_pk(sitting.place), counts(sitting.place)
    chosen = next((pk for pk, body in bodies.items() if body.key == key), None)
    found = items(sitting.place, department=chosen, words=words)
    leaf = Paginator(found, ROWS).get_page(request.GET.get("page"))
    names = {pk: sitting.said(body.name, body.name_en) for pk, body in bodies.items()}
    return page(
        request, "items/list.html", sitting, here=_("Service items"), headline=_headline(every), words=words, key=key,
        departments=[(names[pk], bodies[pk].key, n) for pk, n in sorted(every.items(), key=lambda one: -one[1])],
        found=len(found), leaf=leaf, rows=[_listed(sitting, names, row) for row in leaf], count=sum(every.values()),
        writes=sitting.seat.role in ("window", "officer"), staff=not sitting.seat.is_firm,
        turn=lambda number: f"{reverse('items')}?{urlencode({'q': words, 'department': key, 'page': number})}",
    )  # fmt: skip


def _headline(every: Mapping[int, int]) -> str:
    if not every:
        return _("No service item is listed yet.")
    total, n = sum(every.values()), len(every)
    departments = ngettext("%(n)s department", "%(n)s departments", n) % {"n": n}
    words = ngettext("%(n)s service item of %(departments)s.", "%(n)s service items of %(departments)s.", total)
    return words % {"n": total, "departments": departments}


def _listed(sitting: Sitting, names: Mapping[int, str], row: Item) -> Listed:
    kind = layout().column("kind").said(row.kind, sitting.language) if row.kind else ""
    link = row.link if row.link.startswith(("http://", "https://")) else ""
    return Listed(row, names[row.department], kind, _days(row), link)


def _days(row: Item) -> str:
    told: list[Any] = [row.committed_days, row.statutory_days]
    committed, statutory = ("–" if one is None else one for one in told)
    return "" if told == [None, None] else f"{committed} / {statutory}"
