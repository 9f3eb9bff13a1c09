"""The inbox of an office: what turns red next, in groups, with a sentence on top that says what to do."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.kernel.clock import Calendar, next_day
from luodi.slices.county.reads import sentences
from luodi.slices.county.reads.rows import RECEIPT, Desk, Row
from luodi.spine.commitments.reads import InboxRow, open_promises
from luodi.web.days import short_day, short_weekday
from luodi.web.doors import Sitting
from luodi.web.drawing import bar
from luodi.web.kept import once_a_language
from luodi.web.lights import LIGHTS
from luodi.web.turns import TurnDay, turn_calendar

AHEAD = 15
LONGEST = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that turn red at the same time; `key` is their anchor on the page."""

    key: str
    words: str
    note: str
    rows: tuple[Row, ...]

    @property
    def count(self) -> str:
        """How many they are, with their unit."""
        return ngettext("%(n)s item", "%(n)s items", len(self.rows)) % {"n": len(self.rows)}


@dataclass(frozen=True, slots=True)
class Share:
    """How many open promises wait for one party; opens to them."""

    name: str
    bar: Markup
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """The inbox as its page shows it."""

    headline: Markup
    context: Markup
    turns: Markup
    groups: tuple[Group, ...]
    longest: tuple[Row, ...]
    shares: tuple[Share, ...]
    whose: str
    switch: tuple[tuple[str, str, bool], ...]
    holder: str
    next_on: date | None

    @property
    def empty(self) -> bool:
        """Whether nothing is listed at all."""
        return not any(group.rows for group in self.groups)


def inbox(sitting: Sitting, whose: str = "", holder: str = "") -> Inbox:
    """What a seat has before it. `whose`: mine or all; `holder`: only where this party has the ball."""
    desk, role = Desk(sitting), sitting.seat.role
    wide = role in ("leader", "reader")
    whose = "all" if wide or whose == "all" else "mine"
    found = [desk.row(each) for each in open_promises(sitting.seat) if whose == "all" or _mine(sitting, each)]
    rows = [row for row in found if not holder or row.holder_key == holder]
    groups = _groups(sitting, rows)
    said = sentences.Counts(
        today=len(groups[1].rows), overdue=len(groups[0].rows), waiting=len(groups[-1].rows), every=len(rows)
    )
    days = [row.due_on for row in rows if row.due_on and row.due_on > sitting.on]
    next_on = min(days, default=None)
    return Inbox(
        headline=sentences.headline(role, said, next_on),
        context=sentences.context(said),
        turns=_turns(sitting, rows),
        groups=tuple(group for group in groups if group.rows),
        longest=_longest(rows, sitting.seat.party_key),
        shares=_shares(found) if whose == "all" else (),
        whose=whose,
        switch=() if wide else _switch(role, whose),
        holder=next((row.holder for row in rows if holder), ""),
        next_on=next_on,
    )


def _mine(sitting: Sitting, found: InboxRow) -> bool:
    """The window minds receipts of every department; an office what its party promised or holds."""
    if sitting.seat.role == "window":
        return found.promise.kind.endswith(RECEIPT)
    return sitting.seat.party in (found.promise.owner, found.ball)


def _switch(role: str, whose: str) -> tuple[tuple[str, str, bool], ...]:
    first = _("To be accepted") if role == "window" else _("Ours")
    return ((first, "?whose=mine", whose == "mine"), (_("All we see"), "?whose=all", whose == "all"))


def _groups(sitting: Sitting, rows: list[Row]) -> list[Group]:
    """Overdue, due today, this week, later, without a day, waiting for others."""
    sunday = next_day(sitting.on, 6 - sitting.on.weekday())
    kept: dict[str, list[Row]] = {key: [] for key in ("overdue", "today", "week", "later", "undated", "waiting")}
    for row in rows:
        kept[_group(row, sitting.on, sunday)].append(row)
    words = {
        "overdue": (_("Overdue"), _("the reason is told in public")),
        "today": (_("Due today"), _("close before the office shuts")),
        "week": (_("This week"), ""),
        "later": (_("Later"), ""),
        "undated": (_("Without a promised day"), ""),
        "waiting": (_("Waiting for others"), _("our clock stands still")),
    }
    return [Group(key, *words[key], tuple(rows)) for key, rows in kept.items()]


def _group(row: Row, on: date, sunday: date) -> str:
    if row.light == "paused":
        return "waiting"
    if row.due_on is None:
        return "undated"
    if row.due_on <= on:
        return "today" if row.due_on == on else "overdue"
    return "week" if row.due_on <= sunday else "later"


def _turns(sitting: Sitting, rows: list[Row]) -> Markup:
    """What is overdue stands on today."""
    marks: dict[date, list[str]] = {}
    for row in rows:
        if row.due_on:
            marks.setdefault(max(row.due_on, sitting.on), []).append(row.light)
    return _calendar(sitting.calendar, sitting.on, frozenset((day, tuple(lights)) for day, lights in marks.items()))


@once_a_language(512)
def _calendar(calendar: Calendar, on: date, marked: frozenset[tuple[date, tuple[str, ...]]]) -> Markup:
    """The next fifteen working days and the rest days between."""
    marks, days, day, worked, next_workday = dict(marked), [], on, 0, calendar.add(on, 1)
    while worked < AHEAD:
        rest = not calendar.is_workday(day)
        worked += not rest
        days.append(
            TurnDay(
                label=_("Today") if day == on else short_day(day),
                weekday=short_weekday(day),
                marks=tuple(sorted(marks.get(day, ()), key=LIGHTS.index)),
                rest=rest and day not in marks,
                today=day == on,
                tomorrow=day == next_workday,
            )
        )
        day = next_day(day)
    return turn_calendar(tuple(days))


def _longest(rows: list[Row], party: str) -> tuple[Row, ...]:
    """The balls this seat's party has held longest."""
    held = [row for row in rows if row.holder_key == party]
    return tuple(sorted(held, key=lambda row: -row.held)[:LONGEST])


def _shares(rows: list[Row]) -> tuple[Share, ...]:
    """Open promises by who has the ball, most first."""
    counts = Counter((row.holder, row.holder_key, row.colour) for row in rows)
    most = max(counts.values(), default=0)
    return tuple(
        Share(name, bar(count, most, colour, f"{name}: {count}"), count, f"?whose=all&ball={key}")
        for (name, key, colour), count in counts.most_common()
    )
