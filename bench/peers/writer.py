"""One of several writers on the same county: the verbs as a screen calls them, as fast as it can, for some seconds.

`{"seconds": s, "work_ms": w, "turns": bool, "kept_ms": k}` answers how many actions it committed, and of each, called
to committed, the longest in ms. The first writer, started with the word `first`, makes the county.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import count
from typing import Any

import django

from bench.peers import county, plan


def main() -> None:
    """Serve orders."""
    if "first" in sys.argv:
        county.found()
    else:
        django.setup()
    print(json.dumps({"ready": True, "durability": _durability()}), flush=True)
    steps = _steps()
    for line in sys.stdin:
        print(json.dumps(_written(steps, **json.loads(line))), flush=True)


def _written(
    steps: Iterator[None], *, begin: float, seconds: float, work_ms: float, turns: bool, kept_ms: int
) -> dict[str, Any]:
    """Act from `begin` on; everybody's clock is the machine's."""
    from django.db import connection

    from luodi.db.sqlite.turns import kept

    if connection.vendor == "sqlite":
        connection.close()
        connection.settings_dict["OPTIONS"]["turns"] = turns
    connection.ensure_connection()
    actions, longest, end = 0, 0.0, begin + seconds
    time.sleep(max(0.0, begin - time.monotonic()))
    with kept(kept_ms) if kept_ms else nullcontext():
        while (called := time.monotonic()) < end:
            next(steps)
            committed = time.monotonic()
            actions, longest = actions + 1, max(longest, committed - called)
            while work_ms and time.monotonic() - committed < work_ms / 1000:
                pass
    return {"actions": actions, "longest_ms": longest * 1000}


def _steps() -> Iterator[None]:
    """A case received, accepted and granted, and the next one: an action at each turn."""
    from luodi.slices.approvals.actions import acceptance, decision, entry
    from luodi.spine.people.models import Person
    from luodi.spine.people.reads import seat_of

    by = seat_of(Person._base_manager.order_by("pk").values_list("pk", flat=True)[0])
    for _ in count():
        number = entry.receive(matter=plan.MATTER, applicant=plan.FIRM, about=plan.ABOUT, by=by, at=plan.RECEIVED_AT)
        yield
        acceptance.accept(number=number, by=by, at=plan.ACCEPTED_AT)
        yield
        decision.grant(number=number, document=number, by=by, at=plan.GRANTED_AT)
        yield


def _durability() -> dict[str, str]:
    from django.db import connection

    return county.durability(connection)


if __name__ == "__main__":
    main()
