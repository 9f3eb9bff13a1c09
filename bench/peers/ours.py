"""luodi: the verbs as a screen calls them. Door and permission, rule, rows, fact with the rows, a commit a step."""

from collections.abc import Callable
from itertools import count
from typing import Any

from bench.peers import county, plan, wire


def main() -> None:
    """Serve orders."""
    stands = county.found()
    from luodi.db.together import together
    from luodi.slices.approvals.actions import acceptance, decision, entry
    from luodi.spine.people.reads import seat_of

    by = seat_of(stands.person)

    def carry(cases: int) -> None:
        for _ in range(cases):
            number = entry.receive(
                matter=plan.MATTER, applicant=plan.FIRM, about=plan.ABOUT, by=by, at=plan.RECEIVED_AT
            )
            acceptance.accept(number=number, by=by, at=plan.ACCEPTED_AT)
            decision.grant(number=number, document=number, by=by, at=plan.GRANTED_AT)

    wire.serve(carry, county.answer, {"singly": carry, "whole": together(carry), **_laying()})


def _laying() -> dict[str, Callable[[int], None]]:
    """Past cases of a log, in a region of their own: taken in all at once, or each by itself."""
    from luodi.engines.logs.model import LogCase
    from luodi.slices.approvals.actions.log import take_log
    from luodi.slices.approvals.actions.log_ground import Account, lay_ground

    keys = count(1)
    grounds: list[Any] = []

    def logged(cases: int) -> list[LogCase]:
        times = plan.RECEIVED_AT, plan.GRANTED_AT, None, plan.GRANTED_AT
        return [LogCase(f"L{next(keys)}", plan.ABOUT, "land", plan.POST, "", *times, {}, ()) for _ in range(cases)]

    def lay(new: list[LogCase]) -> None:
        if not grounds:
            account = Account("reader", "a long word of the bench")
            on, at = plan.GRANTED_ON, plan.GRANTED_AT
            grounds.append(lay_ground(new, code="990002", zone=plan.ZONE, account=account, on=on, at=at)[0])
        take_log(new, ground=grounds[0], on=plan.GRANTED_ON, at=plan.GRANTED_AT)

    def singly(cases: int) -> None:
        for one in logged(cases):
            lay([one])

    return {"laid": lambda cases: lay(logged(cases)), "laid_singly": singly}


if __name__ == "__main__":
    main()
