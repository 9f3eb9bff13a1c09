"""Check a proof or a receipt of a luodi journal with Python alone (3.8 or newer): no package, no network, no database.

    python luodi_verify.py PROOF.json [--key PUBLIC] [--old CHECKPOINT]
    python luodi_verify.py --receipt TEXT --key PUBLIC

--key      whose signature counts: name+id+key as `luodi seal --key` prints it, or the key in Base64. Without it the key
           inside the proof is used, and you know only that whoever holds that key signed.
--old      a checkpoint you kept before (file or text): the tree must be a continuation of that one.
--receipt  a receipt (file or text) as the journal's owner gave it.

Exit code 0: proven. 1: not proven, forged or broken. 2: could not be read, or the words were wrong.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    Point = tuple[int, int, int, int]

HASH = 32
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


class Broken(Exception):
    """What was given does not prove what it says."""


class Unreadable(Exception):
    """What was given is no proof, receipt, checkpoint or key at all."""


# Ed25519 (RFC 8032, section 5.1): points in extended coordinates x, y, z, t with x*y = z*t.


def _add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(n: int, p: Point) -> Point:
    made = (0, 1, 1, 0)
    while n:
        if n & 1:
            made = _add(made, p)
        p, n = _add(p, p), n >> 1
    return made


def _point(packed: bytes) -> Point | None:
    """A point from its 32 bytes; None where there is none, or its y is not reduced."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signed(public: bytes, text: bytes, signature: bytes) -> bool:
    """Whether a signature over a text was made with the secret half of a key."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, r = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L or _same(_times(8, key), (0, 1, 1, 0)):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % L
    return _same(_times(s, BASE), _add(r, _times(h, key)))


def _same(p: Point, q: Point) -> bool:
    return not (p[0] * q[2] - q[0] * p[2]) % P and not (p[1] * q[2] - q[1] * p[2]) % P


# The tree (RFC 6962, section 2.1; how a path is followed: RFC 9162, sections 2.1.3.2 and 2.1.4.2).


def leaf_of(text: str) -> bytes:
    """The leaf of an entry's text."""
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _climb(at: int, last: int) -> tuple[int, int]:
    """Up to where the subtree that ends the tree is one of two again."""
    while not at & 1 and at:
        at, last = at >> 1, last >> 1
    return at, last


def included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether a path leads from a leaf at a place of a tree of this size to its root."""
    if not 0 <= index < size or any(len(one) != HASH for one in (leaf, root, *path)):
        return False
    here, at, last = leaf, index, size - 1
    for node in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            here = _node(node, here)
            at, last = _climb(at, last)
        else:
            here = _node(here, node)
        at, last = at >> 1, last >> 1
    return last == 0 and here == root


def consistent(before: int, old: bytes, size: int, new: bytes, path: list[bytes]) -> bool:
    """Whether a path shows the tree of `before` leaves to be the beginning of the one of `size`."""
    if not 0 < before <= size or any(len(one) != HASH for one in (old, new, *path)):
        return False
    if before == size:
        return not path and old == new
    nodes = list(path) if before & (before - 1) else [old, *path]
    at, last = before - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    if not nodes:
        return False
    left = right = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            left, right = _node(node, left), _node(node, right)
            at, last = _climb(at, last)
        else:
            right = _node(right, node)
        at, last = at >> 1, last >> 1
    return last == 0 and left == old and right == new


# Notes: lines of text, an empty line, a signature line.


def _bytes(text: str) -> bytes:
    made = base64.b64decode(text, validate=True)
    if base64.b64encode(made).decode() != text:  # bits nobody looks at must not differ
        raise ValueError("not in canonical Base64")
    return made


class Key(NamedTuple):
    """A public key and the journal it is of; without a name that of any."""

    name: str
    raw: bytes


def key_of(given: str) -> Key:
    """A public key from name+id+key, or from Base64."""
    word = given.strip()
    name, told, text = word.split("+", 2) if len(word) != 44 and word.count("+") > 1 else ("", "", word)
    try:
        made = _bytes(text)
    except ValueError as problem:
        raise Unreadable(f"the key is not readable: {problem}") from None
    raw = made[1:] if len(made) == HASH + 1 and made[:1] == b"\x01" else made
    if len(raw) != HASH:
        raise Unreadable("the key is not a public key of Ed25519")
    if name and told != id_of(name, raw).hex():
        raise Unreadable("the key's line is broken: its middle part is not that of this name and key")
    return Key(name, raw)


def id_of(name: str, key: bytes) -> bytes:
    """Four bytes by which a name's key is known in its line and in its signatures."""
    return hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4]


def lines_of(note: str, key: Key, what: str) -> list[str]:
    """The lines of a note whose one signature is good, the first of which is its origin."""
    text, mark, signature = note.partition("\n\n")
    words = signature.split(" ")
    lines = text.split("\n")
    if not mark or len(words) != 3 or words[0] != "\u2014" or not words[2].endswith("\n"):
        raise Unreadable(f"the {what} is no signed note")
    try:
        value = _bytes(words[2][:-1])
    except ValueError:
        raise Broken(f"the signature of the {what} is broken") from None
    name, good = words[1], signed(key.raw, (text + "\n").encode(), value[4:])
    if name != lines[0] or value[:4] != id_of(name, key.raw) or not good:
        raise Broken(f"the {what} was not signed with this key")
    if key.name and key.name.rpartition("/")[0] != name.rpartition("/")[0]:
        raise Broken(f"the {what} is of {name}, and the key given is of {key.name}")
    return lines


def tree_of(note: str, key: Key, what: str = "checkpoint") -> tuple[str, int, bytes]:
    """Origin, size and root of a signed checkpoint."""
    lines = lines_of(note, key, what)
    if len(lines) < 3 or not lines[0].endswith("/journal") or not (lines[1].isascii() and lines[1].isdigit()):
        raise Broken(f"the {what} is none of a journal")
    return lines[0], int(lines[1]), _bytes(lines[2])


def check_proof(proof: dict[str, Any], key: str = "", old: str = "") -> str:
    """What a proof proves, as a sentence. Raises `Broken` or `Unreadable`."""
    try:
        public = key_of(key or proof["key"])
        origin, size, root = tree_of(proof["checkpoint"], public)
        text, index, path = proof["text"], proof["index"], [_bytes(one) for one in proof["path"]]
        leaf = _bytes(proof["leaf"])
        kept = proof.get("consistency") or {"size": 0, "path": []}
        grown = [_bytes(one) for one in kept["path"]]
        if not isinstance(text, str) or type(index) is not int or type(kept["size"]) is not int:
            raise TypeError("a text and a number")
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Unreadable(f"the proof is not complete: {problem}") from None
    if leaf_of(text) != leaf:
        raise Broken("the text is not the one that was sealed")
    if not included(leaf, index, size, path, root):
        raise Broken("the path does not lead from this entry to the signed root")
    sentence = f"proven: this entry is number {index} of the {size} in {origin}"
    if old:
        older, before, oldroot = tree_of(old, public, "older checkpoint")
        if older != origin or kept["size"] not in (before, 0):
            raise Broken("the proof does not reach back to the older checkpoint")
        if not consistent(before, oldroot, size, root, grown):
            raise Broken("the journal is not a continuation of the older checkpoint: it was rewritten")
        sentence += f", which goes on from the {before} of the older checkpoint"
    sentence += "" if key else "; the key came with the proof, compare it with one you trust"
    return sentence + "\nthe entry: " + text


def check_receipt(text: str, key: str) -> str:
    """What a receipt says, as a sentence. Raises `Broken` or `Unreadable`."""
    lines = lines_of(text, key_of(key), "receipt")
    if len(lines) != 5 or not lines[0].endswith("/receipt"):
        raise Broken("the note is no receipt")
    return f"genuine: {lines[0]} received entry {lines[1]} ({lines[2]}) at {lines[3]}, leaf {lines[4]}"


def _read(given: str) -> str:
    """A text, or what stands in the file of this name; a line break lost at its end is put back."""
    try:
        text = given if "\n" in given else Path(given).read_text("utf-8")
    except (OSError, ValueError) as problem:
        raise Unreadable(f"cannot be read: {problem}") from None
    return text.replace("\r\n", "\n").rstrip("\n") + "\n"


def main(argv: list[str] | None = None) -> int:
    """Say in a sentence whether it is proven."""
    about = "check a proof or a receipt of a luodi journal"
    parser = argparse.ArgumentParser(prog="luodi_verify.py", description=about)
    parser.add_argument("proof", nargs="?", help="a proof: a JSON file")
    parser.add_argument("--key", default="", help="the public key whose signature counts")
    parser.add_argument("--old", default="", help="a checkpoint kept before: file or text")
    parser.add_argument("--receipt", default="", help="a receipt: file or text")
    args = parser.parse_args(argv)
    if bool(args.proof) == bool(args.receipt) or (args.receipt and not args.key):
        parser.error("give a proof, or --receipt and --key")
    try:
        if args.receipt:
            said = check_receipt(_read(args.receipt), args.key)
        else:
            said = check_proof(json.loads(_read(args.proof)), args.key, _read(args.old) if args.old else "")
    except Broken as problem:
        return _say(f"NOT proven: {problem}", 1)
    except (Unreadable, ValueError, RecursionError) as problem:
        return _say(f"cannot be decided: {problem}", 2)
    return _say(said, 0)


def _say(sentence: str, code: int) -> int:
    sys.stdout.buffer.write(sentence.encode() + b"\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
