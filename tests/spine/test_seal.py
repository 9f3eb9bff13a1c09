"""Sealing puts every committed fact into its region's tree once, in batches whose roots are signed."""

import json
import stat
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from luodi.db import snapshot
from luodi.db.snapshot import Horizon
from luodi.kernel.merkle import Tree
from luodi.kernel.signing import key_id, parsed
from luodi.spine.journal import enrol, keys, seal
from luodi.spine.journal.facts import PartiesRegistered
from luodi.spine.journal.models import Batch, Checkpoint, Entry
from luodi.spine.journal.record import record
from luodi.spine.journal.rotate import rotate
from luodi.spine.journal.verify import verify
from luodi.spine.people.models import Region
from luodi.spine.people.seats import Place, Seat, of_law
from tests.support.cast import BEGUN, Cast, at

NOW = at("2026-11-20", "18:00")


def _sealed(where: Place) -> list[int]:
    """The keys in the tree, in its order."""
    batches = Batch.objects.within(where.pk).order_by("first")
    return [key for batch in batches for key in seal.unpacked(bytes(batch.keys))]


def _leaves(where: Place) -> bytes:
    return b"".join(bytes(one.leaves) for one in Batch.objects.within(where.pk).order_by("first"))


def _facts(where: Place) -> list[int]:
    return list(Entry.objects.within(where.pk).order_by("pk").values_list("pk", flat=True))


def test_every_fact_is_sealed_once_and_the_roots_are_those_of_the_tree(cast: Cast) -> None:
    cast.accepted()
    done = seal.seal(cast.where, at=NOW, most=5)
    facts = _facts(cast.where)
    assert _sealed(cast.where) == facts
    assert (done.facts, done.size) == (len(facts), len(facts))
    leaves = _leaves(cast.where)
    for one in Checkpoint.objects.within(cast.where.pk):
        assert bytes(one.root) == Tree(leaves[: one.size * 32]).root
        assert keys.genuine(one.note, parsed(one.note).text, seal.origin(cast.where.code))
    assert done.root == Tree(leaves).root
    assert seal.waiting(cast.where) == (0, None)


def test_nothing_waiting_makes_no_batch(cast: Cast) -> None:
    seal.seal(cast.where, at=NOW)
    before = Batch.objects.within(cast.where.pk).count()
    assert seal.seal(cast.where, at=NOW).facts == 0
    assert Batch.objects.within(cast.where.pk).count() == before == 1


def test_each_region_has_a_tree_of_its_own(cast: Cast) -> None:
    other = enrol.register_region(code="990901", name="邻县", zone="Asia/Shanghai", calendar="CN", at=BEGUN)
    seal.seal(cast.where, at=NOW)
    seal.seal(other, at=NOW)
    assert _sealed(other) == _facts(other)
    assert not set(_sealed(other)) & set(_sealed(cast.where))
    assert parsed(seal.checkpoints(other)[0]).text.startswith("luodi/990901/journal\n1\n")


def test_the_key_is_its_owners_and_older_ones_stay_known(cast: Cast) -> None:
    seal.seal(cast.where, at=NOW)
    file = Path(settings.DATA_DIR) / "journal_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = keys.public()
    after = rotate(at={cast.where: NOW})
    assert before != after == keys.public()
    assert keys.known()[-2:] == [before, after]
    seal.seal(cast.where, at=NOW)
    assert verify().differences == []


def test_every_journal_says_which_key_follows_which_before_it_signs(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = enrol.register_region(code="990901", name="邻县", zone="Asia/Shanghai", calendar="CN", at=BEGUN)
    before = keys.public()
    after = rotate(at={cast.where: NOW, other: NOW})
    for where in (cast.where, other):
        told = of_region(where, "journal.key.rotated")
        name = seal.origin(where.code)
        assert told == [{"old": key_id(name, before).hex(), "new": key_id(name, after).hex()}]
        assert keys.words(name)[-1].split("+")[1] == told[0]["new"]

    def stops(secret: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(keys, "take_over", stops)
    with pytest.raises(OSError, match="full"):
        rotate(at={cast.where: NOW})
    assert keys.public() == after and len(of_region(cast.where, "journal.key.rotated")) == 2


def of_region(where: Place, kind: str) -> list[dict[str, str]]:
    """What the facts of a kind say."""
    found = Entry.objects.within(where.pk).filter(kind=kind).order_by("pk").values_list("payload", flat=True)
    return [json.loads(payload) for payload in found]


def test_a_checkpoint_of_a_key_not_known_is_found(cast: Cast) -> None:
    seal.seal(cast.where, at=NOW)
    file = keys.known_file()
    kept = file.read_text()
    file.write_text("")
    try:
        assert {one.table for one in verify().differences} == {"journal_checkpoint"}
    finally:
        file.write_text(kept)


def test_a_journal_brought_to_another_cluster_neither_misses_nor_repeats(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There transactions are numbered anew: numbers from before, larger or smaller, say nothing any more."""
    early, late = _facts(cast.where)[:-3], _facts(cast.where)[-3:]
    elsewhere = Horizon("7" * 19, 10**12)
    Entry.objects.within(cast.where.pk).filter(pk__in=early).update(xid=10**12 - 1)
    Entry.objects.within(cast.where.pk).filter(pk__in=late).update(xid=10**12)
    Batch.objects.create(
        region_id=cast.where.pk, first=0, size=1, keys=seal.packed(early[:1]), leaves=_leaf(early[0]),
        peaks=_leaf(early[0]), root=_leaf(early[0]), cluster=elsewhere.cluster, horizon=elsewhere.xid, sealed_at=NOW,
    )  # fmt: skip
    assert seal.waiting(cast.where) == (len(early) + len(late) - 1, None)
    seal.seal(cast.where, at=NOW)
    assert _sealed(cast.where) == early + late
    assert seal.seal(cast.where, at=NOW).facts == 0
    here = snapshot.horizon()
    if not here.serial:
        assert not Entry.objects.within(cast.where.pk).filter(xid__gte=here.xid).exists()
    Batch.objects.within(cast.where.pk).delete()
    Checkpoint.objects.within(cast.where.pk).delete()


def _leaf(key: int) -> bytes:
    return bytes(Entry.objects.everywhere("a test").get(pk=key).leaf)


WRITERS, EACH = 4, 12


@pytest.fixture
def county(transactional_db: None) -> Iterator[Place]:
    """A region whose facts are committed."""
    yield enrol.register_region(code="990900", name="试县", zone="Asia/Shanghai", calendar="CN", at=BEGUN)
    connection.close()


def _write(by: Seat, begun: threading.Barrier, go_on: threading.Event) -> None:
    """Facts whose transactions end in another order than they took their keys: the first stays open to the end."""
    try:
        with transaction.atomic():
            record(PartiesRegistered(0), by=by, at=NOW)
            begun.wait()
            assert go_on.wait(30)
    finally:
        connection.close()


def _slow(where: Place) -> tuple[list[int], list[int]]:
    """Slow writers on PostgreSQL, others that overtake them, the sealer in between: what is sealed, what is there."""
    begun, go_on = threading.Barrier(WRITERS + 1), threading.Event()
    law = of_law(where)
    writers = [threading.Thread(target=_write, args=(law, begun, go_on)) for _ in range(WRITERS)]
    for one in writers:
        one.start()
    begun.wait()
    for _ in range(EACH):
        with transaction.atomic():
            record(PartiesRegistered(0), by=law, at=NOW)
        seal.seal(where, at=NOW)
    go_on.set()
    for one in writers:
        one.join()
    seal.seal(where, at=NOW)
    return _sealed(where), _facts(where)


def _missed(where: Place, sealed: list[int], there: list[int]) -> int:
    """Facts that are neither sealed nor waiting: no sealing will ever come to them.

    What runs elsewhere in the cluster may hold the horizon back; it makes facts wait, never miss.
    """
    return len(there) - len(sealed) - seal.waiting(where).facts


def _by_id(where: Place) -> Horizon:
    newest = Entry.objects.within(where.pk).order_by("-pk").values_list("pk", flat=True).first()
    return Horizon(snapshot.SERIAL, newest or 0)


def test_facts_of_slow_transactions_are_not_missed(county: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealed by the snapshot's horizon none is missed; sealed by key every slow one is. SQLite's writers take turns."""
    if connection.vendor == "sqlite":
        with transaction.atomic():
            record(PartiesRegistered(0), by=of_law(county), at=NOW)
        seal.seal(county, at=NOW)
        assert _sealed(county) == _facts(county)
        return
    seal.seal(county, at=NOW)
    sealed, there = _slow(county)
    assert set(sealed) <= set(there)
    assert len(set(sealed)) == len(sealed)
    assert _missed(county, sealed, there) == 0
    assert verify().differences == []
    other = enrol.register_region(code="990901", name="邻县", zone="Asia/Shanghai", calendar="CN", at=BEGUN)
    with monkeypatch.context() as patched:
        patched.setattr(seal, "_reached", _by_id)
        seal.seal(other, at=NOW)
        sealed, there = _slow(other)
        patched.setattr(seal, "horizon", lambda: Horizon(snapshot.SERIAL, 0))
        assert _missed(other, sealed, there) == WRITERS
    Batch.objects.within(other.pk).delete()
    Checkpoint.objects.within(other.pk).delete()


def test_when_a_fact_waits_for_its_seal(cast: Cast) -> None:
    assert seal.waiting(cast.where) == (len(_facts(cast.where)), BEGUN)


def test_a_batch_says_when_it_was_sealed_in_its_signed_note(cast: Cast) -> None:
    seal.seal(cast.where, at=NOW)
    assert datetime.fromisoformat(parsed(seal.checkpoints(cast.where)[0]).text.split("\n")[3].split(" ")[0]) == NOW
    assert Region.objects.get().pk == cast.where.pk
