"""What sealing costs a fact, beside hashing its leaf alone: facts of the usual size, committed, sealed in one run.

The root is compared with that of the tree built at once before anything is said. A region and its facts are made in the
database of this process' settings (a scratch SQLite, or LUODI_DATABASE_URL), sealed, and taken back.
`python bench/seal.py [--facts N] [--rounds N] [--json]`.
"""

import argparse
import json
import os
import secrets
import sys
import tempfile
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from luodi.spine.people.seats import Place

GOALS = {"sqlite": 3.0, "postgresql": 15.0}  # microseconds a fact
ROWS = '[["commitments_commitment",["state","due_on","closed_on"],[[%d,"open","2026-11-27",null]]]]' * 5
AT = datetime(2026, 11, 20, 1, tzinfo=UTC)


def run(facts: int = 100_000, rounds: int = 3) -> dict[str, Any]:
    """Microseconds a fact (the best round), and the ratio to hashing; RuntimeError when the root is another."""
    from django.db import connection, transaction

    times, spent, hashing = [], [], []
    for _ in range(rounds):
        with transaction.atomic():
            where = _region()
            leaves, hashed = _written(where, facts)
        try:
            wall, cpu = _sealed(where, leaves)
        finally:
            _taken_back(where)
        times.append(wall / facts * 1e6)
        spent.append(cpu / facts * 1e6)
        hashing.append(hashed / facts * 1e6)
    cost, goal = min(times), GOALS[connection.vendor]
    return {
        "engine": connection.vendor,
        "facts": facts,
        "seal_us": round(cost, 2),
        "cpu_us": round(min(spent), 2),
        "leaf_us": round(min(hashing), 2),
        "ratio": round(cost / min(hashing), 2),
        "goal_us": goal,
        "met": cost <= goal,
    }


def _region() -> "Place":
    from luodi.spine.people.models import Region
    from luodi.spine.people.reads import place

    code = f"B{secrets.token_hex(4)}"
    with _quietly():
        Region.objects.create(code=code, name=code, zone="UTC", calendar="")
    return place(code)


def _quietly() -> Any:
    """Rows of a bench need no fact: their ledger is emptied."""
    from contextlib import contextmanager

    from django.db import connection

    @contextmanager
    def emptied() -> Any:
        yield
        connection.ledger.take()  # type: ignore[attr-defined]

    return emptied()


def _written(where: "Place", facts: int) -> tuple[list[bytes], float]:
    """Facts of the usual size; their leaves, and how long the hashing alone took."""
    from luodi.kernel.merkle import leaf_hash
    from luodi.spine.journal.models import Entry

    texts = [ROWS % ((one,) * 5) for one in range(facts)]
    started = time.perf_counter()
    leaves = [leaf_hash(text) for text in texts]
    spent = time.perf_counter() - started
    made = (
        Entry(region_id=where.pk, kind="bench", happened_at=AT, recorded_at=AT, payload="{}", rows=rows, leaf=leaf)
        for rows, leaf in zip(texts, leaves, strict=True)
    )
    Entry.objects.bulk_create(made, batch_size=2000)
    return leaves, spent


def _sealed(where: "Place", leaves: list[bytes]) -> tuple[float, float]:
    """Seconds sealing took, and seconds of this process among them."""
    from luodi.kernel.merkle import Tree
    from luodi.spine.journal.seal import seal

    started, begun = time.perf_counter(), time.process_time()
    done = seal(where, at=AT)
    spent = time.perf_counter() - started, time.process_time() - begun
    if (done.size, done.root) != (len(leaves), Tree(b"".join(leaves)).root):
        raise RuntimeError("the sealed tree is another than the one built at once")
    return spent


def _taken_back(where: "Place") -> None:
    from django.db import transaction

    from luodi.spine.journal.models import Batch, Checkpoint, Entry
    from luodi.spine.people.models import Region

    with transaction.atomic(), _quietly():
        for model in (Checkpoint, Batch, Entry):
            model.objects.within(where.pk)._raw_delete("default")  # type: ignore[attr-defined]
        Region.objects.filter(pk=where.pk).delete()


def text_of(found: dict[str, Any]) -> str:
    """The figures as a line."""
    cost = f"{found['seal_us']} us each ({found['cpu_us']} us of this process)"
    met = "met" if found["met"] else "NOT met"
    return (
        f"{found['engine']}: {found['facts']} facts sealed at {cost}, {found['ratio']} times the hashing of a leaf "
        f"({found['leaf_us']} us); goal {found['goal_us']} us: {met}"
    )


def main(words: list[str] | None = None) -> int:
    """Print the figures; exit 0 when the tree sealed is the one built at once, whatever the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["LUODI_DATA_DIR"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        try:
            found = run(args.facts, args.rounds)
        except RuntimeError as problem:
            print(json.dumps({"error": str(problem)}) if args.json else f"bench seal: {problem}")
            return 1
    print(json.dumps(found) if args.json else text_of(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
