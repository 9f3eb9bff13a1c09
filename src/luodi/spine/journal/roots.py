"""The journal in one number: the root over every leaf of a region in the order of its facts, whatever is sealed."""

from collections.abc import Mapping
from typing import NamedTuple

from luodi.kernel.merkle import HASH, grown, root_of
from luodi.spine.journal.models import Entry
from luodi.spine.people.reads import places

AT_ONCE = 4096


class Root(NamedTuple):
    """How many facts a region has, and the root over them in hexadecimal."""

    facts: int
    root: str


def roots(first: Mapping[str, int] | None = None) -> dict[str, Root]:
    """Of each region by its code, or over so many of its first facts. One lost, moved or changed gives another root."""
    return {where.code: _root(where.pk, (first or {}).get(where.code)) for where in places()}


def _root(region: int, first: int | None) -> Root:
    peaks, size, held = b"", 0, bytearray()
    found = Entry.objects.within(region).order_by("pk").values_list("leaf", flat=True)
    for leaf in found[:first].iterator(chunk_size=AT_ONCE):
        held += leaf
        if len(held) == AT_ONCE * HASH:
            peaks, size = grown(peaks, size, bytes(held)), size + AT_ONCE
            held.clear()
    return Root(size + len(held) // HASH, root_of(grown(peaks, size, bytes(held))).hex())
