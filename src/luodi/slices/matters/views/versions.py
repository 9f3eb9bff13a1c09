"""The versions of the catalogue, what the county set in each, and the form by which it sets its own."""

from dataclasses import dataclass
from functools import partial
from itertools import count

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from luodi.slices.matters.actions import preview, set_overlay
from luodi.slices.matters.forms import KINDS, NEW_MATTER, NewMatter, SetOverlay
from luodi.slices.matters.reads import (
    VersionRow,
    catalogue_of_version,
    changes_between,
    changes_of,
    excess,
    version_row,
    versions,
)
from luodi.slices.matters.rules.acts import OWN, may_set_something, speaks_for_the_county
from luodi.slices.matters.rules.overlay import Moved
from luodi.slices.matters.views.offers import offers
from luodi.slices.matters.views.words import WHAT, Telling
from luodi.spine.people.seats import NotYours
from luodi.web.answers import Refusal, answered, ruled, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

FIRST = "committed_days"
_HEADINGS = {
    "committed_days": gettext_lazy("Promised days"),
    "plan_days": gettext_lazy("Days to plan with"),
    "channel": gettext_lazy("Where one applies"),
    "department": gettext_lazy("Department"),
    "lead": gettext_lazy("Lead of a stage"),
    "left_out": gettext_lazy("Leave out"),
    "back": gettext_lazy("Run again"),
    "material": gettext_lazy("Add a material"),
    "material_removed": gettext_lazy("Take a material away"),
    "prerequisite": gettext_lazy("Add a prerequisite"),
    "apart": gettext_lazy("Decide one after the other"),
    "beside": gettext_lazy("Decide side by side again"),
    "matter": gettext_lazy("Add a matter"),
}
_GROUPS = {
    gettext_lazy("Days"): ("committed_days", "plan_days"),
    gettext_lazy("Who and where"): ("channel", "department", "lead"),
    gettext_lazy("Materials"): ("material", "material_removed"),
    gettext_lazy("Order"): ("prerequisite", "apart", "beside"),
    gettext_lazy("Matters"): ("matter", "left_out", "back"),
}
Form = SetOverlay | NewMatter


@dataclass(frozen=True)
class Line:
    """Something that moved: of what, which column, before and after."""

    place: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Shown:
    """A version: what the county had set by then, what moved against the one before it, what it asks more."""

    row: VersionRow
    county: list[tuple[str, str]]
    moved: list[Line]
    more: list[tuple[str, str, str]]


@door("seated")
@require_GET
def listing(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Every version, the one that runs in front."""
    every = versions(sitting.place)
    shown = [_shown(sitting, row, every[i + 1] if i + 1 < len(every) else None) for i, row in enumerate(every)]
    return page(
        request, "matters/versions.html", sitting, here=_("Versions of the catalogue"), shown=shown,
        may_set=bool(every) and may_set_something(sitting.seat),
    )  # fmt: skip


def _shown(sitting: Sitting, row: VersionRow, before: VersionRow | None) -> Shown:
    telling = Telling(sitting, catalogue_of_version(sitting.place, row.pk))
    moved = changes_between(sitting.place, before.pk, row.pk) if before else []
    return Shown(
        row,
        [(telling.change(change), telling.ground_of(change)) for change in changes_of(row.overlay)],
        lines(telling, moved),
        [
            (telling.saying.party(one.department), telling.change(one.change), one.change.legal_basis)
            for one in excess(sitting.place, row)
        ],
    )


def lines(telling: Telling, moved: list[Moved]) -> list[Line]:
    """What moved, in words."""
    return [Line(telling.place(one), str(WHAT.get(one.what, one.what)), *telling.sides(one)) for one in moved]


@door("staff")
def new(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Set something of the county's own: asked for, looked at, done."""
    running = version_row(sitting.place)
    if running is None or not may_set_something(sitting.seat):
        raise NotYours("versions")
    sets = request.GET.get("sets", FIRST)
    if sets not in _offered_kinds(sitting):
        raise Http404(sets)
    sent = request.POST if request.method == "POST" else request.GET if "source" in request.GET else None
    form = _form(sitting, running, sets, sent, request.GET.get("matter", ""))
    again = partial(_page, request, sitting, running, form)
    if request.method != "POST":
        return _looked_at(sitting, form, again) if sent is not None else again()
    undone = _("this setting")
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))

    def act(seen: int | None) -> str:
        note = form.cleaned_data["note"]
        set_overlay(changes=[form.change()], note=note, by=sitting.seat, at=sitting.at, seen=seen)
        return reverse("matter-versions")

    did = _("Set, as a new version. What runs on an older one stays on it.")
    return answered(request, sitting, act, again=again, did=did, undone=undone, form=form)


def _form(sitting: Sitting, running: VersionRow, sets: str, sent: QueryDict | None, matter: str) -> Form:
    """The form of what is set; `matter`: of which one, where an address says so."""
    chosen = offers(sitting, running, sets, matter)
    if sets == NEW_MATTER:
        return NewMatter(sent, offers=chosen)
    taken = catalogue_of_version(sitting.place, running.pk).materials
    free = next(code for n in count(1) if (code := f"m_county_{n}") not in taken)
    return SetOverlay(sent, sets=sets, offers=chosen, initial={"matter": matter, "code": free})


def _looked_at(sitting: Sitting, form: Form, again: "partial[HttpResponse]") -> HttpResponse:
    """What would move, or what stands against it; nothing is written."""
    undone = _("this setting")
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))
    would = preview(changes=[change := form.change()], by=sitting.seat)
    if would.problems:
        telling = Telling(sitting, would.catalogue)
        reasons = [telling.problem(one, change).at(form.field_of(one.field)) for one in would.problems]
        return again(refusal=ruled(undone, reasons, form))
    return again(would=lines(Telling(sitting, would.catalogue), would.moved))


def _page(
    request: HttpRequest, sitting: Sitting, running: VersionRow, form: Form, *,
    refusal: Refusal | None = None, would: list[Line] | None = None,
) -> HttpResponse:  # fmt: skip
    here, offered = reverse("matter-version-new"), _offered_kinds(sitting)
    groups = {str(words): [one for one in kinds if one in offered] for words, kinds in _GROUPS.items()}
    kinds = next(kinds for kinds in groups.values() if form.sets in kinds)
    return page(
        request, "matters/set.html", sitting, here=_("Set our own"), refusal=refusal, form=form, running=running,
        would=would, sets=form.sets,
        groups=[(words, f"{here}?sets={found[0]}", found == kinds) for words, found in groups.items() if found],
        kinds=[(str(_HEADINGS[one]), f"{here}?sets={one}", one == form.sets) for one in kinds],
    )  # fmt: skip


def _offered_kinds(sitting: Sitting) -> list[str]:
    """What this seat may set."""
    return [one for one in KINDS if one in OWN or speaks_for_the_county(sitting.seat)]
