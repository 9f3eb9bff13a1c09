"""The firms of a county, and each on a page of its own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from luodi.slices.firms.reads import firm, firms, industries, warnings
from luodi.slices.firms.rules import Registered
from luodi.slices.matters.rules.packaged import named
from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

ROWS = 100


@dataclass(frozen=True)
class Listed:
    """A firm in the reader's words."""

    row: Registered
    industry: str
    warning: str
    origin: str
    size: str

    @property
    def href(self) -> str:
        return reverse("firm", args=[self.row.key])

    def fits(self, words: str) -> bool:
        """Whether all the words are met."""
        row = self.row
        known = (row.key, row.name, row.uscc, row.industry, row.origin, row.size)
        said = " ".join((*known, self.industry, self.origin, self.size)).casefold()
        return all(word in said for word in words.casefold().split())


@door("staff")
@require_GET
def listing(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """All of them, or those that words meet."""
    words = request.GET.get("q", "")[:100]
    names, odd = industries(sitting.place), warnings(sitting.place)
    every = [_listed(sitting, row, names, odd) for row in firms(sitting.place)]
    found = [one for one in every if one.fits(words)]
    leaf = Paginator(found, ROWS).get_page(request.GET.get("page"))
    headline = ngettext("%(n)s firm is registered", "%(n)s firms are registered", len(every)) % {"n": len(every)}
    headline += "; " if odd else "."
    if odd:
        headline += ngettext(
            "%(n)s credit code fails its check digit: look at the licence.",
            "%(n)s credit codes fail their check digit: look at the licences.",
            len(odd),
        ) % {"n": len(odd)}
    return page(
        request, "firms/list.html", sitting, here=_("Firms"), headline=headline, words=words, every=every, leaf=leaf,
        turn=lambda number: f"?{urlencode({'q': words, 'page': number})}",
    )  # fmt: skip


@door("seated")
@require_GET
def show(request: HttpRequest, sitting: Sitting, key: str) -> HttpResponse:
    """What is registered of one firm: for the staff, and for itself."""
    if sitting.seat.is_firm and sitting.seat.party_key != key:
        raise NotYours(key)
    row = firm(sitting.place, key)
    listed = _listed(sitting, row, industries(sitting.place), warnings(sitting.place))
    beside = [(one[0], one[1]) for one in row.extra if one[1] != ""] if not sitting.seat.is_firm else []
    return page(request, "firms/firm.html", sitting, here=row.name, firm=listed, beside=beside)


def _listed(sitting: Sitting, row: Registered, names: dict[str, str], odd: dict[str, str]) -> Listed:
    origin, size = named("firm_origins", row.origin), named("firm_sizes", row.size)
    words = sitting.said(origin.zh, origin.en), sitting.said(size.zh, size.en)
    return Listed(row, names.get(row.industry, ""), odd.get(row.key, ""), *words)
