"""A file as it would be read: each sheet with what it is, where its headings stand and what each column is taken for.

Seeing never refuses, so that a screen can show what still has to be said; `assigned` does, and hands on what is whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from luodi.engines.sheets.layout import Column, Layout, Matched
from luodi.engines.sheets.mapping import KEEP, LEAVE, NOTHING_SAID, Book, FileMapping, SheetMapping
from luodi.engines.sheets.model import COLUMNS, Row, Table, Unreadable, letters, listed, text_of
from luodi.engines.sheets.values import folded
from luodi.kernel.problems import Problem, problem

HEAD_WITHIN, FEWEST, CUT = 10, 2, 60
SAID, WHOLE, LACKING, STRANGE, NONE = 3, 2, 1, 0, -1


@dataclass(frozen=True)
class Seen:
    """A sheet as it would be read. `what`: which of ours, or LEAVE; `chosen`: by place a key, KEEP or LEAVE."""

    table: Table
    what: str = LEAVE
    layout: Layout | None = None
    head: int = 0
    chosen: Mapping[int, str] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, int]:
        """Where each of our columns stands."""
        return {key: place for place, key in self.chosen.items() if key not in (KEEP, LEAVE)}

    def heading(self, place: int) -> str:
        """What stands over a column."""
        return _heading(self.table.rows[self.head], place)

    @cached_property
    def names(self) -> dict[int, str]:
        """What a mapping calls each column with a heading, or with something said of it."""
        places = sorted({*range(len(self.table.rows[self.head].cells)), *self.chosen})
        words = {place: folded(self.heading(place)) for place in places}
        held = list(words.values())
        plain = {at: word for at, word in words.items() if word and held.count(word) == 1 and word[0] != "@"}
        return {at: self.heading(at) if at in plain else f"@{letters(at)}" for at in places}

    @cached_property
    def lacking(self) -> list[Column]:
        """Columns that have to be there and are not."""
        needed = [one for one in self.layout.columns if one.needed] if self.layout else []
        return [one for one in needed if one.key not in self.columns]

    @cached_property
    def wrong(self) -> dict[int, Problem]:
        """What cannot be taken for what is chosen, by place."""
        found: dict[int, Problem] = {}
        held: dict[tuple[str, str], int] = {}
        for place, key in self.chosen.items():
            heading = self.heading(place)[:CUT]
            if key == KEEP and not heading:
                found[place] = problem("This column has no heading; say what it is, or leave it out.")
                continue
            first = held.setdefault((key, heading if key == KEEP else ""), place)
            if key != LEAVE and first != place:
                found[place] = _same(self.heading(first)[:CUT], heading)
        return found

    def matched(self) -> Matched:
        """The sheet, to be read by its columns. Raises Unreadable for what is wrong or lacking."""
        for reason in self.wrong.values():
            raise Unreadable(reason)
        if self.lacking:
            raise Unreadable(missing(self.lacking) if self.columns else UNKNOWN)
        rest = {kind: [(self.heading(at)[:CUT], at) for at, key in self.chosen.items() if key == kind]
                for kind in (KEEP, LEAVE)}  # fmt: skip
        return Matched(self.table, self.head, self.columns, rest[KEEP], rest[LEAVE])


UNKNOWN = problem("No sheet has headings that are known; map them to ours.")


class Read(NamedTuple):
    """The sheets of a file by which of ours they are, and what is to be said of the others."""

    sheets: dict[str, list[Matched]]
    notes: list[Problem]


class _Guess(NamedTuple):
    """A sheet as one of ours, and how sure that is."""

    sure: int
    named: bool
    hits: int
    seen: Seen


def seen(tables: Sequence[Table], book: Book, mapping: FileMapping) -> list[Seen]:
    """Each sheet with rows as it would be read: by what is said, else by its name and the most headings.

    Where nothing is whole the nearest is there with what it lacks. Raises Unreadable for a row that is not there.
    """
    guesses = [_guess(table, book, mapping) for table in tables if table.rows]
    sure = [one for one in guesses if one.sure >= WHOLE]
    if book.single:
        sure = [one for one in sure if one.sure == SAID] or sure[:1]
    if not sure:
        sure = [max(guesses, key=lambda one: (one.sure, one.hits))] if guesses else []
    return [one.seen if one in sure else Seen(one.seen.table) for one in guesses]


def assigned(tables: Sequence[Table], book: Book, mapping: FileMapping) -> Read:
    """The sheets to be read, by key. Raises Unreadable where none is whole, or one that was meant is not."""
    names = [table.name for table in tables]
    if foreign := next((name for name in mapping.sheets if name not in names), None):
        raise Unreadable(
            problem("The mapping names a sheet “%(name)s” that the file does not have.", name=foreign[:CUT])
        )
    found = seen(tables, book, mapping)
    sheets: dict[str, list[Matched]] = {key: [] for key in book.layouts}
    for one in found:
        if one.what != LEAVE:
            sheets[one.what].append(one.matched())
    if not any(sheets.values()):
        raise Unreadable(problem("No sheet is to be read; say of one what it is."))
    return Read(sheets, list(_notes(found, mapping)))


def shortest(tables: Sequence[Table], book: Book, mapping: FileMapping) -> FileMapping:
    """The shortest mapping by which the same is read: without what is recognised, in plain lines if they will do."""
    told = seen(tables, book, mapping)
    plain = {id(one.table): one for one in seen(tables, book, NOTHING_SAID)}
    lines: dict[str, str] = {}
    for one in told:
        by_itself = plain[id(one.table)]
        known = by_itself.chosen if (one.what, one.head) == (by_itself.what, by_itself.head) else {}
        lines |= {one.names[at]: key for at, key in one.chosen.items() if known.get(at) != key}
    short = FileMapping(lines, beside=mapping.beside)
    return short if seen(tables, book, short) == told else mapping


def said_of(one: Seen) -> SheetMapping:
    """All a mapping can say of a sheet."""
    if one.what == LEAVE:
        return SheetMapping(LEAVE)
    columns = {one.names[at]: key for at, key in one.chosen.items()}
    return SheetMapping(one.what, one.table.rows[one.head].number, columns)


def missing(lacking: Sequence[Column]) -> Problem:
    """Columns that are missing, by name."""
    names = listed([one.zh for one in lacking], [one.en for one in lacking])
    return problem("A column is missing: %(en)s. Name it in the row of headings, or map it.", **names)


def _guess(table: Table, book: Book, mapping: FileMapping) -> _Guess:
    said = mapping.of(table.name)
    if said.what == LEAVE:
        return _Guess(NONE, False, 0, Seen(table))
    guesses = [_as(table, key, book, said) for key in book.layouts if said.what in ("", key)]
    return max(guesses, key=lambda one: one[:3])


def _as(table: Table, key: str, book: Book, said: SheetMapping) -> _Guess:
    """A sheet taken for one of ours."""
    layout = book.layouts[key]
    mine = {name: what for name, what in said.columns.items() if what in (*book.keys(key), KEEP, LEAVE)}
    known = layout.headings | {folded(name): what for name, what in mine.items()}
    place, hits = _head(table, known, said.head)
    found = Seen(table, key, layout, place, _chosen(table.rows[place], known, layout, mine))
    sure = SAID if said.what else STRANGE if hits < FEWEST else LACKING if found.lacking else WHOLE
    return _Guess(sure, table.name in (layout.zh, layout.en), len(found.columns), found)


def _head(table: Table, known: Mapping[str, str], said: int) -> tuple[int, int]:
    """The place of the row of headings, and how many of ours stand there: the most, else the first that is full."""
    rows = table.rows[:HEAD_WITHIN]
    hits = [len({_key(known, text_of(cell)) for cell in row.cells} - {"", KEEP, LEAVE}) for row in rows]
    if said:
        place = next((at for at, row in enumerate(rows) if row.number == said), None)
        if place is None:
            raise Unreadable(problem("The sheet has no row %(row)s among its first ten.", row=said))
        return place, hits[place]
    if max(hits) >= FEWEST:
        return hits.index(max(hits)), max(hits)
    words = [len({text_of(cell) for cell in row.cells if isinstance(cell, str) and cell}) for row in rows]
    return next(at for at, count in enumerate(words) if 2 * count >= max(words)), max(hits)


def _chosen(row: Row, known: Mapping[str, str], layout: Layout, said: Mapping[str, str]) -> dict[int, str]:
    """What each column of a row of headings is taken for."""
    chosen: dict[int, str] = {}
    for place in range(COLUMNS):
        heading = _heading(row, place)
        key = said.get(f"@{letters(place)}") or (known.get(folded(heading), "") if heading else "")
        if not key and (near := _key(known, heading)) not in chosen.values():
            key = near  # what is only nearly the word gives way to one that was there
        if key or heading:
            chosen[place] = key or (KEEP if layout.keeps else LEAVE)
    return chosen


def _heading(row: Row, place: int) -> str:
    return " ".join(text_of(row.cells[place]).split()) if place < len(row.cells) else ""


def _key(known: Mapping[str, str], heading: str) -> str:
    """The key of a heading, with or without what stands in brackets behind it."""
    whole = folded(heading)
    return known.get(whole, "") or known.get(whole.partition("(")[0], "") if whole else ""


def _same(one: str, other: str) -> Problem:
    if one == other:
        return problem(
            "The heading “%(heading)s” stands twice; give each column its own, or leave one out.", heading=one
        )
    return problem(
        "The headings “%(one)s” and “%(other)s” would be one column; say that one is another, or leave it out.",
        one=one,
        other=other,
    )


def _notes(found: Sequence[Seen], mapping: FileMapping) -> Iterator[Problem]:
    """What is not read: sheets, hidden ones too, columns, words of the mapping. Nobody shall miss it unknowingly."""
    if sheets := [one.table.name for one in found if one.what == LEAVE]:
        yield problem("Sheets that were not read: %(en)s.", **listed(sheets))
    read = [one for one in found if one.what != LEAVE]
    left = [one.heading(at) or letters(at) for one in read for at, key in one.chosen.items() if key == LEAVE]
    if left:
        yield problem("Columns that are left out: %(en)s.", **listed([name[:CUT] for name in left]))
    heads = {folded(one.heading(at)) for one in read for at in one.names}
    words = heads | {word.partition("(")[0] for word in heads}
    if idle := [name[:CUT] for name in mapping.columns if name[:1] != "@" and folded(name) not in words]:
        yield problem("Headings of the mapping that the file does not have: %(en)s.", **listed(idle))
