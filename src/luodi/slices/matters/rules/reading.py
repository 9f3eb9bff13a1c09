"""A catalogue read from its file, and all that does not hold together in one, each as a sentence."""

from collections.abc import Iterator, Mapping
from typing import Any

from luodi.kernel.graph import Cycle, Network
from luodi.kernel.problems import Problem, problem
from luodi.slices.matters.rules.catalogue import START, Catalogue, Entry, Material, edges, entry_of
from luodi.slices.matters.rules.triggers import OPERATORS, clauses

SOURCES = ("applicant", "shared", "issued")
ORDER = {"A": 0, "P": 1, "B": 1, "C": 2, "D": 3}


class BadCatalogue(ValueError):
    """What is wrong with a catalogue, a reason each."""

    def __init__(self, errors: list[Problem]) -> None:
        super().__init__("; ".join(map(str, errors)))
        self.errors = errors


def catalogue_of(document: Mapping[str, Any]) -> Catalogue:
    """A catalogue from its file. Raises BadCatalogue with all that is wrong, KeyError where a part is missing."""
    materials = {code: Material(code=code, **{"issued_by": "", **row}) for code, row in document["materials"].items()}
    entries = [entry_of(row) for row in document["matters"]]
    found = Catalogue(
        version=str(document["meta"]["version"]),
        types={code: row["name"] for code, row in document["project_types"].items()},
        matters={entry.code: entry for entry in entries},
        materials=materials,
    )
    errors = list(faults(found))
    if len(found.matters) != len(entries):
        errors.insert(0, problem("A matter's code stands twice."))
    if errors:
        raise BadCatalogue(errors)
    return found


def faults(catalogue: Catalogue) -> Iterator[Problem]:
    """What does not hold together in a catalogue."""
    for entry in catalogue.matters.values():
        yield from faults_of(entry, catalogue)
    for paper in catalogue.materials.values():
        if paper.source not in SOURCES:
            yield problem("%(code)s: unknown source %(source)s.", code=paper.code, source=paper.source)
        if paper.source == "issued" and paper.issued_by not in catalogue.matters:
            yield problem("%(code)s: the matter that issues it is not in the catalogue.", code=paper.code)
    try:
        network = Network(catalogue.matters, edges(catalogue))
    except Cycle as circle:
        yield problem("Matters wait for each other in a circle: %(path)s.", path=str(circle))
        return
    for entry in catalogue.matters.values():
        before = network.waits_for(entry.code)
        for code in entry.materials:
            issuer = catalogue.materials[code].issued_by if code in catalogue.materials else ""
            if issuer and issuer not in before:
                yield problem(
                    "%(code)s needs %(paper)s of %(issuer)s, for which it does not wait.",
                    code=entry.code, paper=code, issuer=issuer,
                )  # fmt: skip


def faults_of(entry: Entry, catalogue: Catalogue) -> Iterator[Problem]:
    """What one matter of a catalogue has wrong by itself."""
    for rule in (_place, _prerequisites, _papers, _types, _days):
        yield from rule(entry, catalogue)


def _place(entry: Entry, catalogue: Catalogue) -> Iterator[Problem]:
    if entry.stage not in ORDER:
        yield problem("%(code)s: unknown stage %(stage)s.", code=entry.code, stage=entry.stage)
    if entry.stage == "D" and START in catalogue.matters and START not in entry.prerequisites:
        yield problem("%(code)s: an acceptance has to wait for the start %(start)s.", code=entry.code, start=START)
    for clause in clauses(entry.trigger):
        if clause.op not in OPERATORS:
            yield problem("%(code)s: unknown operator %(op)s.", code=entry.code, op=clause.op)


def _prerequisites(entry: Entry, catalogue: Catalogue) -> Iterator[Problem]:
    for before in entry.prerequisites:
        if before not in catalogue.matters:
            yield problem("%(code)s: unknown prerequisite %(before)s.", code=entry.code, before=before)
        elif ORDER.get(catalogue.matters[before].stage, 9) > ORDER.get(entry.stage, 9):
            yield problem("%(code)s waits for %(before)s of a later stage.", code=entry.code, before=before)


def _papers(entry: Entry, catalogue: Catalogue) -> Iterator[Problem]:
    for paper in entry.materials:
        if paper not in catalogue.materials:
            yield problem("%(code)s: unknown material %(paper)s.", code=entry.code, paper=paper)
    if len(set(entry.materials)) != len(entry.materials):
        yield problem("%(code)s: a material stands twice.", code=entry.code)
    issued = catalogue.materials.get(entry.result)
    if entry.result and (issued is None or issued.issued_by != entry.code):
        yield problem("%(code)s: its result %(paper)s is not issued by it.", code=entry.code, paper=entry.result)


def _types(entry: Entry, catalogue: Catalogue) -> Iterator[Problem]:
    for type_ in sorted({*entry.applies_to, *entry.required_for} - set(catalogue.types)):
        yield problem("%(code)s: unknown type of project %(type)s.", code=entry.code, type=type_)
    if not set(entry.required_for) <= set(entry.applies_to):
        yield problem("%(code)s is required for a type of project it does not apply to.", code=entry.code)


def _days(entry: Entry, catalogue: Catalogue) -> Iterator[Problem]:
    if entry.committed_days is None and entry.plan_days is None:
        yield problem("%(code)s has neither promised nor planned days.", code=entry.code)
    if beyond_law(entry):
        yield problem("%(code)s promises more days than the law allows.", code=entry.code)


def beyond_law(entry: Entry) -> bool:
    """Whether a promise is longer than the law allows. In different units five workdays count as seven days."""
    if entry.statutory_days is None:
        return False
    weight = {"workday": 7, "day": 5}
    same = entry.committed_unit == entry.statutory_unit
    promised, law = (1, 1) if same else (weight[entry.committed_unit], weight[entry.statutory_unit])
    days = (entry.committed_days, *entry.committed_days_by_type.values())
    return any(each * promised > entry.statutory_days * law for each in days if each is not None)
