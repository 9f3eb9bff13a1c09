"""The least the law asks of a project, and what its county adds to it, by department, in words."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from luodi.slices.matters.rules.overlay import Excess
from luodi.slices.plans.rules.least import Least
from luodi.slices.plans.rules.plan import Plan


class Names(Protocol):
    """Who says the names of a plan to a reader."""

    def named(self, code: str) -> str: ...

    def paper(self, code: str) -> str: ...

    def party(self, key: str) -> str: ...


@dataclass(frozen=True)
class Demand:
    """One thing a county asks beyond the least, and the law it names for it."""

    what: str
    law: str


@dataclass(frozen=True)
class Beyond:
    """What is asked beyond the least in the name of one department."""

    party: str
    demands: tuple[Demand, ...]


@dataclass(frozen=True)
class Minimum:
    """The least: matters, papers given once, workdays to the start; and by how much this plan asks more."""

    matters: int
    papers: int
    start: int | None
    more_matters: int
    more_papers: int
    more_days: int
    beyond: tuple[Beyond, ...]


def minimum(least: Least, plan: Plan, names: Names) -> Minimum:
    """The least beside the plan it belongs to."""
    bare, starts = least.plan, bool(plan.to_start and least.plan.to_start)
    found: dict[str, list[Demand]] = {}
    for one in least.beyond:
        found.setdefault(one.department, []).append(Demand(_said(one, names), one.change.legal_basis))
    return Minimum(
        matters=len(bare.items),
        papers=len(bare.asked),
        start=bare.path_to_start if starts else None,
        more_matters=len(plan.items) - len(bare.items),
        more_papers=len(plan.asked) - len(bare.asked),
        more_days=plan.path_to_start - bare.path_to_start if starts else 0,
        beyond=tuple(Beyond(names.party(key), tuple(demands)) for key, demands in found.items()),
    )


def _said(one: Excess, names: Names) -> str:
    told = {"matter": names.named(one.matter)}
    if one.change.sets == "material":
        return _("%(paper)s, for %(matter)s") % {**told, "paper": names.paper(str(one.change.to))}
    if one.change.sets == "prerequisite":
        return _("%(before)s before %(matter)s") % {**told, "before": names.named(str(one.change.to))}
    return _("%(matter)s, a matter of its own") % told
