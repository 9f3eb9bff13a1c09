"""Signed notes: lines of text, an empty line, a line for each signature (C2SP signed-note, tlog-checkpoint). Pure text;
who signs and who checks stand elsewhere. What a signature covers is the text up to and with its last line break."""

import base64
import hashlib
from typing import NamedTuple

ED25519 = b"\x01"
_DASH = "\u2014"


class Note(NamedTuple):
    """A note taken apart: its text, and (name, key id, signature) of each signature line."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature says under which key it stands."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def key_line(name: str, public: bytes) -> str:
    """A public key as one word that tools of transparency logs read: name+id+key."""
    return f"{name}+{key_id(name, public).hex()}+{encoded(ED25519 + public)}"


def signed(text: str, name: str, public: bytes, signature: bytes) -> str:
    """The note: its text with one signature."""
    return f"{text}\n{_DASH} {name} {encoded(key_id(name, public) + signature)}\n"


def parsed(note: str) -> Note:
    """Take a note apart; ValueError where it is none."""
    text, mark, lines = note.rpartition("\n\n")
    if not mark or not lines.endswith("\n"):
        raise ValueError("a note is text, an empty line and signatures")
    signatures = []
    for line in lines[:-1].split("\n"):
        dash, name, value = line.split(" ")
        kept = base64.b64decode(value, validate=True)
        if dash != _DASH or len(kept) != 68:
            raise ValueError("no signature of Ed25519")
        signatures.append((name, kept[:4], kept[4:]))
    return Note(text + "\n", tuple(signatures))


def tree_text(origin: str, size: int, root: bytes, when: str) -> str:
    """What a checkpoint says: whose tree, how many leaves, their root; when and up to where it was sealed."""
    return f"{origin}\n{size}\n{encoded(root)}\n{when}\n"


def receipt_text(origin: str, entry: int, about: str, at: str, leaf: bytes) -> str:
    """What a receipt says: whose journal, which fact, about what, recorded when, its leaf."""
    return f"{origin}\n{entry}\n{about}\n{at}\n{encoded(leaf)}\n"


def encoded(value: bytes) -> str:
    """Base64, as notes have it."""
    return base64.b64encode(value).decode()
