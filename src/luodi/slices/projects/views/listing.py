"""The list of projects: all of the county for its staff, a firm's own for a firm."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from luodi.slices.firms.reads import industries
from luodi.slices.projects.forms.layouts import layouts
from luodi.slices.projects.reads import ProjectRow, projects
from luodi.web.doors import Sitting, door
from luodi.web.pages import page
from luodi.web.saying import Saying

ROWS = 100
STATES = ("", "on", "dropped", "uncoded")


@dataclass(frozen=True)
class Listed:
    """A project in the reader's words."""

    row: ProjectRow
    owner: str
    type: str
    industry: str
    lead: str

    @property
    def href(self) -> str:
        return reverse("project", args=[self.row.number])


@dataclass(frozen=True)
class Asked:
    """What the list is asked for."""

    words: str
    type: str
    state: str
    owner: str

    def fits(self, one: Listed) -> bool:
        """Whether a project is meant."""
        row, said = one.row, f"{one.row.number} {one.row.name} {one.owner} {one.row.code} {one.row.site} {one.industry}"
        states = {"on": row.dropped_on is None, "dropped": row.dropped_on is not None, "uncoded": not row.code}
        return (
            all(word in said.casefold() for word in self.words.casefold().split())
            and self.type in ("", row.type)
            and states.get(self.state, True)
        )

    def href(self, **changed: str) -> str:
        """The list asked for something else."""
        asked = {"q": self.words, "type": self.type, "state": self.state, "owner": self.owner} | changed
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('projects')}?{query}" if query else reverse("projects")


@door("seated")
@require_GET
def listing(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """What is registered, with what it is asked for."""
    given = {name: request.GET.get(name, "")[:100] for name in ("q", "type", "state", "owner")}
    asked = Asked(given["q"], given["type"], given["state"] if given["state"] in STATES else "", given["owner"])
    every = _listed(sitting, asked.owner)
    found = [one for one in every if asked.fits(one)]
    leaf = Paginator(found, ROWS).get_page(request.GET.get("page"))
    column = layouts()[0].column("type")
    types = [(code, column.said(code, sitting.language)) for code in column.choices or ()]
    return page(
        request, "projects/list.html", sitting, here=_("Projects"), asked=asked, every=every, found=found, leaf=leaf,
        types=types, headline=_headline(every), investment=_investment(found), staff=not sitting.seat.is_firm,
        writes=sitting.seat.role in ("window", "officer"),
        turn=lambda number: asked.href(page=str(number)),
        states=[(words, asked.href(state=state), state == asked.state) for state, words in _states().items()],
    )  # fmt: skip


def _listed(sitting: Sitting, owner: str) -> list[Listed]:
    saying, names, column = Saying(sitting), industries(sitting.place), layouts()[0].column("type")
    party = sitting.seat.party if sitting.seat.is_firm else None
    keys = {row.pk: row for row in saying.parties.values()}
    found = []
    for row in projects(sitting.place, party).values():
        body = keys[row.owner]
        if owner in ("", body.key):
            told = (column.said(row.type, sitting.language), names.get(row.industry, ""), saying.party_of(row.lead))
            found.append(Listed(row, saying.party_of(row.owner), *told))
    return found


def _states() -> dict[str, str]:
    return {"": _("All"), "on": _("Going on"), "dropped": _("Given up"), "uncoded": _("Without a project code")}


def _headline(every: list[Listed]) -> str:
    if not every:
        return _("No project is registered yet.")
    gone = sum(one.row.dropped_on is not None for one in every)
    words = ngettext("%(n)s project is registered", "%(n)s projects are registered", len(every)) % {"n": len(every)}
    if not gone:
        return _("%(registered)s, and all go on.") % {"registered": words}
    values = {"registered": words, "on": len(every) - gone, "gone": gone}
    return _("%(registered)s: %(on)s go on, %(gone)s were given up.") % values


def _investment(found: list[Listed]) -> Decimal:
    return sum((one.row.investment or Decimal(0) for one in found), Decimal(0))
