"""The catalogue as one looks through it: by stage, department, level, type of project and words."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luodi.slices.matters.reads import catalogue_of_version, version_row
from luodi.slices.matters.rules.catalogue import Catalogue, Entry
from luodi.slices.matters.rules.packaged import named, shipped
from luodi.slices.matters.views.words import Telling, span
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

FILTERS = ("stage", "department", "level", "type")


@dataclass(frozen=True)
class Listed:
    """A matter in the list."""

    code: str
    name: str
    kind: str
    department: str
    promised: str
    basis: str
    by_law: str
    level: str

    @property
    def href(self) -> str:
        return reverse("matter", args=[self.code])


@dataclass(frozen=True)
class Stage:
    """A stage with what of it is shown."""

    code: str
    name: str
    lead: str
    rows: list[Listed]


@dataclass(frozen=True)
class Filter:
    """One way to narrow the list: what is chosen, and what there is to choose."""

    name: str
    label: str
    chosen: str
    options: list[tuple[str, str]]


@door("seated")
@require_GET
def catalogue(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The catalogue the county runs, narrowed to what is asked for."""
    version = version_row(sitting.place)
    if version is None:
        return page(request, "matters/none.html", sitting, here=_("Catalogue"))
    whole = catalogue_of_version(sitting.place, version.pk)
    telling, words = Telling(sitting, whole), request.GET.get("q", "").strip()[:60]
    found = [entry for entry in whole.matters.values() if _asked(entry, request.GET) and _said(entry, words, telling)]
    return page(
        request,
        "matters/list.html",
        sitting,
        here=_("Catalogue"),
        version=version,
        stages=_stages(found, whole, telling),
        filters=_filters(request.GET, whole, telling),
        asked=words,
        count=len(found),
        every=len(whole.matters),
        typical=sum(entry.committed_basis == "typical" for entry in whole.matters.values()),
        narrowed=words or any(request.GET.get(name) for name in FILTERS),
    )


def _asked(entry: Entry, query: QueryDict) -> bool:
    if (type_ := query.get("type")) and type_ not in entry.applies_to:
        return False
    return all(query.get(name) in (None, "", getattr(entry, name)) for name in FILTERS if name != "type")


def _said(entry: Entry, words: str, telling: Telling) -> bool:
    said = (entry.code, entry.name, entry.name_en, telling.saying.party(entry.department), entry.legal_basis)
    text = " ".join(said).casefold()
    return all(word in text for word in words.casefold().split())


def _stages(found: list[Entry], whole: Catalogue, telling: Telling) -> list[Stage]:
    made = []
    for code in shipped("names")["stages"]:
        rows = [_listed(entry, telling) for entry in found if entry.stage == code]
        lead = whole.leads.get(code) or shipped("matters")["stages"][code]["lead"] or ""
        if rows:
            words = telling.of(named("stages", code))
            made.append(Stage(code, words, telling.saying.party(lead) if lead else "", rows))
    return made


def _listed(entry: Entry, telling: Telling) -> Listed:
    return Listed(
        code=entry.code,
        name=telling.sitting.said(entry.name, entry.name_en),
        kind=telling.of(named("kinds", entry.kind)),
        department=telling.saying.party(entry.department),
        promised=span(entry.committed_days, entry.committed_unit),
        basis=entry.committed_basis if entry.committed_days is not None else "",
        by_law=span(entry.statutory_days, entry.statutory_unit),
        level=telling.of(named("levels", entry.level)),
    )


def _filters(query: QueryDict, whole: Catalogue, telling: Telling) -> list[Filter]:
    departments = dict.fromkeys(entry.department for entry in whole.matters.values())
    levels = dict.fromkeys(entry.level for entry in whole.matters.values())
    offered = {
        "stage": (_("Stage"), [(code, telling.of(named("stages", code))) for code in shipped("names")["stages"]]),
        "department": (_("Department"), [(key, telling.saying.party(key)) for key in departments]),
        "type": (_("Type of project"), [(code, telling.of(named("types", code))) for code in whole.types]),
        "level": (_("Level"), [(code, telling.of(named("levels", code))) for code in levels]),
    }
    return [Filter(name, label, query.get(name, ""), options) for name, (label, options) in offered.items()]
