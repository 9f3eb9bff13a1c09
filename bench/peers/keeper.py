"""luodi's own journal at a length: made by its verbs, many cases a transaction, then verified in a fresh process.

`make FACTS` writes until the journal is that long; `verify` answers seconds, facts, rows and the peak of memory.
"""

import json
import resource
import sys
import time

from bench.peers import county, plan

AT_ONCE = 100  # cases a transaction: what is made here is measured when it is read, not when it is written


def make(facts: int) -> None:
    """Cases received, accepted and granted until so many facts stand in the journal."""
    stands = county.found()
    from django.db import transaction

    from luodi.slices.approvals.actions import acceptance, decision, entry
    from luodi.spine.journal.models import Entry
    from luodi.spine.people.reads import seat_of

    by = seat_of(stands.person)
    while Entry.objects.everywhere("bench").count() < facts:
        with transaction.atomic():
            for _ in range(min(AT_ONCE, facts)):
                number = entry.receive(
                    matter=plan.MATTER, applicant=plan.FIRM, about=plan.ABOUT, by=by, at=plan.RECEIVED_AT
                )
                acceptance.accept(number=number, by=by, at=plan.ACCEPTED_AT)
                decision.grant(number=number, document=number, by=by, at=plan.GRANTED_AT)


def measured() -> dict[str, float | int | str | bool]:
    """One verify of what stands there."""
    import django

    django.setup()
    from django.db import connection

    from luodi.db.told import told_tables
    from luodi.spine.journal.verify import verify

    rows = sum(model._base_manager.count() for model in told_tables().values())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.perf_counter()
    verdict = verify()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"engine": connection.vendor, "clean": verdict.clean, "facts": verdict.facts, "rows": rows,
            "seconds": seconds, "peak_mb": peak, "before_mb": before}  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]))
    else:
        print(json.dumps(measured()))
