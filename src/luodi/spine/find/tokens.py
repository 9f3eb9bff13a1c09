"""By what a thing is found: the tokens of a text, and the tokens a question asks for.

A Chinese text gives its characters by one, two and three, its syllables and pairs of these, its initials by two and
three; any other word, and the parts of a number joined (SQ-2026-0024: also 2026-0024), give themselves and their
beginnings. A question's words must all be met, each in one of its ways.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby, islice, pairwise, product
from typing import NamedTuple

from luodi.spine.find.pinyin import initials_of, syllables, syllables_of

_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")
_CHINESE = re.compile(f"[{_HAN}]")
_LETTERS = re.compile("[a-z]{2,40}")
LONGEST_WORD = 60
LONGEST_QUESTION = 100
HEAD = 40
_BEGINNINGS = 24
_JOINED = 8
_WAYS = 16

Way = frozenset[str]  # tokens that must all be there


class Question(NamedTuple):
    """What was typed, folded, and its words: each the ways in which it can be met."""

    text: str
    words: tuple[tuple[Way, ...], ...]


def fold(text: str) -> str:
    """Full and half width, upper and lower case are one; what cannot be printed is left out."""
    words = unicodedata.normalize("NFKC", text).casefold().split()
    return " ".join(plain for word in words if (plain := "".join(filter(str.isprintable, word))))


def tokens_of(texts: Iterable[str]) -> set[str]:
    """Everything by which these texts are found."""
    found: set[str] = set()
    for text in texts:
        for word in fold(text).split():
            found |= _of_word(word)
    return found


def asked(text: str) -> Question:
    """A question as the index can be asked it."""
    folded = fold(text[:LONGEST_QUESTION])
    parts = [part for word in folded.split() for part in _parts(word)]
    return Question(folded, tuple(dict.fromkeys(tuple(_ways(part)) for part in parts)))


def head_token(folded: str, length: int) -> str:
    """The token of what a title begins with; empty where that is no letter, digit or character."""
    begins = folded[:length]
    return f"^{begins}" if len(begins) == length and begins.isalnum() else ""


def tie_token(subject: str) -> str:
    """The token of belonging to another thing."""
    return "=" + blake2b(subject.encode(), digest_size=8).hexdigest()


def _parts(word: str) -> Iterator[list[str]]:
    """A word's Chinese runs, each alone, and between them its other runs, those that stand together as one part."""
    for is_chinese, group in groupby(_RUN.findall(word), key=lambda run: bool(_CHINESE.match(run))):
        runs = list(group)
        yield from [[run] for run in runs] if is_chinese else [[run[:LONGEST_WORD] for run in runs]]


@lru_cache(maxsize=4096)
def _of_word(word: str) -> frozenset[str]:
    found: set[str] = set()
    for part in _parts(word):
        found.update(_of_characters(part[0]) if _CHINESE.match(part[0]) else _of_joined(part))
    return frozenset(found)


def _of_joined(runs: list[str]) -> Iterator[str]:
    """From each run on, it and those behind it joined, and the beginnings of that."""
    for begin in range(len(runs)):
        before = ""
        for run in runs[begin : begin + _JOINED]:
            shortest = 1 if before else 2
            yield from (before + run[:length] for length in range(shortest, min(len(run), _BEGINNINGS)))
            before += run
            yield before


def _of_characters(run: str) -> Iterator[str]:
    yield from run
    yield from _grams(run, 2)
    yield from _grams(run, 3)
    read = [syllables_of(each) for each in run]
    yield from (way for each in read for way in each)
    yield from _joined(read, 2)
    first = [initials_of(each) for each in run]
    yield from _joined(first, 2)
    yield from _joined(first, 3)


def _grams(text: str, length: int) -> Iterator[str]:
    return (text[at : at + length] for at in range(len(text) - length + 1))


def _joined(read: list[tuple[str, ...]], length: int) -> Iterator[str]:
    for at in range(len(read) - length + 1):
        yield from map("".join, product(*read[at : at + length]))


def _ways(part: list[str]) -> list[Way]:
    run = part[0]
    if _CHINESE.match(run):
        return [frozenset(_grams(run, min(len(run), 3)))]
    if len(part) > 1:
        return [frozenset("".join(part[at : at + _JOINED]) for at in range(0, len(part), _JOINED))]
    ways: dict[Way, None] = {frozenset([run]): None}
    if _LETTERS.fullmatch(run):
        if len(run) > 3 and not set(run) & set("iuv"):  # no syllable begins with these
            ways[frozenset(_grams(run, 3))] = None
        for read in islice(_spelt(run), _WAYS):
            ways[frozenset(a + b for a, b in pairwise(read))] = None
    return list(ways)


def _spelt(word: str) -> Iterator[list[str]]:
    """The ways to read letters as two or more syllables: xian is also xi'an."""
    known, longest = syllables(), 6
    ends = {len(word)}  # places from which the rest can be read to its end
    for at in range(len(word) - 1, 0, -1):
        if any(at + n in ends and word[at : at + n] in known for n in range(1, longest + 1)):
            ends.add(at)

    def onward(at: int) -> Iterator[list[str]]:
        if at == len(word):
            yield []
        for n in range(1, longest + 1):
            if at + n in ends and word[at : at + n] in known:
                yield from ([word[at : at + n], *rest] for rest in onward(at + n))

    return (read for read in onward(0) if len(read) > 1)
