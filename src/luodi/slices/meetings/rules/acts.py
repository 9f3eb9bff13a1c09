"""Who may do what to a minute and to a resolved matter, and when: pure decisions with reasons a citizen could read."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from luodi.kernel.problems import Problem, Verdict, problem, verdict
from luodi.slices.meetings.rules.four import Cell, closes

HEAD = 4  # the rank from which an office speaks for its body
MOST_PARTS = 20
OLDEST, FARTHEST = 20, 10  # years


class Who(Protocol):
    """The seat that acts."""

    @property
    def role(self) -> str: ...
    @property
    def rank(self) -> int: ...
    @property
    def party(self) -> int | None: ...
    @property
    def post(self) -> int | None: ...


class Minute(Protocol):
    """What is asked of a minute."""

    @property
    def office(self) -> int: ...
    @property
    def chair(self) -> int | None: ...
    @property
    def circle(self) -> str: ...
    @property
    def is_final(self) -> bool: ...


class Held(Protocol):
    """What is asked of a matter."""

    @property
    def minute(self) -> Minute: ...
    @property
    def holder(self) -> int: ...
    @property
    def phase(self) -> str: ...
    @property
    def finished_by(self) -> int | None: ...
    @property
    def has_proposal(self) -> bool: ...
    @property
    def has_departure(self) -> bool: ...


MINUTE_VERBS = ("rewrite", "mark", "set_aside", "unmark", "resolve", "make_final", "correct_minute")
PHASES: dict[str, tuple[str, ...]] = {
    "report": ("open",),
    "finish": ("open",),
    "show_effect": ("done",),
    "close_off": ("done",),
    "propose": ("open", "done"),
    "approve": ("open", "done"),
    "decline": ("open", "done"),
    "find_departure": ("open", "done"),
    "mend": ("open", "done"),
    "waive": ("open", "done"),
    "extend": ("open",),
    "hand_over": ("open",),
    "split": ("open",),
    "reopen": ("done", "closed"),
    "correct": ("open", "done"),
}
_OWNERS = ("report", "finish")
_OWNERS_OR_OFFICES = ("show_effect", "propose")
_OFFICES = ("close_off", "find_departure", "mend")


def keeps(who: Who, minute: Minute) -> bool:
    """Whether a seat belongs to the office that keeps the minutes."""
    return who.role == "law" or (who.party == minute.office and who.role == "officer")


def speaks_for_the_body(who: Who, minute: Minute) -> bool:
    """Whether a seat decides for the body: who chaired it, or the head of its office."""
    chaired = who.post is not None and who.post == minute.chair
    return who.role == "law" or chaired or (keeps(who, minute) and who.rank >= HEAD)


def reads(who: Who, minute: Minute) -> bool:
    """Whether a seat may read a minute: its office and chair; leaders and readers too, but not a party group's."""
    chaired = who.post is not None and who.post == minute.chair
    wide = who.role in ("leader", "reader") and minute.circle != "owner"
    return keeps(who, minute) or chaired or wide


def may_write(who: Who, minute: Minute, verb: str) -> Verdict:
    """Whether a seat may do this to a minute as it stands."""
    if verb == "correct_minute":
        return verdict(
            None if speaks_for_the_body(who, minute) else _NOT_THE_BODY,
            None if minute.is_final else problem("This minute is not final; change its text."),
        )
    return verdict(
        None if keeps(who, minute) else problem("The office that keeps these minutes writes them."),
        problem("This minute is final: its text stands, and what is wrong in it is corrected by a correction.")
        if minute.is_final
        else None,
    )


def may(verb: str, held: Held, who: Who) -> Verdict:
    """Whether a seat may do this to a matter as it stands."""
    return verdict(_wrong_hands(verb, held, who), _wrong_moment(verb, held))


def possible(held: Held, who: Who) -> list[str]:
    """The verbs a screen offers, in the order of PHASES."""
    return [verb for verb in PHASES if may(verb, held, who).ok]


_NOT_THE_BODY = problem("This is for the body that resolved it: its chair, or the head of its office.")


def _wrong_hands(verb: str, held: Held, who: Who) -> Problem | None:
    owns = who.role == "law" or (who.party == held.holder and who.role in ("officer", "window"))
    office = keeps(who, held.minute)
    if verb in _OWNERS:
        return None if owns else problem("This is for the party that owns the matter to do.")
    if verb in _OWNERS_OR_OFFICES:
        return None if owns or office else problem("This is for the owner or the office to do.")
    if verb in _OFFICES or (verb == "reopen" and held.phase == "done"):
        return None if office else problem("This is for the office that keeps the minutes to do.")
    return None if speaks_for_the_body(who, held.minute) else _NOT_THE_BODY


def _wrong_moment(verb: str, held: Held) -> Problem | None:
    if held.phase not in PHASES[verb]:
        return _PAST.get(held.phase) or problem("The matter is past that step, or not there yet.")
    if verb in ("approve", "decline") and not held.has_proposal:
        return problem("No change waits for approval.")
    if verb == "propose" and held.has_proposal:
        return problem("A change waits for approval already; it is decided first.")
    if verb == "mend" and not held.has_departure:
        return problem("Nothing was found otherwise than resolved.")
    return None


_PAST: dict[str, Problem] = {
    "closed": problem("It is closed off; what was wrong is opened again by the body."),
    "split": problem("It was split; its parts go on."),
}


def says(**given: str) -> Verdict:
    """What an act has to say: words that are missing are named by field."""
    return verdict(*(_ASKS[name] for name, text in given.items() if not text.strip()))


_ASKS = {
    "reason": problem("Say why; it is read by whoever looks at the matter later."),
    "authority": problem("Name the authority: which body agreed, by which document."),
    "evidence": problem("Evidence is needed: a document number, a link or a file."),
    "effect": problem("Say what was seen of the effect."),
    "scope": problem("Say what was resolved, so that one can see later whether it was kept."),
    "after": problem("Say what it would be instead."),
    "title": problem("Give the matter a short name."),
}


def held(held_on: date, on: date) -> Verdict:
    """A minute follows its meeting, and not by decades."""
    return verdict(
        problem("The meeting was not held yet; a minute follows it.") if held_on > on else None,
        problem("The meeting was held more than twenty years ago.") if held_on.year + OLDEST < on.year else None,
    )


def day_stands(due_on: date, held_on: date) -> Verdict:
    """A promised day lies between the meeting and ten years after it."""
    return verdict(
        problem("The promised day cannot lie before the meeting.") if due_on < held_on else None,
        problem("The promised day lies within ten years of the meeting.")
        if due_on.year > held_on.year + FARTHEST
        else None,
    )


def closing(cells: Sequence[Cell], *, finished_by: int | None, who: Who) -> Verdict:
    """Closing off asks all four, and somebody else than who said it was done."""
    return verdict(
        *(_FAILS[cell.test] for cell in cells if not cell.holds),
        problem("Who said it is done does not close it off: another post looks.")
        if finished_by is not None and finished_by == who.post
        else None,
    )


_FAILS = {
    "on_time": problem("Not on time. Late but done is said as late, and closes by a waiver alone."),
    "full_amount": problem("Less than was resolved."),
    "same_scope": problem("Not as resolved: the body has to approve what is otherwise, or it is done as resolved."),
    "effect": problem("No evidence of effect yet."),
}


def waiving(cells: Sequence[Cell]) -> Verdict:
    """A waiver is for tests that do not hold; where all do, it is closed off as it should be."""
    return verdict(problem("All four tests hold: no waiver is needed.") if closes(cells) else None)


def other_eyes(asked_by: int | None, who: Who) -> Verdict:
    """Who asked for a change does not approve it."""
    same = asked_by is not None and asked_by == who.post
    return verdict(problem("Who asked for it does not approve it.") if same else None)


def splitting(parts: Sequence[tuple[str, Decimal | None]], wanted: Decimal | None, reached: Decimal) -> Verdict:
    """Two parts or more, each with its own words, amounts that add up to what was resolved, nothing reached yet."""
    amounts = [amount for _, amount in parts]
    adds_up = wanted is None or (None not in amounts and sum(a or Decimal(0) for a in amounts) == wanted)
    return verdict(
        None if 2 <= len(parts) <= MOST_PARTS else problem("A split has 2 to 20 parts."),
        None if all(words.strip() for words, _ in parts) else problem("Say of each part what it is."),
        None if adds_up else problem("The parts have to add up to %(wanted)s.", wanted=str(wanted)),
        problem("The amount of each part is more than nothing.")
        if wanted is not None and any(amount is not None and amount <= 0 for amount in amounts)
        else None,
        problem("Something was reached already: it belongs to one owner, so it is not split.") if reached else None,
    )
