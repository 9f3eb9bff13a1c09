"""What other answers, or another version of the catalogue, would make of a plan: asked before anything is written."""

from collections.abc import Iterable
from typing import NamedTuple

from luodi.kernel.graph import Line
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.triggers import Answers
from luodi.slices.plans.rules.plan import Changes, Plan, plan_of


class Moves(NamedTuple):
    """Codes that would come in and fall out, and days that would change."""

    came: list[str]
    left: list[str]
    days: dict[str, tuple[int, int]]


def drawn_with(
    held: Catalogue, type_: str, answers: Answers, begun: Iterable[str], line: Line | None = None
) -> Plan:
    """The plan of some answers, and what was begun though they do not ask for it. Raises BadAnswer."""
    bare = plan_of(held, type_, answers, line=line)
    stays = frozenset(begun) & set(held.matters) - set(bare.items)
    return plan_of(held, type_, answers, Changes(add=stays), line=line) if stays else bare


def moves(before: Plan | None, after: Plan) -> Moves:
    """From one plan to another; from none all of it comes in."""
    stood = before.items if before else {}
    return Moves(
        came=[code for code in after.items if code not in stood],
        left=[code for code in stood if code not in after.items],
        days={
            code: (stood[code].term.days, item.term.days)
            for code, item in after.items.items()
            if code in stood and stood[code].term != item.term
        },
    )
