"""Reading a minute: its resolving sentences, and what each seems to say of owner, day and amount. It only proposes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from luodi.kernel.clock import Calendar, next_day
from luodi.kernel.problems import Verdict, problem, verdict

LONGEST_TEXT = 20000
YEAR_END = (12, 31)


class Wording(NamedTuple):
    """The words by which a minute is read; they are data (catalogue/minutes.yml)."""

    opening: str
    numbering: tuple[re.Pattern[str], ...]
    sentence_end: str
    digits: str
    alike: Mapping[str, str]
    ten: str
    hundred: str
    days: tuple[tuple[re.Pattern[str], str], ...]
    amounts: tuple[re.Pattern[str], ...]
    observe: re.Pattern[str]
    lead: re.Pattern[str]
    help: re.Pattern[str]
    county: str
    refused: tuple[str, ...]


class Item(NamedTuple):
    """A resolving sentence: its number in the minute and its place in the text, its own numbering left out."""

    ordinal: int
    from_place: int
    to_place: int
    words: str


class Proposal(NamedTuple):
    """What a clause seems to say; empty where it says nothing that is known."""

    owner: str = ""
    supporting: tuple[str, ...] = ()
    due_on: date | None = None
    amount: Decimal | None = None
    unit: str = ""
    observe_days: int = 0


class Reconciled(NamedTuple):
    """Text and list side by side: how many sentences resolve something, and which have no clause or no matter."""

    items: int
    clauses: int
    matters: int
    unmarked: tuple[int, ...]
    unresolved: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing, and there is something."""
        return bool(self.items) and not self.unmarked and not self.unresolved


def wording(told: Mapping[str, object]) -> Wording:
    """The words of a catalogue, its patterns compiled."""
    one = str(told["number"])

    def pattern(text: object) -> re.Pattern[str]:
        return re.compile(str(text).replace("NUMBER", one))

    def listed(name: str) -> list[object]:
        found = told[name]
        assert isinstance(found, list)
        return found

    kept = {name: str(told[name]) for name in ("opening", "sentence_end", "digits", "ten", "hundred", "county")}
    alike = told["alike"]
    assert isinstance(alike, dict)
    return Wording(
        alike=alike,
        numbering=tuple(re.compile(rf"^[ \t\u3000]*{text}[ \t]*", re.MULTILINE) for text in listed("numbering")),
        days=tuple((pattern(each["reads"]), str(each["as"])) for each in listed("days") if isinstance(each, dict)),
        amounts=tuple(map(pattern, listed("amounts"))),
        observe=pattern(told["observe"]),
        lead=pattern(told["lead"]),
        help=pattern(told["help"]),
        refused=tuple(map(str, listed("refused"))),
        **kept,
    )


def items(text: str, words: Wording) -> list[Item]:
    """The resolving sentences: what is numbered after the opening word; where nothing is, each sentence after it."""
    opened = text.find(words.opening)
    if opened < 0:
        return []
    begins = opened + len(words.opening)
    for form in words.numbering:
        found = [mark for mark in form.finditer(text) if mark.start() >= begins]
        if found:
            ends = [mark.start() for mark in found[1:]] + [len(text)]
            places = [(mark.end(), end) for mark, end in zip(found, ends, strict=True)]
            return _numbered(text, places, words)
    rest = re.compile(rf"[^{re.escape(words.sentence_end)}\n]+")
    places = [mark.span() for mark in rest.finditer(text, begins)]
    return _numbered(text, places, words)


def _numbered(text: str, places: Iterable[tuple[int, int]], words: Wording) -> list[Item]:
    """Places as items, bare of blanks and of the stop at their end; what then holds no word is none."""
    found: list[Item] = []
    for begin, end in places:
        begin += len(text[begin:end]) - len(text[begin:end].lstrip(":\uff1a,\uff0c \t\u3000\n"))
        end = begin + len(text[begin:end].rstrip(words.sentence_end + " \t\u3000\r\n"))
        if end > begin:
            found.append(Item(len(found) + 1, begin, end, text[begin:end]))
    return found


def reconcile(found: Sequence[Item], marked: Iterable[int], resolved: Iterable[int]) -> Reconciled:
    """Which resolving sentences have a clause (`marked`), and which of those a matter (`resolved`)."""
    clauses, matters = set(marked), set(resolved)
    return Reconciled(
        items=len(found),
        clauses=len(clauses),
        matters=len(matters),
        unmarked=tuple(item.ordinal for item in found if item.ordinal not in clauses),
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
    return verdict(None if within else problem("Choose words within one resolving sentence."))


def item_at(found: Sequence[Item], place: int) -> Item | None:
    """The resolving sentence a place of the text lies in."""
    return next((item for item in found if item.from_place <= place < item.to_place), None)


def proposal(
    clause: str, held_on: date, names: Mapping[str, str], calendar: Calendar, words: Wording
) -> Proposal:
    """What a clause seems to say. `names`: full name of every party that may owe, with its key."""
    spoken = _parties(clause, names, words)
    lead = words.lead.search(clause)
    before = [key for place, key in spoken if lead is None or place < lead.start()]
    helped = words.help.search(clause)
    owner = (before or [key for _, key in spoken] or [""])[0]
    supporting = [key for place, key in spoken if key != owner and helped]
    amount, unit = _amount(clause, words)
    observed = words.observe.search(clause)
    return Proposal(
        owner=owner,
        supporting=tuple(dict.fromkeys(supporting)),
        due_on=_day(clause, held_on, calendar, words),
        amount=amount,
        unit=unit,
        observe_days=_whole(observed["n"], words) if observed else 0,
    )


def _parties(clause: str, names: Mapping[str, str], words: Wording) -> list[tuple[int, str]]:
    """Parties named in a clause, by place; a longer name before one that is part of it."""
    found: dict[int, str] = {}
    taken: list[range] = []
    spoken = dict(names)
    spoken |= {name.removeprefix(words.county): key for name, key in names.items() if len(name) > 3}
    for name in sorted(spoken, key=len, reverse=True):
        for mark in re.finditer(re.escape(name), clause):
            if not any(mark.start() in span for span in taken):
                taken.append(range(*mark.span()))
                found[mark.start()] = spoken[name]
    return sorted(found.items())


def _day(clause: str, held_on: date, calendar: Calendar, words: Wording) -> date | None:
    for form, reads in words.days:
        found = form.search(clause)
        if found is None:
            continue
        try:
            return _day_of(found.groupdict(), reads, held_on, calendar, words)
        except ValueError:
            continue
    return None


def _day_of(
    said: Mapping[str, str | None], reads: str, held_on: date, calendar: Calendar, words: Wording
) -> date:
    """The day that is meant; ValueError for one that is none. A month that has passed is next year's."""
    if reads == "workdays":
        return calendar.add(held_on, _whole(said["n"], words))
    if reads == "days":
        return next_day(held_on, _whole(said["n"], words))
    if reads == "year_end":
        return date(held_on.year, *YEAR_END)
    month = _whole(said["m"], words)
    year = int(said.get("y") or held_on.year + (month < held_on.month))
    if reads == "day":
        return date(year, month, _whole(said["d"], words))
    if reads == "month_end":
        return next_day(date(year + month // 12, month % 12 + 1, 1), -1)
    return date(year, month, int(reads.removeprefix("month_")))


def _amount(clause: str, words: Wording) -> tuple[Decimal | None, str]:
    for form in words.amounts:
        found = form.search(clause)
        if found:
            return _number(found["n"], words), found["unit"]
    return None, ""


def _whole(said: str | None, words: Wording) -> int:
    return int(_number(said or "", words))


def _number(said: str, words: Wording) -> Decimal:
    """A number in figures or in the words of the catalogue, up to 999."""
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", said):
        return Decimal(said)
    whole, digit = 0, 0
    for sign in said:
        if sign == words.hundred:
            whole, digit = whole + (digit or 1) * 100, 0
        elif sign == words.ten:
            whole, digit = whole + (digit or 1) * 10, 0
        else:
            digit = words.digits.index(words.alike.get(sign, sign))
    return Decimal(whole + digit)
