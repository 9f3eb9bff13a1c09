"""Receipts: a signature over one leaf, given to whom the fact is for. Who holds one whose leaf is not in the tree has
proof that a fact was taken away."""

import base64
from datetime import UTC
from typing import NamedTuple

from luodi.kernel.merkle import leaf_hash
from luodi.kernel.signing import key_id, key_line, parsed, receipt_text
from luodi.spine.journal import keys
from luodi.spine.journal.models import Entry
from luodi.spine.journal.proof import leaf_index
from luodi.spine.journal.record import leaf_text
from luodi.spine.people.reads import places
from luodi.spine.people.seats import Place


class Receipt(NamedTuple):
    """A receipt: its number is the fact's; `text` is the signed note, `key` the public key it can be checked with."""

    entry: int
    leaf: str
    key_id: str
    signature: str
    key: str
    text: str


class Found(NamedTuple):
    """A receipt held against the journal: is it genuine, does its fact stand there, and where in the tree."""

    entry: int
    genuine: bool
    present: bool
    place: int | None


def origin(code: str) -> str:
    """In whose name a region's receipts are signed."""
    return f"luodi/{code}/receipt"


def receipt(where: Place, entry: int, about: str) -> Receipt:
    """The receipt for a fact; `about` names in a word what was handed in. The same fact gets the same text."""
    fact = Entry.objects.within(where.pk).get(pk=entry)
    leaf = leaf_hash(leaf_text(fact))
    at = fact.recorded_at.astimezone(UTC).isoformat(timespec="seconds")
    name = origin(where.code)
    text = keys.sign(receipt_text(name, entry, about, at, leaf), name)
    public = keys.public()
    signature = base64.b64encode(parsed(text).signatures[0][2]).decode()
    return Receipt(entry, leaf.hex(), key_id(name, public).hex(), signature, key_line(name, public), text)


def held_against(text: str) -> Found:
    """Hold a receipt against the journal. Raises ValueError where the text is no receipt of a region here."""
    note = parsed(text)
    lines = note.text.split("\n")
    where = next((one for one in places() if origin(one.code) == lines[0]), None)
    if where is None or len(lines) != 6:
        raise ValueError("no receipt of a region here")
    entry, leaf = int(lines[1]), base64.b64decode(lines[4], validate=True)
    there = Entry.objects.within(where.pk).filter(pk=entry, leaf=leaf).exists()
    genuine = keys.genuine(text, note.text, lines[0])
    return Found(entry, genuine, there, leaf_index(where, entry, leaf))
