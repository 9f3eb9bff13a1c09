"""The resolving sentences of a minute, read so that none vanishes.

From the first word that opens a resolution on, every word belongs to one of them, but for numbering, words that only
introduce, and what leads over to a further opening by naming its subject or telling what was heard. Of what reads like
a resolving sentence and is none, a person says so, with the reason.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from luodi.kernel.problems import Verdict, problem, verdict
from luodi.slices.meetings.rules.words import BLANKS, Wording

LONGEST_TEXT = 20000
FEWEST = 4  # characters of a clause
Span = tuple[int, int]
_SIGNS = ":\uff1a,\uff0c\n" + BLANKS  # between an opening or a numbering and what is resolved


class Item(NamedTuple):
    """A resolving sentence: its number in the minute and its place in the text, its own numbering left out."""

    ordinal: int
    from_place: int
    to_place: int
    words: str


class Reconciled(NamedTuple):
    """Text and list side by side: how many sentences resolve something, and which have no clause or no matter.

    `aside`: how many a person said to resolve nothing.
    """

    items: int
    clauses: int
    matters: int
    aside: int
    unmarked: tuple[int, ...]
    unresolved: tuple[int, ...]

    @property
    def missing(self) -> int:
        """How many sentences are neither a matter nor said to be none."""
        return len(self.unmarked) + len(self.unresolved)

    @property
    def whole(self) -> bool:
        """Whether nothing is missing, and there is something."""
        return bool(self.matters) and not self.missing


def items(text: str, words: Wording) -> list[Item]:
    """The resolving sentences in their order."""
    found: list[Item] = []
    passages = list(_passages(text, words))
    for place, (begin, end) in enumerate(passages, 1):
        spans = [bare for span in _spans(text, begin, end, words) if (bare := _bare(text, *span, words))]
        if place < len(passages):
            spans = _without_lead_in(text, spans, words)
        found += [Item(len(found) + ordinal, *span, text[slice(*span)]) for ordinal, span in enumerate(spans, 1)]
    return found


def _passages(text: str, words: Wording) -> Iterator[Span]:
    """What stands after each opening, up to the next: the first anywhere, a further one where a sentence begins."""
    openings = [mark.span() for mark in words.opening_again.finditer(text)]
    first = text.find(words.opening)
    if first >= 0 and (not openings or first < openings[0][0]):
        openings.insert(0, (first, first + len(words.opening)))
    for (_, begin), (end, _) in pairwise([*openings, (len(text), len(text))]):
        introduced = words.introduction.match(text, begin, end)
        yield (introduced.end() if introduced else begin), end


def _spans(text: str, begin: int, end: int, words: Wording) -> Iterator[Span]:
    """A passage cut where its numbering of the first level, or of one above it, stands; the rest by sentences."""
    marks = _marks(text, begin, end, words)
    top = marks[0][2] if marks else 0
    kept = [(start, after) for start, after, level in marks if level <= top]
    yield from _sentences(text, begin, kept[0][0] if kept else end, words)
    for (_, after), (until, _) in pairwise([*kept, (end, end)]):
        yield after, until


def _marks(text: str, begin: int, end: int, words: Wording) -> list[tuple[int, int, int]]:
    """Where a numbering stands, where it ends, and its level; one right behind the opening is one too."""
    begin += _signs(text[begin:end])
    head = "\n" + text[begin:end]  # what stands behind the opening begins a line
    shift = begin - 1
    found = [
        (mark.start() + shift, mark.end() + shift, level)
        for level, form in enumerate(words.numbering)
        for mark in form.finditer(head, 1)
    ]
    return sorted(found)


def _signs(text: str) -> int:
    """How many characters of it say nothing yet."""
    return len(text) - len(text.lstrip(_SIGNS))


def _sentences(text: str, begin: int, end: int, words: Wording) -> Iterator[Span]:
    for mark in re.finditer(rf"[^{re.escape(words.sentence_end)}\n]+", text[begin:end]):
        yield begin + mark.start(), begin + mark.end()


def _bare(text: str, begin: int, end: int, words: Wording) -> Span | None:
    """A span without the blanks and signs at its ends; none where no word is left."""
    begin += _signs(text[begin:end])
    end = begin + len(text[begin:end].rstrip(words.sentence_end + "\r\n" + BLANKS))
    return (begin, end) if any(sign.isalnum() for sign in text[begin:end]) else None


def _without_lead_in(text: str, spans: list[Span], words: Wording) -> list[Span]:
    """Without what leads over to the next opening at their end: a subject named, what was heard told, nothing more."""
    while spans and all(_leads_over(text[slice(*piece)], words) for piece in _sentences(text, *spans[-1], words)):
        spans = spans[:-1]
    return spans


def _leads_over(sentence: str, words: Wording) -> bool:
    """Whether a sentence only names a subject or tells what was heard; a lead, a day or an amount is more than that."""
    says = (words.lead, *(form for form, _ in words.days), *words.amounts)
    bare = sentence.strip(BLANKS)
    only = words.heading.fullmatch(bare) or words.telling.fullmatch(bare)
    return bool(only) and not any(form.search(bare) for form in says)


def reconcile(found: Sequence[Item], marked: Mapping[int, bool], resolved: Iterable[int]) -> Reconciled:
    """Which resolving sentences have a clause, and which of those a matter.

    `marked`: the sentences with a clause, and of each whether a person said that it resolves nothing.
    """
    clauses, matters = {ordinal for ordinal, aside in marked.items() if not aside}, set(resolved)
    return Reconciled(
        items=len(found),
        clauses=len(clauses),
        matters=len(matters),
        aside=len(marked) - len(clauses),
        unmarked=tuple(item.ordinal for item in found if item.ordinal not in marked),
        unresolved=tuple(sorted(clauses - matters)),
    )


def text_stands(text: str, words: Wording) -> Verdict:
    """A minute has words, is not too long, resolves something, and is neither secret nor about personnel."""
    secret = next((word for word in words.refused if word in text), None)
    return verdict(
        None if text.strip() else problem("Write the text of the minute."),
        problem("A minute has at most 20,000 characters.") if len(text) > LONGEST_TEXT else None,
        problem("No sentence of this text resolves anything: after the opening word, number what was resolved.")
        if text.strip() and not items(text, words)
        else None,
        problem("No secret paper and none about personnel is taken in here (the text says “%(word)s”).", word=secret)
        if secret
        else None,
    )


def placed(item: Item | None, from_place: int, to_place: int) -> Verdict:
    """A clause stands within one resolving sentence."""
    within = item is not None and item.from_place <= from_place < to_place <= item.to_place
    says = item is None or to_place - from_place >= min(FEWEST, len(item.words))
    return verdict(
        None if within else problem("Choose words within one resolving sentence."),
        None if says else problem("Choose at least four characters: a clause says what was resolved."),
    )


def item_at(found: Sequence[Item], place: int) -> Item | None:
    """The resolving sentence a place of the text lies in."""
    return next((item for item in found if item.from_place <= place < item.to_place), None)
