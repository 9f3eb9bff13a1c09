"""The matters of a plan as a table: why each applies, what it waits for and why, its days, its dates, its state."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luodi.slices.matters.rules import edges
from luodi.slices.matters.rules.packaged import Said, named
from luodi.slices.matters.rules.wording import clause_words, fact_words
from luodi.slices.plans.rules.completion import ACCEPTANCE
from luodi.slices.plans.rules.forecast import DONE
from luodi.slices.plans.views.shown import Desk, Shown
from luodi.slices.plans.views.words import light_of, list_of, workdays
from luodi.web.days import full_day, short_day
from luodi.web.lights import BALL_COLOURS

LEVELS = ("county", "city", "province")
FIGURES = ("matters", "used", "over", "ahead")
UPPER = {"city": "city", "prov": "province"}  # bodies above the county by their keys


@dataclass(frozen=True)
class Wait:
    """What a matter waits for, and why."""

    code: str
    name: str
    why: str


@dataclass(frozen=True)
class Line:
    """A matter in words."""

    one: Shown
    light: tuple[str, str]
    colour: str
    level: str
    why: str
    law: str
    waits: tuple[Wait, ...]
    when: str
    provisional: bool
    latest: str
    slack: str
    cases: tuple[tuple[str, str], ...]
    held: str


@dataclass(frozen=True)
class Group:
    """The matters of a stage."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Maybe:
    """A matter that an answer not given could add, and the questions it hangs on."""

    name: str
    questions: str


@dataclass(frozen=True)
class Level:
    """How many matters lie at a level, the days used and lost there, and what they add to the way to the start."""

    key: str
    name: str
    matters: int
    used: int
    over: int
    ahead: int

    @property
    def figures(self) -> tuple[tuple[str, int], ...]:
        """Each figure under the name by which it opens."""
        return ("matters", self.matters), ("used", self.used), ("over", self.over), ("ahead", self.ahead)


def groups(desk: Desk, only: Container[str] | None = None) -> list[Group]:
    """The matters by stage, in the order of the catalogue; `only` some of them."""
    made: dict[str, list[Line]] = {}
    for one in desk.matters.values():
        if only is not None and one.code not in only:
            continue
        made.setdefault(one.entry.stage, []).append(_line(desk, one))
    return [Group(_said(desk, named("stages", stage)), tuple(lines)) for stage, lines in made.items()]


def maybe(desk: Desk) -> list[Maybe]:
    """What the questions without an answer could add."""
    return [
        Maybe(desk.named(code), list_of([_said(desk, fact_words(fact)) for fact in facts]))
        for code, facts in desk.plan.plan.unknown.items()
    ]


def levels(desk: Desk) -> list[Level]:
    """The days of each level: used so far, over, and still to come on the way that decides.

    A day lies where the matter was that day: a county's matter that a body above holds is above.
    """
    found = []
    for level in LEVELS:
        there, used, over, ahead = (beneath(desk, level, figure) for figure in FIGURES)
        if there or used:
            sums = sum(used.values()), sum(over.values()), sum(ahead.values())
            found.append(Level(level, _said(desk, named("levels", level)), len(there), *sums))
    return found


def beneath(desk: Desk, level: str, figure: str) -> dict[str, int]:
    """The matters a figure of a level is made of, with what each adds to it."""
    every = list(desk.matters.values())
    there = [one for one in every if one.entry.level == level]
    if figure == "matters":
        return {one.code: 1 for one in there}
    if figure == "used":
        found = {one.code: _used(desk, one).get(level, 0) for one in every}
    elif figure == "over":
        found = {one.code: lost(one) for one in every if _loser(desk, one) == level}
    else:
        found = {one.code: _ahead(one) for one in there if one.code in desk.chain}
    return {code: days for code, days in found.items() if days}


def said_of(level: Level, figure: str) -> str:
    """What a figure of a level is called."""
    days = {"used": _("used"), "over": _("over"), "ahead": _("to come on the way that decides")}
    return f"{level.name} · {days[figure]}" if figure in days else level.name


def above(found: Sequence[Level]) -> str:
    """What was used and lost above the county, apart from its own days; empty where nothing was."""
    used, over = sum(one.used for one in found[1:]), sum(one.over for one in found[1:])
    if not used:
        return ""
    words = ngettext(
        "%(used)s day above the county, %(over)s of it over: counted apart from its own.",
        "%(used)s days above the county, %(over)s of them over: counted apart from its own.",
        used,
    )
    return words % {"used": used, "over": over}


def _used(desk: Desk, one: Shown) -> dict[str, int]:
    """Counted days of a matter by level: those of a body above are there, the rest the county's; else its own."""
    higher = {UPPER[key]: days for key, days in desk.held.get(one.code, {}).items() if key in UPPER and days}
    if not higher:
        return {one.entry.level: one.used}
    return higher | {"county": max(0, one.used - sum(higher.values()))}


def _loser(desk: Desk, one: Shown) -> str:
    """The level that days over lie at: the one above that had it longest, else the matter's own."""
    shares = {level: days for level, days in _used(desk, one).items() if level != "county" and days}
    return max(shares, key=lambda level: shares[level]) if shares else one.entry.level


def lost(one: Shown) -> int:
    """Days over of the handling that took the longest, run or done."""
    longest = max((row.net for row in one.passages), default=0)
    return max(0, longest - one.days) if one.unit == "workday" and one.passages else 0


def _ahead(one: Shown) -> int:
    if one.state == DONE:
        return 0
    return one.left if one.passages else one.days


def _line(desk: Desk, one: Shown) -> Line:
    plan = desk.plan.plan
    waits = [before for before in one.entry.prerequisites if before in plan.items]
    return Line(
        one=one,
        light=light_of(one),
        colour=BALL_COLOURS.get(one.party_kind, "d1"),
        level=_said(desk, named("levels", one.entry.level)),
        why=_why(desk, one),
        law=one.entry.legal_basis,
        waits=tuple(Wait(before, desk.named(before), _blocks(desk, before, one.code)) for before in waits),
        when=_when(desk, one),
        provisional=desk.provisional(one.ends_on),
        latest=short_day(one.latest_on) if one.latest_on else "",
        slack="" if one.slack is None else str(one.slack),
        cases=tuple((row.case_number, row.works) for row in one.passages if row.case_number),
        held=_held(desk, one.code),
    )


def _when(desk: Desk, one: Shown) -> str:
    """From when to when: as it was, or as it is expected; an acceptance, which may be years away, with its years."""
    begin, end = one.received_on or one.begins_on, one.done_on or one.ends_on
    if one.entry.stage == ACCEPTANCE:
        if not begin:
            return _("construction days not known") if desk.no_days else ""
        return f"{full_day(begin)}–{full_day(end) if end else ''}" if end != begin else full_day(begin)
    return f"{short_day(begin) if begin else ''}–{short_day(end) if end else ''}" if begin or end else ""


def _held(desk: Desk, code: str) -> str:
    """Who had the ball how long, where several had it."""
    shares = {key: days for key, days in desk.held.get(code, {}).items() if days}
    return " · ".join(f"{desk.party(key)} {workdays(days)}" for key, days in shares.items())


def _why(desk: Desk, one: Shown) -> str:
    item = desk.plan.plan.items[one.code]
    if item.required:
        return _("required: %(type)s") % {"type": type_name(desk)}
    if item.why.value is not True:
        return _("was begun, though these answers do not ask for it")
    if not item.why.because:
        return _("asked of every project of this type")
    return _("; ").join(_said(desk, clause_words(clause)) for clause in item.why.because)


def _blocks(desk: Desk, before: str, after: str) -> str:
    reason = edges.why(desk.plan.catalogue, before, after)
    return reason.en if desk.sitting.english else reason.zh


def type_name(desk: Desk) -> str:
    """The type of project in words."""
    return _said(desk, named("types", desk.plan.plan.type))


def _said(desk: Desk, words: Said) -> str:
    return desk.sitting.said(words.zh, words.en)
