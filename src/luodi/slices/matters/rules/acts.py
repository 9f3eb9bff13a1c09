"""Who may set what a county sets itself in its catalogue."""

from collections.abc import Iterable
from typing import Protocol

from luodi.kernel.problems import Verdict, problem, verdict
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.changes import Change

HEAD = 4  # the rank from which a seat speaks for its department
OWN = ("committed_days", "plan_days", "channel", "material_removed")  # what a department sets of its own matters


class Who(Protocol):
    """The seat that acts."""

    @property
    def role(self) -> str: ...
    @property
    def rank(self) -> int: ...
    @property
    def party_key(self) -> str: ...


def speaks_for_the_county(who: Who) -> bool:
    """Whether a seat sets what holds for every department."""
    return who.role == "law" or (who.role == "leader" and who.rank >= HEAD)


def may_set_something(who: Who) -> bool:
    """Whether a seat is shown the form at all."""
    return speaks_for_the_county(who) or (who.role in ("officer", "window") and who.rank >= HEAD)


def may_set(who: Who, changes: Iterable[Change], catalogue: Catalogue) -> Verdict:
    """Whether a seat may make all of these changes."""
    if not may_set_something(who):
        return verdict(problem("What the county sets itself is for its leaders and the heads of departments."))
    own = all(change.sets in OWN and _department(change, catalogue) in (who.party_key, None) for change in changes)
    return verdict(
        None
        if own or speaks_for_the_county(who)
        else problem(
            "The head of a department sets days and channels of its own matters and takes papers away from them; the "
            "rest is for a leader."
        )
    )


def _department(change: Change, catalogue: Catalogue) -> str | None:
    """Whose matter it is; None for one that is not there, which is refused for that."""
    entry = catalogue.matters.get(change.matter)
    return entry.department if entry else None
