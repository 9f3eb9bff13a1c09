"""How wide a text is on a drawing, about, and how it is broken or cut to fit."""

from functools import lru_cache
from unicodedata import east_asian_width

TEXTS_KEPT = 4096


@lru_cache(TEXTS_KEPT)
def breadth(text: str) -> float:
    """About how wide a text is, in ems: a full-width character is one."""
    return sum(1 if _full(letter) else 0.56 for letter in text)


def wrapped(text: str, width: float, most: int) -> list[str]:
    """A text on up to `most` lines, broken between words or full-width characters; what is too long ends in dots."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and breadth((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] = (lines[-1] + piece).lstrip()
    lines = [line.rstrip() for line in lines]
    if len(lines) > most:
        rest = lines[most - 1] + ("" if _full(lines[most - 1][-1]) else " ") + lines[most]
        lines = [*lines[: most - 1], rest]
    return [fitted(line, width) for line in lines]


def fitted(text: str, width: float) -> str:
    """A text cut to a width, with dots where something is missing."""
    if breadth(text) <= width:
        return text
    while text and breadth(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _full(letter: str) -> bool:
    return east_asian_width(letter) in "WF"


def _pieces(text: str) -> list[str]:
    """What may stand on a line of its own: each full-width character, each word with the space or hyphen after it."""
    pieces = [""]
    for letter in text:
        before = pieces[-1][-1:]
        if before and (_full(letter) or _full(before) or before in " -"):
            pieces.append("")
        pieces[-1] += letter
    return pieces
