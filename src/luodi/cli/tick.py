"""`luodi tick`: what time brings, in every region."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from luodi.cli.main import answer, with_database

if TYPE_CHECKING:
    from luodi.spine.people.seats import Place


class Ticked(NamedTuple):
    """What one tick did in one region."""

    region: str
    on: date
    accepted_by_law: int
    resumed_by_law: int
    turned: int
    escalated: int


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    tick = groups.add_parser("tick", help="announce turns and do what law makes happen by time")
    tick.add_argument("--json", action="store_true")
    tick.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tick every region on its own day."""
    with_database()
    from luodi.spine.journal.keys import unusable
    from luodi.spine.people.reads import places

    done = [tick(where) for where in places()]
    if wrong := unusable():
        raise wrong
    text = "\n".join(
        f"{t.region} {t.on}: {t.turned} turned, {t.accepted_by_law} accepted and {t.resumed_by_law} resumed by law, "
        f"{t.escalated} nobody spoke for went to the leader"
        for t in done
    )
    return answer(args, {"regions": [t._asdict() for t in done]}, text or "no region yet")


def tick(where: "Place") -> Ticked:
    """Lights turn as far as they had before law acted, law acts, and what it opened turns; old answers are forgotten,
    the journal is sealed, where its key stands: what law makes happen waits for no key."""
    from luodi.db.sqlite.turns import kept
    from luodi.slices.approvals.actions import acceptance, decision
    from luodi.spine.commitments.tick import escalate, turn
    from luodi.spine.journal.keys import unusable
    from luodi.spine.journal.once import forget
    from luodi.spine.journal.seal import seal
    from luodi.web.clock import now, today

    on, at = today(where), now(where)
    with kept():
        turned = turn(where, on=on, at=at)
    with kept():
        accepted = acceptance.accept_by_law(where, on=on, at=at)
    with kept():
        resumed = decision.end_by_law(where, on=on, at=at)
    forget(where, at=at)
    with kept():
        turned += turn(where, on=on, at=at)
    escalated = escalate(where, on=on, at=at)
    if not unusable():
        seal(where, at=at)
    return Ticked(where.code, on, accepted, resumed, turned, escalated)
