"""The catalogue as JSON says it: a matter with its limits, one with its reasons and papers, versions."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from luodi.slices.matters.reads import VersionRow, changes_of, excess
from luodi.slices.matters.rules.catalogue import Catalogue, Entry
from luodi.slices.matters.rules.edges import Reason, side_by_side, why
from luodi.slices.matters.rules.packaged import Said, noted
from luodi.slices.matters.rules.wording import trigger_words
from luodi.web.doors import Sitting


class MatterListed(Schema):
    """A matter. The statutory limit is law, the committed one the county's promise; `committed_basis`: sourced, county
    (set by it), or typical, which is not published anywhere. `plan_days` only schedule.
    """

    code: str
    name: str
    stage: str
    department: str
    level: str
    kind: str
    statutory_days: int | None
    statutory_unit: str
    statutory_from: str
    committed_days: int | None
    committed_unit: str
    committed_basis: str
    committed_days_by_type: dict[str, int]
    plan_days: int | None
    special: list[dict[str, Any]]
    prerequisites: list[str]
    materials: list[str]
    applies_to: list[str] = Field(description="types of project it may apply to")
    required_for: list[str] = Field(description="types of project it always applies to")
    result: str
    channel: str
    legal_basis: str
    source: str
    note: str


class MatterBeside(Schema):
    """Why two matters may be decided side by side, and by what."""

    reason: str
    source: str


class MatterReason(Schema):
    """A matter before or after, and why. `source`: `materials`, laws, or GK, which is general knowledge. `beside`: why
    the later one may be examined beforehand and wait only to decide; null where it may not."""

    code: str
    reason: str
    source: str
    papers: list[str] = Field(description="what of its results is needed")
    beside: MatterBeside | None


class MatterPaper(Schema):
    """A paper. `source`: applicant, shared (fetched, never asked) or issued (by an earlier matter)."""

    code: str
    name: str
    kind: str
    source: str
    issued_by: str


class MatterWhole(MatterListed):
    """A matter with when it applies, what it waits for, what waits for it, and its papers."""

    trigger: Any
    when: str
    waits_for: list[MatterReason]
    waited_for_by: list[MatterReason]
    papers: list[MatterPaper]


class CountySet(Schema):
    """One thing a county set. Fields that do not belong to it are left out."""

    sets: str
    matter: str = ""
    stage: str = ""
    to: Any = None
    type: str = ""
    unit: str = ""
    source: str = ""
    legal_basis: str = ""
    name: str = ""
    name_en: str = ""
    asked_from: str = ""


class CountyDemand(Schema):
    """What is asked of firms beyond the minimum of the law."""

    department: str
    matter: str
    sets: str
    to: Any
    legal_basis: str


class VersionShown(Schema):
    """A version. `base` is the shipped catalogue's; `overlay` all the county had set by then."""

    ordinal: int
    base: str
    adopted_on: date
    note: str
    overlay: list[CountySet]
    excess: list[CountyDemand]


class Shown:
    """Says a catalogue to one sitting."""

    def __init__(self, sitting: Sitting, catalogue: Catalogue) -> None:
        self._sitting, self._catalogue = sitting, catalogue

    def matter(self, entry: Entry) -> dict[str, Any]:
        """A matter with its limits."""
        said = self._sitting.said
        note = self._of(noted(entry.code, entry.note))
        return {**entry._asdict(), "name": said(entry.name, entry.name_en), "note": note}

    def whole(self, entry: Entry) -> dict[str, Any]:
        """A matter with its reasons and papers."""
        known, code = self._catalogue.matters, entry.code
        papers = [self._catalogue.materials[one] for one in entry.materials if one in self._catalogue.materials]
        return {
            **self.matter(entry),
            "trigger": entry.trigger,
            "when": self._of(trigger_words(entry.trigger)),
            "waits_for": [self._reasoned(one, code, one) for one in entry.prerequisites if one in known],
            "waited_for_by": [self._reasoned(code, one, one) for one in known if code in known[one].prerequisites],
            "papers": [{**paper._asdict(), "name": self._sitting.said(paper.name, paper.name_en)} for paper in papers],
        }

    def _reasoned(self, before: str, after: str, shown: str) -> dict[str, Any]:
        reason, beside = why(self._catalogue, before, after), side_by_side(self._catalogue, before, after)
        return {
            "code": shown,
            "reason": self._of(reason),
            "source": reason.source,
            "papers": list(reason.papers),
            "beside": beside and {"reason": self._of(beside), "source": beside.source},
        }

    def _of(self, said: Said | Reason) -> str:
        return said.en if self._sitting.english else said.zh


def version_shown(sitting: Sitting, row: VersionRow) -> dict[str, Any]:
    """A version with what the county set and what it asks more."""
    return {
        **row._asdict(),
        "overlay": [change.told() for change in changes_of(row.overlay)],
        "excess": [
            {"department": one.department, "matter": one.matter, "sets": one.change.sets, "to": one.change.to,
             "legal_basis": one.change.legal_basis}
            for one in excess(sitting.place, row)
        ],
    }  # fmt: skip
