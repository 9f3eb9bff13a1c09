"""A minute from its typing until it stands: clauses marked, each made a matter, nothing missing when it is final."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from luodi.db.together import together
from luodi.kernel.problems import problem
from luodi.slices.meetings import facts
from luodi.slices.meetings.actions.steps import Place, Resolved, amount_said, laid_down, take_as_read
from luodi.slices.meetings.models import Change, Clause, Matter, Meeting
from luodi.slices.meetings.reads.minutes import (
    ClauseRow,
    MinuteRow,
    Text,
    clauses_of,
    minute_for,
    text_of,
    thing_of,
)
from luodi.slices.meetings.reads.wording import wording
from luodi.slices.meetings.rules import acts
from luodi.slices.meetings.rules import sentences as rules
from luodi.spine.commitments import cases
from luodi.spine.commitments.cases import NewCase, is_serial, open_case
from luodi.spine.commitments.reads import number_stands, numbered_alike
from luodi.spine.find.index import put
from luodi.spine.journal.record import record
from luodi.spine.people import reads as people
from luodi.spine.people.seats import NotYours, Refused, Seat, of_law, or_refuse

LONGEST_NUMBER = 48  # so that the number of a matter fits a case's
CIRCLES = ("leaders", "owner")


class NewMinute(NamedTuple):
    """A minute to type in. `chair`: the post that presided."""

    number: str
    body: str
    title: str
    held_on: date
    text: str
    circle: str = "leaders"
    chair: int | None = None


@together
def type_minute(new: NewMinute, *, by: Seat, at: datetime, office: int | None = None) -> str:
    """A minute is typed in by the office that keeps it; returns its number. `office`: where law loads it for one."""
    keeper = office if by.role == "law" else by.party
    if keeper is None or by.role not in ("law", "officer"):
        raise Refused(problem("The office that keeps these minutes writes them."))
    number, typed = new.number.strip(), _in_lines(new.text)
    _number_fits(number, by)
    or_refuse(acts.says(title=new.title))
    or_refuse(rules.text_stands(typed, wording()))
    or_refuse(acts.held(new.held_on, by.day(at)))
    if new.circle not in CIRCLES or new.chair not in {None, *people.posts(by.place).values()}:
        raise NotYours(new.circle)
    case = open_case(NewCase(number, new.title.strip(), "", keeper, keeper), by=by, at=at)
    Meeting.objects.create(
        region_id=by.region,
        case_id=case,
        body=new.body.strip(),
        office_id=keeper,
        chair_id=new.chair,
        held_on=new.held_on,
        circle=new.circle,
        text=typed,
    )
    fact = facts.MinuteTyped(number, new.body.strip(), new.held_on, len(rules.items(typed, wording())))
    record(fact, by=by, at=at, case=case)
    put(thing_of(minute_for(of_law(by.place), number)), region=by.region)
    return number


def _in_lines(text: str) -> str:
    """A text whose lines end in one way, whatever ended them where it was written."""
    return "\n".join(text.splitlines()).strip()


def _number_fits(number: str, by: Seat) -> None:
    if not number or len(number) > LONGEST_NUMBER or "/" in number or not number.isprintable():
        raise Refused(problem("The minute's number has 1 to 48 characters and no slash."))
    if not number.strip("."):
        raise Refused(problem("The minute's number is more than a point."))
    if is_serial(number):
        raise Refused(problem("Numbers like %(number)s are given to applications; write the minute's.", number=number))
    if number_stands(by.place, number):
        raise Refused(problem("A paper of the number %(number)s stands already.", number=number))
    if other := numbered_alike(by.place, number):
        raise Refused(
            problem("Matters carry their minute's number: this would be taken for one of %(number)s.", number=other)
        )


@together
def rewrite(*, number: str, text: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """The text before it is final. A clause moves with its words; a text that would lose one is refused."""
    minute = _opened("rewrite", number, by, seen)
    typed = _in_lines(text)
    or_refuse(rules.text_stands(typed, wording()))
    found = rules.items(typed, wording())
    moved = [_moved(clause, typed, found) for clause in clauses_of(minute.pk)]
    Meeting.objects.within(by.region).filter(pk=minute.pk).update(text=typed)
    for clause, place in moved:
        Clause.objects.filter(pk=clause).update(from_place=place[0], to_place=place[1])
    record(facts.MinuteRewritten(len(found)), by=by, at=at, case=minute.case_id)


def _moved(clause: ClauseRow, text: str, found: Sequence[rules.Item]) -> tuple[int, tuple[int, int]]:
    """Where a clause's words stand in a new text. Refuses where they do not, or in another resolving sentence."""
    item = next((item for item in found if item.ordinal == clause.ordinal), None)
    begin = text.find(clause.words, item.from_place, item.to_place) if item else -1
    if begin < 0:
        lost = problem("Clause %(ordinal)s would lose its words; take its mark away first.", ordinal=clause.ordinal)
        raise Refused(lost)
    return clause.pk, (begin, begin + len(clause.words))


@together
def mark(
    *, number: str, from_place: int, to_place: int, by: Seat, at: datetime, seen: int | None = None
) -> int:
    """Mark the words from one place of the text to another as a clause; returns its number in the minute."""
    minute = _opened("mark", number, by, seen)
    whole = text_of(by, minute)
    item = rules.item_at(whole.items, from_place)
    or_refuse(rules.placed(item, from_place, to_place))
    assert item is not None
    _not_marked(whole, item.ordinal)
    words = whole.text[from_place:to_place]
    Clause.objects.create(
        meeting_id=minute.pk, ordinal=item.ordinal, from_place=from_place, to_place=to_place, words=words
    )
    record(facts.ClauseMarked(item.ordinal), by=by, at=at, case=minute.case_id)
    return item.ordinal


@together
def set_aside(
    *, number: str, ordinal: int, reason: str, by: Seat, at: datetime, seen: int | None = None
) -> None:
    """Say that a sentence that reads like one resolves nothing, and why: it is no matter, and it does not vanish."""
    minute = _opened("set_aside", number, by, seen)
    whole = text_of(by, minute)
    or_refuse(acts.says(reason=reason))
    item = next((item for item in whole.items if item.ordinal == ordinal), None)
    if item is None:
        raise NotYours(str(ordinal))
    _not_marked(whole, ordinal)
    Clause.objects.create(
        meeting_id=minute.pk, ordinal=ordinal, from_place=item.from_place, to_place=item.to_place,
        words=item.words, aside_because=reason.strip(),
    )  # fmt: skip
    record(facts.SentenceSetAside(ordinal, reason.strip()), by=by, at=at, case=minute.case_id)


def _not_marked(whole: Text, ordinal: int) -> None:
    if ordinal in {clause.ordinal for clause in whole.clauses}:
        raise Refused(problem("Clause %(ordinal)s is marked already.", ordinal=ordinal))


@together
def unmark(*, number: str, ordinal: int, by: Seat, at: datetime, seen: int | None = None) -> None:
    """Take a mark away, or what set a sentence aside. Refuses one that is a matter already: that is never lost."""
    minute = _opened("unmark", number, by, seen)
    clause = _clause(minute, ordinal)
    if Matter.objects.within(by.region).filter(clause=clause.pk).exists():
        raise Refused(problem("Clause %(ordinal)s is a matter already; a matter is never lost.", ordinal=ordinal))
    Clause.objects.filter(pk=clause.pk).delete()
    record(facts.ClauseUnmarked(ordinal), by=by, at=at, case=minute.case_id)


@together
def resolve(
    *,
    number: str,
    ordinal: int,
    title: str,
    owner: str,
    due_on: date,
    scope: str,
    supporting: Sequence[str] = (),
    amount: Decimal | None = None,
    unit: str = "",
    observe_days: int = 0,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> str:
    """A clause becomes a matter: a promise with owner, day, amount and scope. Returns the matter's number."""
    minute = _opened("resolve", number, by, seen)
    clause = _clause(minute, ordinal)
    if clause.is_aside:
        raise Refused(problem("Sentence %(n)s was said to resolve nothing; take that back first.", n=ordinal))
    or_refuse(acts.says(title=title, scope=scope))
    if Matter.objects.within(by.region).filter(clause=clause.pk).exists():
        raise Refused(problem("Clause %(ordinal)s is a matter already.", ordinal=ordinal))
    or_refuse(acts.day_stands(due_on, minute.held_on))
    if amount is not None and amount <= 0:
        raise Refused(problem("An amount is more than nothing; leave it out where there is none."))
    parties = people.parties(by.place)
    if any(key not in parties for key in (owner, *supporting)) or parties[owner].kind == "firm":
        raise NotYours(owner)
    owes, helps = parties[owner].pk, dict.fromkeys(parties[key].pk for key in supporting if key != owner)
    new = Resolved(title.strip(), owes, due_on, amount, unit.strip(), scope.strip(), observe_days, tuple(helps))
    place = f"{minute.number}-{ordinal}"
    case = laid_down(new, Place(minute, clause.pk, place), by=by, at=at)
    told = facts.MatterResolved(place, people.party_key(owes), due_on, amount_said(amount, new.unit))
    record(told, by=by, at=at, case=case)
    return place


@together
def make_final(*, number: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """The minute is final: refused while a resolving sentence has no clause, or a clause no matter."""
    minute = _opened("make_final", number, by, seen)
    told = text_of(by, minute).reconciled
    _nothing_missing(told)
    Meeting.objects.within(by.region).filter(pk=minute.pk).update(final_on=by.day(at))
    cases.close_case(minute.case_id, by=by, at=at)
    record(facts.MinuteFinal(told.clauses, told.matters), by=by, at=at, case=minute.case_id)


def _nothing_missing(told: rules.Reconciled) -> None:
    missing = [
        *(problem("Sentence %(n)s resolves something and is not marked.", n=n) for n in told.unmarked),
        *(problem("Clause %(n)s is not a matter yet.", n=n) for n in told.unresolved),
    ]
    if missing:
        raise Refused(*missing)


@together
def correct_minute(
    *,
    number: str,
    before: str,
    after: str,
    reason: str,
    authority: str,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """A final minute's text stands; what should read otherwise is a correction beside it."""
    minute = _opened("correct_minute", number, by, seen)
    or_refuse(acts.says(after=after, reason=reason, authority=authority))
    if not before.strip() or before.strip() not in text_of(by, minute).text:
        raise Refused(problem("Copy the words that are wrong as they stand in the minute."))
    kept = {"before": before.strip(), "after": after.strip(), "reason": reason.strip(), "authority": authority.strip()}
    Change.objects.create(meeting_id=minute.pk, kind="corrected", state="approved", by_id=by.post, at=at, **kept)
    record(facts.MinuteCorrected(**kept), by=by, at=at, case=minute.case_id)


def _opened(verb: str, number: str, by: Seat, seen: int | None) -> MinuteRow:
    """The minute in hand, its case row taken before anything else of it. Raises NotYours, Stale or Refused."""
    minute = minute_for(by, number)
    take_as_read(minute, by=by, seen=seen)
    or_refuse(acts.may_write(by, minute, verb))
    return minute


def _clause(minute: MinuteRow, ordinal: int) -> ClauseRow:
    found = next((clause for clause in clauses_of(minute.pk) if clause.ordinal == ordinal), None)
    if found is None:
        raise NotYours(str(ordinal))
    return found
