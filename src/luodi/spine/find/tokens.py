"""By what a thing is found: the tokens of a text, and the tokens a question asks for.

A Chinese text gives its characters and pairs of them, its syllables and pairs of these, its initials by two and three;
any other word gives itself and its beginnings. A question's words must all be met, each in one of its ways.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import islice, pairwise, product
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
_WAYS = 16

Way = frozenset[str]  # tokens that must all be there


class Question(NamedTuple):
    """What was typed, folded, and its words: each the ways in which it can be met."""

    text: str
    words: tuple[tuple[Way, ...], ...]


def fold(text: str) -> str:
    """Full and half width, upper and lower case are one; what cannot be printed is left out."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isprintable()).strip()


def tokens_of(texts: Iterable[str]) -> set[str]:
    """Everything by which these texts are found."""
    found: set[str] = set()
    for text in texts:
        for run in _RUN.findall(fold(text)):
            found |= _of_run(run)
    return found


def asked(text: str) -> Question:
    """A question as the index can be asked it."""
    folded = fold(text[:LONGEST_QUESTION])
    runs = dict.fromkeys(run[:LONGEST_WORD] for run in _RUN.findall(folded))
    return Question(folded, tuple(tuple(_ways(run)) for run in runs))


def head_token(folded: str, length: int) -> str:
    """The token of what a title begins with; empty where that is no letter, digit or character."""
    begins = folded[:length]
    return f"^{begins}" if len(begins) == length and begins.isalnum() else ""


def tie_token(subject: str) -> str:
    """The token of belonging to another thing."""
    return "=" + blake2b(subject.encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=4096)
def _of_run(run: str) -> frozenset[str]:
    return frozenset(_of_characters(run) if _CHINESE.match(run) else _of_word(run[:LONGEST_WORD]))


def _of_word(word: str) -> Iterator[str]:
    yield word
    yield from (word[:length] for length in range(2, min(len(word), _BEGINNINGS)))


def _of_characters(run: str) -> Iterator[str]:
    yield from run
    yield from _grams(run, 2)
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


def _ways(run: str) -> list[Way]:
    if _CHINESE.match(run):
        return [frozenset(_grams(run, 2) if len(run) > 1 else run)]
    ways: dict[Way, None] = {frozenset([run]): None}
    if _LETTERS.fullmatch(run):
        if len(run) > 3:
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
