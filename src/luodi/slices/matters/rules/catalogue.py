"""A catalogue of matters as rules read it: entries, materials, types of project.

A file of the form of `catalogue/matters.yml` and the rows of a county come to the same `Catalogue`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from luodi.kernel.graph import Edge
from luodi.slices.matters.rules.triggers import clauses

START = "C12"  # the joint check of what a lawful start needs: with it a project may start
_WORDS = ("committed_basis", "plan_days_basis", "legal_basis", "source", "note", "result", "channel")


class Material(NamedTuple):
    """A paper. `source`: asked of the applicant, fetched from a shared store, or issued by an earlier matter."""

    code: str
    name: str
    kind: str
    source: str
    issued_by: str = ""
    name_en: str = ""
    note: str = ""


class Entry(NamedTuple):
    """A matter of a catalogue. `plan_days` only schedule.

    `committed_basis`: sourced, county (set by it), or typical: not published.
    """

    code: str
    name: str
    name_en: str
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
    committed_days_by_type: Mapping[str, int]
    plan_days: int | None
    plan_days_basis: str
    special: list[dict[str, Any]]
    prerequisites: list[str]
    materials: list[str]
    applies_to: list[str]
    required_for: list[str]
    trigger: Any
    result: str
    legal_basis: str
    source: str
    note: str
    channel: str = ""

    def days(self, type_: str) -> int:
        """Days a plan reckons with, in `committed_unit`: promised for the type, else promised, else planned."""
        promised = self.promised(type_)
        return promised if promised is not None else self.plan_days or 0

    def promised(self, type_: str) -> int | None:
        """Days the county promises for a type of project; None where it promises none."""
        return self.committed_days_by_type.get(type_, self.committed_days)


class Catalogue(NamedTuple):
    """Matters and materials by code, in the order of the catalogue.

    What the county set: `leads` (stage to department), `grounds` (a prerequisite to the law that asks for it), `apart`
    (pairs it does not decide side by side).
    """

    version: str
    types: Mapping[str, str]
    matters: Mapping[str, Entry]
    materials: Mapping[str, Material]
    leads: Mapping[str, str] = {}
    grounds: Mapping[tuple[str, str], str] = {}
    apart: frozenset[tuple[str, str]] = frozenset()

    @property
    def ordinal(self) -> str:
        """Which of the county's versions it is; the shipped one goes by its own number."""
        return self.version.rpartition("/")[2]

    def facts(self) -> list[str]:
        """The answers its triggers ask for, each once, in order of first use."""
        asked = (clause.fact for entry in self.matters.values() for clause in clauses(entry.trigger))
        return list(dict.fromkeys(asked))


def entry_of(row: Mapping[str, Any]) -> Entry:
    """A matter as a catalogue's file writes it."""
    plain = {name: row.get(name) for name in Entry._fields if name != "special"}
    plain |= {name: row.get(name) or "" for name in _WORDS}
    return Entry(
        **plain
        | {
            "special": row.get("special_procedures") or [],
            "committed_unit": row.get("committed_unit") or "workday",
            "statutory_from": row.get("statutory_from") or "acceptance",
            "committed_days_by_type": row.get("committed_days_by_type") or {},
        }
    )


def edges(catalogue: Catalogue) -> Iterator[Edge]:
    """Every prerequisite of a catalogue, as it stands: finish to start."""
    for entry in catalogue.matters.values():
        for before in entry.prerequisites:
            yield Edge(before, entry.code)
