"""What a county sets in a catalogue, one change at a time, and what each makes of it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from luodi.slices.matters.rules.catalogue import Catalogue, Entry, Material, entry_of

APPLICANT, SHARED = "applicant", "shared"
COUNTY = "county"
OPPOSITE = {"material_removed": "material", "beside": "apart"}  # what takes the other back
_OF_CODES = ("prerequisite", *OPPOSITE, *OPPOSITE.values())  # several of one matter, each of a code


class Change(NamedTuple):
    """One thing a county sets. `to`: days, a department, a channel, a code, the columns of a new matter; `source`: the
    county's own document; `legal_basis`: the law behind a new demand; `name` to `asked_from`: of a new paper.
    """

    sets: str
    matter: str = ""
    to: Any = None
    stage: str = ""
    type: str = ""
    unit: str = ""
    source: str = ""
    legal_basis: str = ""
    name: str = ""
    name_en: str = ""
    asked_from: str = APPLICANT

    @property
    def place(self) -> tuple[str, ...]:
        """What it stands for: a later change of the same place takes its place, its opposite takes it away."""
        code = str(self.to) if self.sets in _OF_CODES else ""
        return (OPPOSITE.get(self.sets, self.sets), self.matter, self.stage, self.type, code)

    def told(self) -> dict[str, Any]:
        """What it says, as JSON keeps it; what it leaves open is left out."""
        empty = self._field_defaults
        said = self._asdict().items()
        return {name: value for name, value in said if name not in empty or value != empty[name] or value is False}


def demands_more(change: Change, catalogue: Catalogue) -> bool:
    """Whether it asks more of a firm than the law does at least."""
    if change.sets == "material":
        paper = catalogue.materials.get(str(change.to))
        return (paper.source if paper else change.asked_from) == APPLICANT
    return change.sets in ("prerequisite", "matter")


def as_shipped(change: Change, whole: Catalogue) -> bool:
    """Whether it only asks again for a paper that the shipped catalogue asks for: the county had taken it away."""
    entry = whole.matters.get(change.matter)
    return change.sets == "material" and entry is not None and change.to in entry.materials


_EMPTY: Mapping[str, Any] = {
    "name_en": "", "statutory_unit": "workday", "prerequisites": [], "materials": [], "required_for": [],
    "trigger": "always",
}  # fmt: skip


def new_entry(change: Change) -> Entry:
    """The matter a change adds."""
    told = {**_EMPTY, **change.to, "code": change.matter, "legal_basis": change.legal_basis, "committed_basis": COUNTY}
    return entry_of(told)


def grounds_of(change: Change) -> dict[tuple[str, str], str]:
    """The prerequisites a change adds, alone or with a new matter, each to the law that asks for it."""
    if change.sets == "prerequisite":
        return {(change.to, change.matter): change.legal_basis}
    added = change.to.get("prerequisites", []) if change.sets == "matter" else []
    return {(before, change.matter): change.legal_basis for before in added}


def having(catalogue: Catalogue, entry: Entry) -> Catalogue:
    """A catalogue with a matter, in its place or new."""
    return catalogue._replace(matters={**catalogue.matters, entry.code: entry})


def with_days(entry: Entry, change: Change) -> Entry:
    """A matter whose days the county set."""
    unit = change.unit or entry.committed_unit
    if change.sets == "plan_days":
        return entry._replace(plan_days=change.to, plan_days_basis=COUNTY)
    if change.type:
        by_type = {**entry.committed_days_by_type, change.type: change.to}
        return entry._replace(committed_days_by_type=by_type, committed_unit=unit)  # the rest is as sure as it was
    return entry._replace(committed_days=change.to, committed_unit=unit, committed_basis=COUNTY)


def _put_days(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    return having(catalogue, with_days(catalogue.matters[change.matter], change))


def _put_column(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    return having(catalogue, catalogue.matters[change.matter]._replace(**{change.sets: change.to}))


def _put_lead(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    return catalogue._replace(leads={**catalogue.leads, change.stage: change.to})


def _put_left_out(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    kept = {code: entry for code, entry in catalogue.matters.items() if code != change.matter}
    back = {} if change.to else {change.matter: catalogue.matters.get(change.matter) or whole.matters[change.matter]}
    order = [*dict.fromkeys((*whole.matters, *kept))]
    found = {**kept, **back}
    return catalogue._replace(matters={code: found[code] for code in order if code in found})


def _put_material(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    entry = catalogue.matters[change.matter]
    new = Material(change.to, change.name, "doc", change.asked_from, name_en=change.name_en)
    papers = catalogue.materials if change.to in catalogue.materials else {**catalogue.materials, change.to: new}
    asked = [*entry.materials, change.to]
    if as_shipped(change, whole):
        shipped = whole.matters[entry.code].materials
        asked = [*(code for code in shipped if code in asked), *(code for code in asked if code not in shipped)]
    return having(catalogue._replace(materials=papers), entry._replace(materials=asked))


def _put_material_removed(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    entry = catalogue.matters[change.matter]
    left = having(catalogue, entry._replace(materials=[code for code in entry.materials if code != change.to]))
    if change.to in whole.materials or any(change.to in one.materials for one in left.matters.values()):
        return left
    return left._replace(materials={code: paper for code, paper in left.materials.items() if code != change.to})


def _put_apart(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    return catalogue._replace(apart=catalogue.apart | {(change.to, change.matter)})


def _put_beside(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    return catalogue._replace(apart=catalogue.apart - {(change.to, change.matter)})


def _put_prerequisite(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    entry = catalogue.matters[change.matter]
    longer = entry._replace(prerequisites=[*entry.prerequisites, change.to])
    return having(_grounded(catalogue, change), longer)


def _put_matter(catalogue: Catalogue, change: Change, whole: Catalogue) -> Catalogue:
    return having(_grounded(catalogue, change), new_entry(change))


def _grounded(catalogue: Catalogue, change: Change) -> Catalogue:
    return catalogue._replace(grounds={**catalogue.grounds, **grounds_of(change)})


Put = Callable[[Catalogue, Change, Catalogue], Catalogue]
PUT: Mapping[str, Put] = {
    "committed_days": _put_days, "plan_days": _put_days, "department": _put_column, "lead": _put_lead,
    "channel": _put_column, "left_out": _put_left_out, "material": _put_material,
    "material_removed": _put_material_removed, "prerequisite": _put_prerequisite, "apart": _put_apart,
    "beside": _put_beside, "matter": _put_matter,
}  # fmt: skip
