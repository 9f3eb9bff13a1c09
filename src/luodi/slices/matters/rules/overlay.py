"""A county's own catalogue: the shipped one with what the county set, or everything that stands against it.

A county shortens days, names leads, departments and channels, leaves out what it does not run, asks for fewer papers,
keeps apart what others decide side by side. What asks more of a firm (a paper, a prerequisite, a matter) needs the law
that asks for it.
"""

from collections.abc import Container, Iterable
from typing import Any, NamedTuple

from luodi.kernel.problems import Problem
from luodi.slices.matters.rules.catalogue import Catalogue, Entry
from luodi.slices.matters.rules.changes import PUT, Change, demands_more
from luodi.slices.matters.rules.refusals import against as stands_against


class Settled(NamedTuple):
    """What came of changes: the catalogue, or everything that stands against them."""

    catalogue: Catalogue
    problems: list[Problem]


def settled(catalogue: Catalogue, changes: Iterable[Change], whole: Catalogue, parties: Container[str]) -> Settled:
    """A catalogue with what a county sets, one change after the other. `whole`: where a matter left out comes from."""
    problems: list[Problem] = []
    for change in changes:
        against = list(stands_against(change, catalogue, whole, parties))
        problems += against
        if not against:
            catalogue = PUT[change.sets](catalogue, change, whole)
    return Settled(catalogue, problems)


def merged(before: Iterable[Change], after: Iterable[Change]) -> list[Change]:
    """All a county has set, what came later in the place of what stood there. A matter that is back is not left out; a
    paper added and taken away again, or the other way round, was never set, nor was a matter it added and left out.
    """
    standing: dict[tuple[str, ...], Change] = {}
    for change in (*before, *after):
        if change.sets == "left_out" and Change("matter", change.matter).place in standing:
            standing = {place: one for place, one in standing.items() if change.matter not in (one.matter, one.to)}
            continue
        stood = standing.pop(change.place, change)
        if stood.sets == change.sets and (change.sets, change.to) != ("left_out", False):
            standing[change.place] = change
    return list(standing.values())


def demands(changes: Iterable[Change], catalogue: Catalogue) -> list[Change]:
    """Those that ask more of firms than the law does at least."""
    return [change for change in changes if demands_more(change, catalogue)]


class Excess(NamedTuple):
    """What a county asks beyond the minimum the law sets, and the law it names for it."""

    department: str
    matter: str
    change: Change


def excess(catalogue: Catalogue, changes: Iterable[Change]) -> list[Excess]:
    """What a county's changes ask more of firms, by department in the order of the catalogue."""
    found = [
        Excess(catalogue.matters[change.matter].department, change.matter, change)
        for change in demands(changes, catalogue)
        if change.matter in catalogue.matters
    ]
    departments = list(dict.fromkeys(entry.department for entry in catalogue.matters.values()))
    return sorted(found, key=lambda one: departments.index(one.department))


class Moved(NamedTuple):
    """One thing that differs between two versions of a catalogue.

    `what`: a column, `added`, `left_out`, `apart` (what a matter is kept apart from) or, of a stage, `lead`.
    """

    code: str
    what: str
    before: Any
    after: Any


def moved(before: Catalogue, after: Catalogue) -> list[Moved]:
    """What moved from one catalogue to another, by matter; the leads of stages last."""
    found: list[Moved] = []
    for code in dict.fromkeys((*before.matters, *after.matters)):
        was, now = before.matters.get(code), after.matters.get(code)
        if was is None or now is None:
            found.append(Moved(code, "added" if was is None else "left_out", None, None))
            continue
        pairs = zip(Entry._fields, was, now, strict=True)
        found += [Moved(code, what, one, other) for what, one, other in pairs if one != other]
        kept = [sorted(one for one, later in held.apart if later == code) for held in (before, after)]
        found += [Moved(code, "apart", *kept)] if kept[0] != kept[1] else []
    stages = dict.fromkeys((*before.leads, *after.leads))
    leads = [(stage, before.leads.get(stage), after.leads.get(stage)) for stage in stages]
    return found + [Moved(stage, "lead", one, other) for stage, one, other in leads if one != other]
