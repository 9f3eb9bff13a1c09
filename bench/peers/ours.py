"""luodi: the verbs as a screen calls them. Door and permission, rule, rows, fact with the rows, a commit a step."""

from bench.peers import county, plan, wire


def main() -> None:
    """Serve orders."""
    stands = county.found()
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

    wire.serve(carry, county.answer)


if __name__ == "__main__":
    main()
