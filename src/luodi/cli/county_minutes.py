"""The meetings of a county's file: checked against its parties and their own text, then taken in with what became of
each matter."""

import reprlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from luodi.cli.county_shape import is_case_day
from luodi.kernel.clock import start_of
from luodi.slices.meetings.actions import changes, matters
from luodi.slices.meetings.actions import minutes as actions
from luodi.slices.meetings.actions.minutes import LONGEST_NUMBER, NewMinute
from luodi.slices.meetings.reads.wording import wording
from luodi.slices.meetings.rules.sentences import Item, items, text_stands
from luodi.spine.people.seats import Seat

TESTS = 4
Row = Mapping[str, Any]


def minute_problems(meeting: Row, parties: set[str], firms: set[str], as_of: Any) -> Iterator[str]:
    """What is wrong with a meeting: its text, or a clause that does not belong to it."""
    said = f"meeting {meeting['id']}"
    number, text, clauses = meeting["number"], meeting["minutes"], meeting["clauses"]
    if len(number) > LONGEST_NUMBER:
        yield f"{said}: number {number} has more than {LONGEST_NUMBER} characters"
    if is_case_day(as_of) and meeting["date"] > as_of:
        yield f"{said}: date {meeting['date']} is after {as_of}"
    yield from (f"{said}: minutes: {reason}" for reason in text_stands(text, wording()).reasons)
    found = items(text, wording())
    if len(found) != len(clauses):
        yield f"{said}: the minutes resolve {len(found)} times, the file has {len(clauses)} clauses"
    for place, clause in enumerate(clauses, 1):
        what = f"{said}: clause {place}"
        if isinstance(clause, dict):
            yield from _clause_problems(what, clause, meeting, parties, firms, as_of)
        else:
            yield f"{what} is no row but {reprlib.repr(clause)}"


def _clause_problems(
    what: str, clause: Row, meeting: Row, parties: set[str], firms: set[str], as_of: Any
) -> Iterator[str]:
    lead, helps = clause.get("lead"), clause.get("help") or []
    if not isinstance(lead, str) or lead not in parties or lead in firms:
        yield f"{what}: lead {reprlib.repr(lead)} is no department, town, park or utility of the file"
    if not isinstance(helps, list) or any(not isinstance(one, str) or one not in parties for one in helps):
        yield f"{what}: help names who is not in the file"
    due, done, tests = clause.get("due"), clause.get("done"), clause.get("tests")
    if not is_case_day(due) or due < meeting["date"]:
        yield f"{what}: due must be a day from that of the meeting on"
    last = as_of if is_case_day(as_of) else done
    if done is not None and not (is_case_day(done) and meeting["date"] <= done <= last):
        yield f"{what}: done must be a day between that of the meeting and that of the file"
    if tests is not None and not (isinstance(tests, list) and len(tests) == TESTS and set(map(str, tests)) <= _MARKS):
        yield f"{what}: tests must be four of 1, 0 or nothing"
    for field in ("amount", "of", "done_amount", "done_scope"):
        value = clause.get(field)
        if value is not None and not (type(value) is int and 0 <= value < 10**12):
            yield f"{what}: {field} must be a whole number"
    for field in ("fact", "state"):
        if clause.get(field) is not None and not _printable(clause[field]):
            yield f"{what}: {field} must be text of at most 200 characters"


_MARKS = {"0", "1", "None"}


def _printable(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= 200


def take_in(meeting: Row, parties: Mapping[str, int], chair: int | None, words: Row, as_of: date, *, law: Seat) -> int:
    """A meeting's minute and its matters with what became of them; returns how many matters."""
    known = words["titles"].get(meeting["id"], {})
    office = words["offices"].get(meeting["kind"], words["office"])
    narrow = words["narrow_word"] in (meeting.get("circle") or "")
    new = NewMinute(
        number=meeting["number"],
        body=meeting["kind"],
        title=known.get("meeting", meeting["kind"]),
        held_on=meeting["date"],
        text=meeting["minutes"],
        circle="owner" if narrow else "leaders",
        chair=chair,
    )
    clock = _clock(law)
    number = actions.type_minute(new, by=law, at=clock(meeting["date"]), office=parties.get(office))
    named = dict(enumerate(known.get("clauses", ()), 1))
    made = 0
    for item, clause in zip(items(meeting["minutes"], wording()), meeting["clauses"], strict=True):
        if clause.get("registered") is not False:
            course = _Course(number, item, clause, words, clock, law)
            course.run(meeting["id"], named.get(item.ordinal, ""), meeting["date"], as_of)
            made += 1
    if made == len(meeting["clauses"]):
        actions.make_final(number=number, by=law, at=clock(meeting["date"]))
    return made


def _clock(law: Seat) -> Callable[[date], datetime]:
    """The file knows days alone: nine in the morning, a second later each time a day is asked for."""
    asked: dict[date, int] = {}

    def at(on: date) -> datetime:
        asked[on] = asked.get(on, -1) + 1
        return start_of(on, law.place.zone) + timedelta(hours=9, seconds=asked[on])

    return at


class _Course:
    """One clause of the file: marked, made a matter, and brought to where the file has it."""

    def __init__(
        self, number: str, item: Item, clause: Row, words: Row, clock: Callable[[date], datetime], law: Seat
    ) -> None:
        self.number, self.item, self.clause, self.words, self.clock, self.law = number, item, clause, words, clock, law

    def run(self, meeting: str, title: str, held: date, as_of: date) -> None:
        """Everything that is told of it, in its order."""
        clause = self.clause
        amount = self.words["amounts"].get(f"{meeting}{clause.get('n')}", {})
        wanted = amount.get("wanted", clause.get("amount", clause.get("of")))
        unit = amount.get("unit", self.words["money" if clause.get("amount") is not None else "counted"])
        resolved = self._resolved(title, wanted, unit, held)
        tests = clause.get("tests") or [None] * TESTS
        reached = amount.get("reached", clause.get("done_amount", clause.get("done_scope")))
        if reached is None and tests[1] == 1:
            reached = wanted
        self._done(resolved, None if wanted is None or reached is None else Decimal(reached), as_of)
        if tests[2] == 0:
            on = clause.get("done") or as_of
            found = clause.get("fact") or clause.get("state") or self.item.words[:200]
            changes.find_departure(number=resolved, after=found, by=self.law, at=self.clock(on))
        if clause.get("done") and tests[3] == 1:
            self._worked(resolved, clause["done"], all(mark != 0 for mark in tests))

    def _resolved(self, title: str, wanted: int | None, unit: str, on: date) -> str:
        number, law, item = self.number, self.law, self.item
        place = {"from_place": item.from_place, "to_place": item.to_place}
        actions.mark(number=number, by=law, at=self.clock(on), **place)
        return actions.resolve(
            number=number,
            ordinal=item.ordinal,
            title=title or item.words[:60],
            owner=self.clause["lead"],
            supporting=self.clause.get("help") or (),
            due_on=self.clause["due"],
            scope=item.words[:300],
            amount=Decimal(wanted) if wanted else None,
            unit=unit if wanted else "",
            by=law,
            at=self.clock(on),
        )

    def _done(self, resolved: str, reached: Decimal | None, as_of: date) -> None:
        done, fact = self.clause.get("done"), self.clause.get("fact") or ""
        if done:
            paper = self.words["done_paper"]
            matters.finish(number=resolved, document=paper, reached=reached, by=self.law, at=self.clock(done))
        elif reached is not None or fact:
            matters.report(number=resolved, reached=reached, note=fact, by=self.law, at=self.clock(as_of))

    def _worked(self, resolved: str, on: date, closes: bool) -> None:
        effect = self.clause.get("fact") or self.clause.get("state") or self.words["effect"]
        paper = self.words["effect_paper"]
        matters.show_effect(number=resolved, effect=effect, document=paper, by=self.law, at=self.clock(on))
        if closes:
            matters.close_off(number=resolved, by=self.law, at=self.clock(on))
