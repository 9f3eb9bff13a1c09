"""Proof: one fact's way to a signed checkpoint, complete in itself, checked by `luodi_verify.py` without us."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from luodi.kernel.facts import say
from luodi.kernel.merkle import HASH, Tree
from luodi.kernel.signing import encoded, key_id, key_line, parsed
from luodi.spine.journal import keys, luodi_verify
from luodi.spine.journal.models import Batch, Checkpoint, Entry
from luodi.spine.journal.record import leaf_text
from luodi.spine.journal.seal import origin, unpacked
from luodi.spine.people.reads import parties_by_pk, places
from luodi.spine.people.seats import Place

VERIFIER = Path(luodi_verify.__file__)


class NotProvable(Exception):
    """Why there is no proof; the sentence says what to do."""


def proof(key: int, *, before: str = "") -> dict[str, Any]:
    """The proof of a sealed fact; with a checkpoint of before also that the tree goes on from it.

    Raises `NotProvable`.
    """
    entry = Entry.objects.everywhere("a proof names its fact alone").filter(pk=key).first()
    if entry is None:
        raise NotProvable(f"the journal has no entry {key}")
    where = next(one for one in places() if one.pk == entry.region_id)
    index, leaf = _place(where, key)
    text = leaf_text(entry)
    if luodi_verify.leaf_of(text) != leaf:
        raise NotProvable(f"entry {key} is not what was sealed; run: luodi verify")
    note = Checkpoint.objects.within(where.pk).latest("size")
    tree = _tree(where, note.size)
    if tree.root != bytes(note.root):
        raise NotProvable("the tree does not lead to its signed root; run: luodi verify")
    return {
        "entry": key,
        "says": _words(where, entry),
        "text": text,
        "leaf": encoded(leaf),
        "index": index,
        "path": [encoded(one) for one in tree.inclusion(index)],
        "checkpoint": note.note,
        "key": _key_of(note.note, origin(where.code)),
        "consistency": _reach(tree, before),
    }


def goes_on_from(note: str) -> int:
    """The size of a checkpoint kept elsewhere, whose tree is the beginning of ours. Raises `NotProvable`."""
    try:
        name, size, root = parsed(note).text.split("\n")[:3]
        where = next(one for one in places() if origin(one.code) == name)
        if not keys.genuine(note, parsed(note).text, name):
            raise NotProvable("no key known here signed that checkpoint")
        ours = _tree(where, int(size))
    except (ValueError, StopIteration):
        raise NotProvable("this is no checkpoint of a region here") from None
    if ours.size != int(size) or encoded(ours.root) != root:
        raise NotProvable(f"the journal is NOT what that checkpoint of {size} facts says: it was rewritten or cut")
    return ours.size


def leaf_index(where: Place, key: int, leaf: bytes) -> int | None:
    """Where a leaf of a receipt stands in the region's tree; None where it does not."""
    try:
        index, sealed = _place(where, key)
    except NotProvable:
        return None
    return index if sealed == leaf else None


def _place(where: Place, key: int) -> tuple[int, bytes]:
    """The index of a fact in its tree and its leaf there."""
    for batch in Batch.objects.within(where.pk).order_by("-first").iterator(chunk_size=20):
        if key in (named := unpacked(bytes(batch.keys))):
            place = named.index(key)
            return batch.first + place, bytes(batch.leaves)[place * HASH : (place + 1) * HASH]
    raise NotProvable(f"entry {key} is not sealed yet; run: luodi seal")


def _tree(where: Place, size: int) -> Tree:
    leaves = Batch.objects.within(where.pk).order_by("first").values_list("leaves", flat=True)
    return Tree(b"".join(map(bytes, leaves.iterator(chunk_size=20)))[: size * HASH])


def _reach(tree: Tree, before: str) -> dict[str, Any]:
    """The way from an older checkpoint to the tree."""
    if not before:
        return {"size": 0, "path": []}
    try:
        size = int(parsed(before).text.split("\n")[1])
        return {"size": size, "path": [encoded(one) for one in tree.consistency(size)]}
    except (ValueError, IndexError):
        raise NotProvable("the older checkpoint is none, or of a larger tree than this one") from None


def _key_of(note: str, name: str) -> str:
    """The public key a note was signed with."""
    signed = parsed(note).signatures[0][1]
    return next((key_line(name, one) for one in keys.known() if key_id(name, one) == signed), "")


def _words(where: Place, entry: Entry) -> dict[str, str]:
    """What the fact says to people; not part of what is proven, which is its text."""
    names = {row.key: (row.name, row.name_en) for row in parties_by_pk(where).values()}
    payload = json.loads(entry.payload)

    def said(language: str) -> str:
        named = 0 if language == "zh" else 1
        return say(
            entry.kind, payload, language, party=lambda key: names.get(key, (key, key))[named], day=date.isoformat
        )

    return {"zh": said("zh"), "en": said("en")}
