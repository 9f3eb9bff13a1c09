"""What stands against a change a county wants to make to its catalogue, each reason as a sentence."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache

from luodi.kernel.graph import Cycle, Edge, Network
from luodi.kernel.problems import Problem, problem
from luodi.slices.matters.rules.catalogue import START, Catalogue, Entry, edges
from luodi.slices.matters.rules.changes import (
    APPLICANT,
    SHARED,
    Change,
    as_shipped,
    demands_more,
    having,
    new_entry,
    with_days,
)
from luodi.slices.matters.rules.edges import side_by_side
from luodi.slices.matters.rules.packaged import shipped
from luodi.slices.matters.rules.reading import ORDER, beyond_law, faults_of

CHANNELS = ("both", "window", "online")
UNITS = ("workday", "day")
MOST_DAYS = 3650
_MATTER, _PAPER = re.compile(r"[A-Z][0-9]{2,3}"), re.compile(r"[a-z]_[a-z0-9_]{1,36}")


def against(change: Change, catalogue: Catalogue, whole: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    """Everything that stands against one change, each at the column of the change it is about."""
    rule = _RULES.get(change.sets)
    if rule is None:
        yield problem("A county cannot set “%(what)s”.", what=change.sets)
        return
    back = (change.sets, change.to) == ("left_out", False)
    known = whole.matters if back else catalogue.matters
    if change.sets not in ("lead", "matter") and change.matter not in known:
        yield problem("There is no matter %(code)s in this catalogue.", code=change.matter).at("matter")
        return
    if demands_more(change, catalogue) and not as_shipped(change, whole):
        if not change.legal_basis.strip():
            yield _needs_law(change).at("legal_basis")
        elif not names_law(change.legal_basis):
            yield _no_law(change.legal_basis).at("legal_basis")
    elif not (change.source.strip() or change.legal_basis.strip()):
        lacks = problem("%(what)s: name the document by which the county sets it.", what=change.matter or change.stage)
        yield lacks.at("source")
    for one in rule(change, catalogue, parties):
        yield one if one.field else one.at("to")


@cache
def _law() -> re.Pattern[str]:
    """How a law is named with its article, or a decree with its number: in Chinese by the shipped words, or English."""
    words = shipped("names")["law"]
    chinese = f"({words['names']})[^;\uff1b]{{0,16}}?(\u00a7\\s*\\d|{words['article']})|{words['decree']}"
    english = r"\b(law|act|code|regulations?|measures|rules|provisions)\b.*(\barts?\b|\barticles?\b|\u00a7)"
    return re.compile(f"{chinese}|{english}", re.IGNORECASE)


def names_law(text: str) -> bool:
    """Whether a text names a law, regulation or rule with its article, or a decree with its number.

    What it says there somebody has to read; a word that names nothing is no ground for asking firms for more.
    """
    return _law().search(text) is not None


def _no_law(basis: str) -> Problem:
    example = shipped("names")["law"]["example"]
    return problem(
        "“%(basis)s” names no law with its article; write it like %(example)s.", basis=basis[:60], example=example
    )


def _needs_law(change: Change) -> Problem:
    if change.sets == "material":
        return problem(
            "%(code)s: asking for %(to)s is a new demand on firms and names no law (Regulation on Optimizing the "
            "Business Environment, arts. 35 and 44).", code=change.matter, to=str(change.to),
        )  # fmt: skip
    if change.sets == "prerequisite":
        return problem(
            "%(code)s: waiting for %(to)s is a new demand on firms and names no law (Regulation on Optimizing the "
            "Business Environment, art. 35).", code=change.matter, to=str(change.to),
        )  # fmt: skip
    return problem(
        "%(code)s: a new matter is a new demand on firms and names no law (Regulation on Optimizing the Business "
        "Environment, arts. 35 and 39).", code=change.matter,
    )  # fmt: skip


def _days(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    entry = catalogue.matters[change.matter]
    if not isinstance(change.to, int) or isinstance(change.to, bool) or not 0 <= change.to <= MOST_DAYS:
        yield problem("%(code)s: days are a whole number from 0 to 3650.", code=entry.code)
        return
    if change.unit not in ("", *UNITS):
        yield problem("%(code)s: days are counted as workday or day.", code=entry.code).at("unit")
        return
    if change.type and change.type not in entry.applies_to:
        wrong = problem("%(code)s does not apply to projects of the type %(type)s.", code=entry.code, type=change.type)
        yield wrong.at("type")
    if change.sets == "committed_days" and beyond_law(with_days(entry, change)):
        yield _by_law(entry)


def _by_law(entry: Entry) -> Problem:
    told = {"code": entry.code, "law": entry.statutory_days}
    if entry.statutory_unit == "workday":
        return problem("%(code)s: the law gives %(law)s working days, a county cannot promise more.", **told)
    return problem("%(code)s: the law gives %(law)s calendar days, a county cannot promise more.", **told)


def _party(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    if change.sets == "lead" and change.stage not in ORDER:
        yield problem("There is no stage %(stage)s.", stage=change.stage).at("stage")
    if str(change.to) not in parties:
        yield problem("%(party)s is no body of this county.", party=str(change.to))


def _channel(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    if change.to not in CHANNELS:
        yield problem("%(code)s: a channel is both, window or online.", code=change.matter)
    elif change.to == "online" and not change.legal_basis.strip():
        yield problem(
            "%(code)s: the firm chooses its channel; online alone needs the law that says so (Regulation on Optimizing "
            "the Business Environment, art. 37).", code=change.matter,
        ).at("legal_basis")  # fmt: skip


def _left_out(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    if not isinstance(change.to, bool):
        yield problem("%(code)s: left out is yes or no.", code=change.matter)
    elif change.to and change.matter == START:
        yield problem("%(code)s is the milestone every start is reckoned to; it stays.", code=change.matter)


def _material(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    entry, code = catalogue.matters[change.matter], str(change.to)
    if code in entry.materials:
        yield problem("%(code)s asks for %(to)s already.", code=entry.code, to=code)
    elif (paper := catalogue.materials.get(code)) is None:
        if not _PAPER.fullmatch(code) or code.startswith("r_") or not change.name.strip():
            yield problem("%(to)s: a new material has a code like m_report and a name.", to=code)
        if change.asked_from not in (APPLICANT, SHARED):
            wrong = problem("%(to)s: a new material comes from the applicant or a shared store.", to=code)
            yield wrong.at("asked_from")
    elif paper.issued_by and paper.issued_by not in Network(catalogue.matters, edges(catalogue)).waits_for(entry.code):
        yield problem(
            "%(code)s needs %(paper)s of %(issuer)s, for which it does not wait.",
            code=entry.code, paper=code, issuer=paper.issued_by,
        )  # fmt: skip


def _material_removed(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    """A paper less is always asked for, unless it is why the matter waits for the one that issues it."""
    entry, code = catalogue.matters[change.matter], str(change.to)
    if code not in entry.materials:
        yield problem("%(code)s does not ask for %(to)s.", code=entry.code, to=code)
        return
    issuer = _issuer(code, catalogue)
    others = [one for one in entry.materials if one != code and _issuer(one, catalogue) == issuer]
    by_law = (issuer, entry.code) in catalogue.grounds
    if issuer in entry.prerequisites and not others and not by_law:
        yield problem(
            "%(code)s waits for %(issuer)s because it needs %(paper)s of it: no firm is asked for that paper, and it "
            "stays while the matter waits.", code=entry.code, issuer=issuer, paper=code,
        )  # fmt: skip


def _issuer(code: str, catalogue: Catalogue) -> str:
    return catalogue.materials[code].issued_by if code in catalogue.materials else ""


def _apart(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    before, after = str(change.to), change.matter
    if change.sets == "beside" and (before, after) not in catalogue.apart:
        yield problem("%(code)s is not kept apart from %(before)s by the county.", code=after, before=before)
    if change.sets == "apart" and side_by_side(catalogue, before, after) is None:
        yield problem("%(code)s is not decided beside %(before)s by the catalogue.", code=after, before=before)


def _prerequisite(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    entry, before = catalogue.matters[change.matter], catalogue.matters.get(str(change.to))
    if before is None:
        yield problem("There is no matter %(code)s in this catalogue.", code=str(change.to))
    elif before.code in entry.prerequisites:
        yield problem("%(code)s waits for %(before)s already.", code=entry.code, before=before.code)
    elif ORDER[before.stage] > ORDER[entry.stage]:
        yield problem("%(code)s waits for %(before)s of a later stage.", code=entry.code, before=before.code)
    else:
        try:
            Network(catalogue.matters, [*edges(catalogue), Edge(before.code, entry.code)])
        except Cycle as cycle:
            yield problem("Matters wait for each other in a circle: %(path)s.", path=str(cycle))


def _matter(change: Change, catalogue: Catalogue, parties: Container[str]) -> Iterator[Problem]:
    if change.matter in catalogue.matters or not _MATTER.fullmatch(change.matter):
        yield problem("%(code)s: a new matter has a code of its own like X01.", code=change.matter).at("matter")
        return
    lacking = [column for column in _NEW if not isinstance(change.to, dict) or not change.to.get(column)]
    if lacking:
        yield problem("%(code)s: a new matter says its %(columns)s.", code=change.matter, columns=", ".join(lacking))
        return
    entry = new_entry(change)
    if entry.department not in parties:
        yield problem("%(party)s is no body of this county.", party=str(entry.department))
    yield from faults_of(entry, having(catalogue, entry))
    try:
        Network((*catalogue.matters, entry.code), edges(having(catalogue, entry)))
    except Cycle as cycle:
        yield problem("Matters wait for each other in a circle: %(path)s.", path=str(cycle))


_NEW = ("name", "stage", "department", "level", "kind", "applies_to")


Rule = Callable[[Change, Catalogue, Container[str]], Iterator[Problem]]
_RULES: Mapping[str, Rule] = {
    "committed_days": _days, "plan_days": _days, "department": _party, "lead": _party, "channel": _channel,
    "left_out": _left_out, "material": _material, "material_removed": _material_removed,
    "prerequisite": _prerequisite, "apart": _apart, "beside": _apart, "matter": _matter,
}  # fmt: skip
SETS = tuple(_RULES)
