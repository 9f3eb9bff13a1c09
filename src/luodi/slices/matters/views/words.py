"""What the catalogue is called on a screen: days, sources, and what a county set or what moved, each as a sentence."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luodi.kernel.problems import Problem
from luodi.slices.matters.reads import MatterRow, ever_run
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.edges import GENERAL, MATERIALS, Reason
from luodi.slices.matters.rules.overlay import Moved
from luodi.slices.matters.rules.packaged import Said, named
from luodi.slices.matters.rules.wording import trigger_words
from luodi.web.doors import Sitting
from luodi.web.saying import Saying

WHAT: Mapping[str, Any] = {
    "committed_days": gettext_lazy("Promised days"),
    "committed_unit": gettext_lazy("Unit of the promise"),
    "committed_basis": gettext_lazy("Where the promise comes from"),
    "committed_days_by_type": gettext_lazy("Promised days by type of project"),
    "plan_days": gettext_lazy("Days to plan with"),
    "plan_days_basis": gettext_lazy("Where the planning days come from"),
    "statutory_days": gettext_lazy("Limit of the law"),
    "department": gettext_lazy("Department"),
    "lead": gettext_lazy("Lead of the stage"),
    "channel": gettext_lazy("Where one applies"),
    "left_out": gettext_lazy("Left out"),
    "added": gettext_lazy("Came in"),
    "material": gettext_lazy("Material added"),
    "material_removed": gettext_lazy("Material taken away"),
    "materials": gettext_lazy("Materials"),
    "prerequisite": gettext_lazy("Prerequisite added"),
    "prerequisites": gettext_lazy("Waits for"),
    "apart": gettext_lazy("Not decided beside"),
    "matter": gettext_lazy("Matter added"),
}
PAPERS: Mapping[str, Any] = {
    "applicant": gettext_lazy("Asked of the applicant"),
    "shared": gettext_lazy("Fetched from a shared store"),
    "issued": gettext_lazy("Issued by an earlier matter"),
}
_BASIS: Mapping[str, Any] = {
    "typical": gettext_lazy("typical, not published"),
    "county": gettext_lazy("set by the county"),
    "sourced": gettext_lazy("from a published source"),
}
_SOURCES: Mapping[str, Any] = {
    "L": gettext_lazy("text of the law"),
    "W": gettext_lazy("a published page"),
    "G": gettext_lazy("a published list"),
    GENERAL: gettext_lazy("general knowledge, to be checked"),
}


def span(days: int | None, unit: str) -> str:
    """A number of days in its unit; 0 is the same day, None is no such limit."""
    if days is None:
        return "–"
    if not days:
        return _("on the same day")
    if unit == "workday":
        return ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days}
    return ngettext("%(n)s calendar day", "%(n)s calendar days", days) % {"n": days}


def source(codes: str) -> str:
    """Where an entry comes from, by kind: `L+W29` is the text of a law and a published page."""
    kinds = dict.fromkeys(GENERAL if code == GENERAL else code[:1] for code in codes.split("+"))
    return _(", ").join(str(_SOURCES[kind]) for kind in kinds if kind in _SOURCES)


def ground(reason: Reason) -> str:
    """Where a reason comes from."""
    if reason.source == MATERIALS:
        return _("from the list of materials")
    return _(", ").join(str(_SOURCES[GENERAL]) if part == GENERAL else part for part in reason.grounds)


class Telling:
    """Says what a county set and what moved, to one sitting, with the names of a catalogue."""

    def __init__(self, sitting: Sitting, catalogue: Catalogue) -> None:
        self.sitting, self._catalogue, self.saying = sitting, catalogue, Saying(sitting)

    @cached_property
    def _ever(self) -> dict[str, MatterRow]:
        return ever_run(self.sitting.place)

    def of(self, said: Said | Reason) -> str:
        """Words in the reader's language."""
        return said.en if self.sitting.english else said.zh

    def matter(self, code: str) -> str:
        """A matter by code and name, run or not; a code nobody knows stays a code."""
        entry = self._catalogue.matters.get(code) or self._ever.get(code)
        return f"{code} {self.sitting.said(entry.name, entry.name_en)}" if entry else code

    def material(self, code: str) -> str:
        """A material's name."""
        paper = self._catalogue.materials.get(code)
        return self.sitting.said(paper.name, paper.name_en) if paper else code

    def change(self, change: Change) -> str:
        """What a county set: of what, to what."""
        place = self.of(named("stages", change.stage)) if change.stage else self.matter(change.matter)
        return f"{place}{_(': ')}{WHAT[change.sets]} {self._to(change)}".rstrip()

    def ground_of(self, change: Change) -> str:
        """By which document or law it was set."""
        return _(", ").join(part for part in (change.legal_basis, change.source) if part)

    def _to(self, change: Change) -> str:
        if change.sets in ("matter", "left_out"):
            return "" if change.to else _("no, it is run again")
        if change.sets == "committed_days":
            entry = self._catalogue.matters.get(change.matter)
            days = span(change.to, change.unit or (entry.committed_unit if entry else "workday"))
            return self._for_type(change.type, change.to, change.matter) if change.type else days
        if change.sets in ("material", "material_removed"):
            return self.sitting.said(change.name, change.name_en) or self.material(change.to)
        return self.value(change.sets, change.to, change.matter)

    def place(self, moved: Moved) -> str:
        """Of what something moved."""
        return self.of(named("stages", moved.code)) if moved.what == "lead" else self.matter(moved.code)

    def sides(self, moved: Moved) -> tuple[str, str]:
        """What moved, before and after, of lists only what differs; both empty where there are no sides."""
        if moved.what == "added":
            return "", self.described(moved.code)
        before, after = moved.before, moved.after
        if moved.what == "apart":
            return self._beside(before, after)
        if isinstance(before, list) and isinstance(after, list):
            before, after = [one for one in before if one not in after], [one for one in after if one not in before]
        return (self.value(moved.what, before, moved.code), self.value(moved.what, after, moved.code))

    def _beside(self, before: list[str], after: list[str]) -> tuple[str, str]:
        """How a matter stands to those the county keeps apart from it, or does no more: before and after."""
        kept, freed = [code for code in after if code not in before], [code for code in before if code not in after]

        def side(free: list[str], apart: list[str]) -> str:
            said = ((_("may be examined before %(matters)s has come"), free), (_("only after %(matters)s"), apart))
            return _("; ").join(text % {"matters": self.value("apart", codes)} for text, codes in said if codes)

        return side(kept, freed), side(freed, kept)

    def problem(self, reason: Problem, change: Change) -> Problem:
        """A reason whose codes stand with their names."""
        return reason._replace(values={key: self._with_name(value, change) for key, value in reason.values.items()})

    def _with_name(self, value: Any, change: Change) -> Any:
        if not isinstance(value, str):
            return value
        paper = change.name if value == change.to else ""
        if value in self._catalogue.materials or paper:
            return _("%(name)s (%(code)s)") % {"name": paper or self.material(value), "code": value}
        return self.matter(value)

    def described(self, code: str) -> str:
        """What a matter binds firms to: with whom, days, for which projects, by which law, what it asks, waits for."""
        entry = self._catalogue.matters.get(code)
        if entry is None:
            return ""
        days = span(entry.committed_days, entry.committed_unit) if entry.committed_days is not None else ""
        parts = [
            self.saying.party(entry.department),
            days,
            _("by law %(days)s") % {"days": span(entry.statutory_days, entry.statutory_unit)}
            if entry.statutory_days
            else "",
            _(", ").join(self.of(named("types", type_)) for type_ in entry.applies_to),
            "" if entry.trigger == "always" else self.of(trigger_words(entry.trigger)),
            entry.legal_basis,
            _("asks for %(papers)s") % {"papers": self.value("materials", entry.materials)} if entry.materials else "",
            _("waits for %(matters)s") % {"matters": self.value("prerequisites", entry.prerequisites)}
            if entry.prerequisites
            else "",
        ]
        return _("; ").join(part for part in parts if part)

    def value(self, what: str, value: Any, code: str = "") -> str:
        """One side of what moved, of a matter."""
        if what in ("added", "left_out"):
            return ""
        if value is None or value in ("", [], {}):
            return "–"
        if what in ("prerequisites", "prerequisite", "apart"):
            return _(", ").join(map(self.matter, value if isinstance(value, list) else [value]))
        if what == "materials":
            return _(", ").join(map(self.material, value))
        if what == "committed_days_by_type":
            return _(", ").join(self._for_type(type_, days, code) for type_, days in value.items())
        if what in ("department", "lead"):
            return self.saying.party(value)
        return self._coded(what, value, code)

    def _for_type(self, type_: str, days: int, code: str) -> str:
        entry = self._catalogue.matters.get(code)
        told = {
            "type": self.of(named("types", type_)),
            "days": span(days, entry.committed_unit if entry else "workday"),
        }
        return _("%(days)s for %(type)s") % told

    def _coded(self, what: str, value: Any, code: str) -> str:
        if what == "channel":
            return self.of(named("channels", value))
        if what in ("committed_basis", "plan_days_basis"):
            return str(_BASIS.get(value, value))
        if what == "committed_unit":
            return _("working days") if value == "workday" else _("calendar days")
        entry = self._catalogue.matters.get(code)
        if entry and what in ("committed_days", "plan_days", "statutory_days"):
            return span(value, entry.statutory_unit if what == "statutory_days" else entry.committed_unit)
        return str(value)
