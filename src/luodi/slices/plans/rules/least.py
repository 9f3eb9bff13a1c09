"""The minimum legal set of a project beside what its county asks: the same answers on the catalogue without demands."""

from collections.abc import Sequence
from typing import NamedTuple

from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.least import least_of
from luodi.slices.matters.rules.overlay import Excess, excess
from luodi.slices.matters.rules.triggers import Answers
from luodi.slices.plans.rules.plan import Plan
from luodi.slices.plans.rules.redrawn import drawn_with


class Least(NamedTuple):
    """What the law asks of a project at least, and what its county asks beyond it, by department."""

    plan: Plan
    beyond: list[Excess]


def least(plan: Plan, catalogue: Catalogue, answers: Answers, changes: Sequence[Change]) -> Least:
    """The least of a plan that was drawn for these answers on a county's catalogue; `changes`: what the county set.

    What was begun though no answer asks for it stays on both sides.
    """
    found = [one for one in excess(catalogue, changes) if _bites(one.change, plan)]
    if not found:
        return Least(plan, [])
    begun = [code for code, item in plan.items.items() if not item.required and item.why.value is not True]
    return Least(drawn_with(least_of(catalogue, changes), plan.type, answers, begun), found)


def _bites(change: Change, plan: Plan) -> bool:
    """Whether a demand of the county touches this plan."""
    return change.matter in plan.items and (change.sets != "prerequisite" or str(change.to) in plan.items)
