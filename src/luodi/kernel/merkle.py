"""Leaf hashes of the journal's tree (RFC 6962, section 2.1): SHA-256 over a zero byte and the entry."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def leaf_hash(text: str) -> bytes:
    """The 32 bytes that stand for one entry in the tree."""
    return hashlib.sha256(b"\x00" + text.encode()).digest()
