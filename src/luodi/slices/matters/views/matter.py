"""One matter: when it applies and by what law, what it waits for and why, which papers it needs and from whom."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luodi.slices.matters.reads import (
    VersionRow,
    catalogue_of_version,
    changes_between,
    changes_of,
    versions,
)
from luodi.slices.matters.rules.acts import may_set
from luodi.slices.matters.rules.catalogue import Catalogue, Entry
from luodi.slices.matters.rules.changes import COUNTY, Change
from luodi.slices.matters.rules.edges import side_by_side, why
from luodi.slices.matters.rules.packaged import named, noted
from luodi.slices.matters.rules.wording import trigger_words
from luodi.slices.matters.views import words
from luodi.slices.matters.views.words import Telling, span
from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting, door
from luodi.web.pages import page


@dataclass(frozen=True)
class Edge:
    """A matter before or after this one, and why. `beside`: why the later one may wait only to decide, and its ground;
    empty where it may not."""

    code: str
    name: str
    href: str
    reason: str
    ground: str
    beside: tuple[str, str]


@dataclass(frozen=True)
class Paper:
    """A paper: its name, its note, the matter that issues it."""

    name: str
    note: str
    issuer: str
    href: str


@dataclass(frozen=True)
class Told:
    """A version that changed this matter: what it says now and said before."""

    version: VersionRow
    lines: list[tuple[str, str, str]]


@door("seated")
@require_GET
def show(request: HttpRequest, sitting: Sitting, code: str) -> HttpResponse:
    """A matter of the catalogue; one that is left out as it was last, saying so."""
    every = versions(sitting.place)
    found = next((row for row in every if code in catalogue_of_version(sitting.place, row.pk).matters), None)
    if found is None:
        raise NotYours(code)
    whole = catalogue_of_version(sitting.place, found.pk)
    telling = Telling(sitting, whole)
    county = [change for change in changes_of(found.overlay) if change.matter == code]
    return page(
        request,
        "matters/matter.html",
        sitting,
        here=code,
        left_out=found.pk != every[0].pk,
        take_away=_take_away(sitting, whole, code) if found.pk == every[0].pk else "",
        set_here=[(telling.change(change), telling.ground_of(change)) for change in county],
        changed=_changed(sitting, every, code),
        limits=_limits(whole.matters[code], telling, {one.type for one in county if one.sets == "committed_days"}),
        **_words(whole.matters[code], telling),
        **_around(whole.matters[code], whole, telling),
    )


def _take_away(sitting: Sitting, whole: Catalogue, code: str) -> str:
    """Where this seat may take a material of it away; empty where it may not, or none is asked for."""
    change = Change("material_removed", code)
    if not whole.matters[code].materials or not may_set(sitting.seat, [change], whole).ok:
        return ""
    return f"{reverse('matter-version-new')}?sets={change.sets}&matter={code}"


def _words(entry: Entry, telling: Telling) -> dict[str, Any]:
    """What is said of a matter by itself."""
    return {
        "entry": entry,
        "name": telling.sitting.said(entry.name, entry.name_en),
        "kind": telling.of(named("kinds", entry.kind)),
        "level": telling.of(named("levels", entry.level)),
        "headline": _headline(entry, telling),
        "applies": _applies(entry, telling),
        "when": _triggered(entry, telling),
        "special": [_special(one, telling) for one in entry.special],
        "channel": telling.of(named("channels", entry.channel)) if entry.channel else "",
        "result": telling.material(entry.result) if entry.result else "",
        "source": words.source(entry.source),
        "note": telling.of(noted(entry.code, entry.note)),
    }


def _around(entry: Entry, whole: Catalogue, telling: Telling) -> dict[str, Any]:
    """What it waits for, what waits for it, and its papers by where they come from."""
    code, known = entry.code, whole.matters
    return {
        "before": [_edge(whole, telling, one, code, one) for one in entry.prerequisites if one in known],
        "after": [_edge(whole, telling, code, one, one) for one, row in known.items() if code in row.prerequisites],
        "papers": [(name, _papers(entry, whole, telling, source)) for source, name in words.PAPERS.items()],
    }


def _headline(entry: Entry, telling: Telling) -> str:
    told = {"department": telling.saying.party(entry.department)}
    if entry.committed_days is None:
        return _("%(department)s handles it; no number of days is promised.") % told
    told["days"] = span(entry.committed_days, entry.committed_unit)
    if not entry.committed_days:
        return _("%(department)s does it on the same day.") % told
    return _("%(department)s promises it within %(days)s.") % told


def _applies(entry: Entry, telling: Telling) -> list[tuple[str, list[str]]]:
    """Types of project: those that always ask for it, and those that do by their answers; unnamed where all do."""
    always = [type_ for type_ in entry.applies_to if type_ in entry.required_for]
    others = [type_ for type_ in entry.applies_to if type_ not in entry.required_for]
    groups = [(_("Always"), always), (_("By the answers") if always else "", others)]
    return [(label, [telling.of(named("types", type_)) for type_ in types]) for label, types in groups if types]


def _limits(entry: Entry, telling: Telling, county: set[str]) -> list[tuple[str, str, str]]:
    """Each limit with what it is and how sure it is. `county`: the types of project it set days for."""
    rows = [(_("Promised"), span(entry.committed_days, entry.committed_unit),
             entry.committed_basis if entry.committed_days is not None else "")]  # fmt: skip
    for type_, days in entry.committed_days_by_type.items():
        basis = COUNTY if type_ in county else entry.committed_basis
        rows.append((telling.of(named("types", type_)), span(days, entry.committed_unit), basis))
    counted = _("from receipt") if entry.statutory_from == "receipt" else _("from acceptance")
    by_law = span(entry.statutory_days, entry.statutory_unit)
    rows.append((_("By law"), f"{by_law} {counted}" if entry.statutory_days else by_law, ""))
    if entry.plan_days is not None:
        rows.append((_("To plan with, no promise"), span(entry.plan_days, entry.committed_unit), ""))
    return rows


def _special(one: dict[str, Any], telling: Telling) -> str:
    """A special procedure with the days the law gives it."""
    name, unit = telling.of(named("special", one["type"])), one.get("unit", "workday")
    parts = [
        _("at least %(days)s") % {"days": span(one["min_days"], unit)} if "min_days" in one else "",
        _("at most %(days)s") % {"days": span(one["max_days"], unit)} if "max_days" in one else "",
    ]
    said = _(", ").join(part for part in parts if part)
    return f"{name}{_(': ')}{said}" if said else name


def _edge(whole: Catalogue, telling: Telling, before: str, after: str, shown: str) -> Edge:
    reason, beside = why(whole, before, after), side_by_side(whole, before, after)
    entry = whole.matters[shown]
    return Edge(
        code=shown,
        name=telling.sitting.said(entry.name, entry.name_en),
        href=reverse("matter", args=[shown]),
        reason=telling.of(reason),
        ground=words.ground(reason),
        beside=(telling.of(beside), words.ground(beside)) if beside else ("", ""),
    )


def _papers(entry: Entry, whole: Catalogue, telling: Telling, source: str) -> list[Paper]:
    found = [whole.materials[code] for code in entry.materials if code in whole.materials]
    return [
        Paper(
            telling.material(paper.code),
            telling.of(noted(paper.code, paper.note, "material_notes")),
            telling.matter(paper.issued_by) if paper.issued_by else "",
            reverse("matter", args=[paper.issued_by]) if paper.issued_by in whole.matters else "",
        )
        for paper in found
        if paper.source == source
    ]


def _changed(sitting: Sitting, every: list[VersionRow], code: str) -> list[Told]:
    """Versions in which this matter changed, the newest first."""
    made = []
    for after, before in pairwise(every):
        telling = Telling(sitting, catalogue_of_version(sitting.place, after.pk))
        lines = [
            (str(words.WHAT.get(one.what, one.what)), *telling.sides(one))
            for one in changes_between(sitting.place, before.pk, after.pk)
            if one.code == code and one.what != "lead"
        ]
        if lines:
            made.append(Told(after, lines))
    return made


def _triggered(entry: Entry, telling: Telling) -> str:
    """When it applies, as a sentence."""
    said = telling.of(trigger_words(entry.trigger))
    return said[:1].upper() + said[1:]
