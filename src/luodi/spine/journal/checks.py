"""What the tree promises of the facts, verified with the journal: each sealed fact is there and as it was sealed, none
came in between, each batch goes on from the one before, and each root is signed."""

from collections.abc import Iterator
from typing import Any

from luodi.db.regions import RegionalQuerySet
from luodi.db.snapshot import horizon
from luodi.kernel.fold import Difference
from luodi.kernel.merkle import HASH, grown, root_of
from luodi.kernel.signing import tree_text
from luodi.spine.journal import keys
from luodi.spine.journal.models import Batch, Checkpoint, Entry
from luodi.spine.journal.seal import KEY, after, last_batch, origin, unpacked, when
from luodi.spine.journal.verify import also
from luodi.spine.people.reads import places
from luodi.spine.people.seats import Place

ENTRY, BATCH, CHECKPOINT = "journal_entry", "journal_batch", "journal_checkpoint"


@also
def sealed() -> Iterator[Difference]:
    """Every region's tree, batch by batch."""
    for where in places():
        batches = Batch.objects.within(where.pk).order_by("first").iterator(chunk_size=20)
        notes = {one.size: one for one in Checkpoint.objects.within(where.pk)}
        size, peaks, present = 0, b"", 0
        for batch in batches:
            faults = [*_grown(batch, size, peaks)]
            yield from faults
            size, peaks = batch.first + batch.size, bytes(batch.peaks)
            found = [*_leaves(where, batch)]
            present += batch.size - len({one.key for one in found if one.column == ""})
            yield from found
            yield from _signed(where, batch, notes.pop(size, None))
        yield from (Difference(CHECKPOINT, one.pk, "size", one.size, "no batch ends there") for one in notes.values())
        yield from _between(where, present)


@also
def everywhere() -> Iterator[Difference]:
    """Nothing stands in the journal of a region that does not: no tree would ever hold it."""
    regions = [where.pk for where in places()]
    for model, table in ((Entry, ENTRY), (Batch, BATCH), (Checkpoint, CHECKPOINT)):
        stray = model.objects.everywhere("verify").exclude(region__in=regions)
        for key, region in stray.values_list("pk", "region"):
            yield Difference(table, key, "region", region, "no region that stands")


def _grown(batch: Batch, size: int, peaks: bytes) -> Iterator[Difference]:
    """Whether a batch begins where the one before ended, and its root is that of its leaves."""
    count = batch.size
    if batch.first != size:
        yield Difference(BATCH, batch.pk, "first", batch.first, size)
    elif len(batch.keys) != count * KEY or len(batch.leaves) != count * HASH or count < 1:
        yield Difference(BATCH, batch.pk, "size", count, "as many keys and leaves")
    elif (grew := _regrown(peaks, size, batch)) != bytes(batch.peaks):
        yield Difference(BATCH, batch.pk, "peaks", bytes(batch.peaks).hex(), grew.hex())
    elif (root := root_of(grew)) != bytes(batch.root):
        yield Difference(BATCH, batch.pk, "root", bytes(batch.root).hex(), root.hex())


def _regrown(peaks: bytes, size: int, batch: Batch) -> bytes:
    try:
        return grown(peaks, size, bytes(batch.leaves))
    except ValueError:  # what stands before is broken, and named there
        return bytes(batch.peaks)


def _leaves(where: Place, batch: Batch) -> Iterator[Difference]:
    """Whether the facts of a batch are there, with the leaves they were sealed with."""
    named, hashes = unpacked(bytes(batch.keys)), bytes(batch.leaves)
    if not named:
        return
    facts = Entry.objects.within(where.pk).filter(pk__gte=min(named), pk__lte=max(named))
    there: dict[int, Any] = dict(facts.values_list("pk", "leaf").iterator(chunk_size=4096))
    for place, key in enumerate(named):
        leaf, stored = hashes[place * HASH : (place + 1) * HASH], there.get(key)
        if stored is None:
            yield Difference(ENTRY, key, "", "absent", "sealed")
        elif bytes(stored) != leaf:
            yield Difference(ENTRY, key, "leaf", bytes(stored).hex(), leaf.hex())


def _signed(where: Place, batch: Batch, note: Checkpoint | None) -> Iterator[Difference]:
    """Whether a checkpoint says what a batch ends with, under a key known here."""
    size = batch.first + batch.size
    if note is None:
        yield Difference(CHECKPOINT, f"{where.code} {size}", "", "absent", f"the end of batch {batch.pk}")
        return
    if (bytes(note.root), note.at) != (bytes(batch.root), batch.sealed_at):
        yield Difference(CHECKPOINT, note.pk, "root", bytes(note.root).hex(), bytes(batch.root).hex())
    text = tree_text(origin(where.code), size, bytes(batch.root), when(batch))
    if not keys.genuine(note.note, text, origin(where.code)):
        yield Difference(CHECKPOINT, note.pk, "note", note.note, text)


def _between(where: Place, present: int) -> Iterator[Difference]:
    """Facts that stand where all was sealed already, and in no batch; looked for where the counts disagree."""
    last = last_batch(where)
    if last is None or last.cluster != horizon().cluster:
        return
    facts, later = Entry.objects.within(where.pk), after(where, last)
    if facts.count() - later.count() == present:
        return
    known = {key for (one,) in Batch.objects.within(where.pk).values_list("keys") for key in unpacked(bytes(one))}
    late = set(_keys(later))
    yield from (Difference(ENTRY, key, "", "present", "not sealed") for key in _keys(facts) if key not in known)
    yield from (Difference(ENTRY, key, "xid", "to be sealed again", "sealed") for key in sorted(late & known))


def _keys(facts: "RegionalQuerySet[Entry]") -> Iterator[int]:
    found: Iterator[int] = facts.values_list("pk", flat=True).order_by("pk").iterator(chunk_size=4096)
    return found
