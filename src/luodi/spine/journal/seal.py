"""Seal: put the facts that were committed into their region's tree, and sign its root.

Actions write a leaf and nothing else. One sealer at a time comes after them and makes batches: on SQLite in the order
of keys, on PostgreSQL below the snapshot's horizon, for keys become visible out of order. A database that came from
elsewhere (a dump brought to another cluster, where transactions are numbered anew) is settled once: writers are kept
out for a moment, and what no batch holds is sealed.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from luodi.db.regions import RegionalQuerySet
from luodi.db.snapshot import SERIAL, Horizon, alone, horizon
from luodi.kernel.merkle import grown, root_of
from luodi.kernel.signing import tree_text
from luodi.spine.journal.keys import sign, unusable
from luodi.spine.journal.models import Batch, Checkpoint, Entry
from luodi.spine.people.seats import Place

MOST = 4096  # facts a batch
SEALER = 0x6C756F6469  # the name of the lock
KEY = 8
Leaf = tuple[int, bytes]


class Sealed(NamedTuple):
    """What one sealing did: facts put in, and how large the tree is now with its root."""

    region: str
    facts: int
    size: int
    root: bytes


def origin(code: str) -> str:
    """The name of a region's tree."""
    return f"luodi/{code}/journal"


def when(batch: Batch) -> str:
    """The line of a checkpoint that says when and up to where was sealed."""
    return f"{batch.sealed_at.astimezone(UTC).isoformat()} {batch.cluster} {batch.horizon}"


def packed(keys: list[int]) -> bytes:
    """Keys as a batch keeps them."""
    return struct.pack(f">{len(keys)}q", *keys)


def unpacked(keys: bytes) -> tuple[int, ...]:
    """Keys out of a batch."""
    return struct.unpack(f">{len(keys) // KEY}q", keys[: len(keys) - len(keys) % KEY])


def last_batch(where: Place) -> Batch | None:
    """Where a region's tree stands."""
    return Batch.objects.within(where.pk).order_by("-first").first()


def seal(where: Place, *, at: datetime, most: int = MOST) -> Sealed:
    """Seal what is waiting in a region, in batches of at most so many facts. Raises Unusable, with nothing sealed."""
    if wrong := unusable():
        raise wrong
    with transaction.atomic():
        alone(SEALER)
        last = last_batch(where)
        size, peaks, facts = (last.first + last.size, bytes(last.peaks), 0) if last else (0, b"", 0)
        ended = _reached(where)
        waiting = _waiting(where, last, ended)
        while leaves := list(islice(waiting, most)):
            batch = _batch(where, ended, leaves, size, peaks, at)
            _kept(where, batch)
            size, peaks, facts = size + len(leaves), bytes(batch.peaks), facts + len(leaves)
        return Sealed(where.code, facts, size, root_of(peaks))


def _reached(where: Place) -> Horizon:
    """Up to where facts can be sealed: every transaction below has ended. Where writers take turns, the last key."""
    ended = horizon()
    if ended.serial:
        newest = Entry.objects.within(where.pk).order_by("-pk").values_list("pk", flat=True).first()
        return Horizon(ended.cluster, newest or 0)
    return ended


def after(where: Place, last: Batch) -> "RegionalQuerySet[Entry]":
    """The facts that came after a batch, on the database that sealed it."""
    facts = Entry.objects.within(where.pk)
    if last.cluster == SERIAL:
        return facts.filter(pk__gt=last.horizon).order_by("pk")
    return facts.filter(xid__gte=last.horizon).order_by("xid", "pk")


def _waiting(where: Place, last: Batch | None, ended: Horizon) -> Iterator[Leaf]:
    if last is None or last.cluster != ended.cluster:
        return _settled(where, Entry.objects.within(where.pk), ended)
    facts = after(where, last)
    return _leaves(facts if ended.serial else facts.filter(xid__lt=ended.xid))


def _settled(where: Place, facts: "RegionalQuerySet[Entry]", ended: Horizon) -> Iterator[Leaf]:
    """What no batch holds of a journal not sealed here before; numbers of elsewhere become 0, below every horizon."""
    alone(SEALER, Entry._meta.db_table)
    if not ended.serial:
        facts.filter(Q(xid__isnull=True) | Q(xid__gte=ended.xid)).update(xid=0)
    sealed = {key for (keys,) in Batch.objects.within(where.pk).values_list("keys") for key in unpacked(bytes(keys))}
    return (leaf for leaf in _leaves(facts.order_by("pk")) if leaf[0] not in sealed)


def _leaves(facts: "RegionalQuerySet[Entry]") -> Iterator[Leaf]:
    found: Iterator[Any] = facts.values_list("pk", "leaf").iterator(chunk_size=MOST)
    return found


def _batch(where: Place, ended: Horizon, leaves: list[Leaf], size: int, peaks: bytes, at: datetime) -> Batch:
    keys, hashes = zip(*leaves, strict=True)
    together = b"".join(hashes)
    grew = grown(peaks, size, together)
    return Batch(
        region_id=where.pk,
        first=size,
        size=len(leaves),
        keys=packed(list(keys)),
        leaves=together,
        peaks=grew,
        root=root_of(grew),
        cluster=ended.cluster,
        horizon=ended.xid,
        sealed_at=at,
    )


def _kept(where: Place, batch: Batch) -> None:
    """Write a batch and the checkpoint over the tree as it stands after it."""
    size = batch.first + batch.size
    text = tree_text(origin(where.code), size, bytes(batch.root), when(batch))
    batch.save(force_insert=True)
    Checkpoint.objects.create(
        region_id=where.pk, size=size, root=batch.root, note=sign(text, origin(where.code)), at=batch.sealed_at
    )


def checkpoints(where: Place) -> list[str]:
    """A region's signed notes, the newest first."""
    return list(Checkpoint.objects.within(where.pk).order_by("-size").values_list("note", flat=True))


class Waiting(NamedTuple):
    """Facts not sealed yet, and when the oldest of them was recorded; unknown after a move to another cluster."""

    facts: int
    since: datetime | None


def waiting(where: Place) -> Waiting:
    """What the next sealing of a region has before it, or nearly: on PostgreSQL also what is being written."""
    last = last_batch(where)
    facts = Entry.objects.within(where.pk)
    if last and last.cluster != horizon().cluster:
        return Waiting(facts.count() - last.first - last.size, None)
    if last:
        facts = after(where, last)
    return Waiting(facts.count(), facts.order_by("pk").values_list("recorded_at", flat=True).first())
