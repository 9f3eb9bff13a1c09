"""The journal's tree (RFC 6962, section 2.1): SHA-256; a leaf is over a zero byte and the entry, a node over a one."""

import hashlib
import json
from typing import Any

_WRITTEN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same text for the same value."""
    return _WRITTEN(value)


def leaf_hash(text: str) -> bytes:
    """The 32 bytes that stand for one entry in the tree."""
    return hashlib.sha256(b"\x00" + text.encode()).digest()


# The tree of RFC 6962, section 2.1. Leaves and nodes travel packed, 32 bytes each, and a level is hashed in one pass.

HASH = 32
EMPTY = hashlib.sha256(b"").digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The 32 bytes over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _parents(level: bytes) -> bytes:
    """The nodes over neighbouring pairs; one left over is left out."""
    hashed = hashlib.sha256
    whole = len(level) - len(level) % (2 * HASH)
    return b"".join([hashed(b"\x01" + level[at : at + 2 * HASH]).digest() for at in range(0, whole, 2 * HASH)])


def grown(peaks: bytes, size: int, leaves: bytes) -> bytes:
    """The full subtrees (largest first) of a tree of this size after more leaves; nothing before is read again."""
    if len(peaks) != HASH * size.bit_count():
        raise ValueError("as many peaks as bits are set in the size")
    kept, level = b"", leaves
    while level or peaks:
        if size & 1:
            level, peaks = peaks[-HASH:] + level, peaks[:-HASH]
        if len(level) // HASH & 1:
            kept = level[-HASH:] + kept
        level, size = _parents(level), size >> 1
    return kept


def root_of(peaks: bytes) -> bytes:
    """The root over full subtrees."""
    if not peaks:
        return EMPTY
    root = peaks[-HASH:]
    for at in range(len(peaks) - 2 * HASH, -1, -HASH):
        root = node_hash(peaks[at : at + HASH], root)
    return root


class Tree:
    """All levels of a tree, for proofs. A node without a neighbour rises as it is."""

    def __init__(self, leaves: bytes) -> None:
        self.size = len(leaves) // HASH
        self.levels = [leaves]
        while len(level := self.levels[-1]) > HASH:
            odd = len(level) // HASH & 1
            self.levels.append(_parents(level) + (level[-HASH:] if odd else b""))

    @property
    def root(self) -> bytes:
        """The root; of an empty tree the hash of nothing."""
        return self.levels[-1] or EMPTY

    def inclusion(self, index: int) -> list[bytes]:
        """The neighbours on the way from a leaf to the root (2.1.1)."""
        if not 0 <= index < self.size:
            raise ValueError("no such leaf")
        path = []
        for level in self.levels[:-1]:
            if node := _node(level, index ^ 1):
                path.append(node)
            index >>= 1
        return path

    def consistency(self, before: int) -> list[bytes]:
        """What shows that the tree of the first `before` leaves is the beginning of this one (2.1.2)."""
        if not 0 < before <= self.size:
            raise ValueError("a tree of that size is no beginning of this one")
        return self._subproof(before, 0, self.size, whole=True)

    def _subproof(self, before: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        if before == end - start:
            return [] if whole else [self._range(start, end)]
        split = 1 << (end - start - 1).bit_length() - 1
        if before <= split:
            return [*self._subproof(before, start, start + split, whole=whole), self._range(start + split, end)]
        right = self._subproof(before - split, start + split, end, whole=False)
        return [*right, self._range(start, start + split)]

    def _range(self, start: int, end: int) -> bytes:
        """The root over leaves that stand below one node, or at the tree's end."""
        height = (end - start - 1).bit_length()
        return _node(self.levels[height], start >> height)


def _node(level: bytes, at: int) -> bytes:
    return level[at * HASH : (at + 1) * HASH]
