"""A matter as a screen shows it: who owns it, its four tests in words, what state it is in, and why it cannot close."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from luodi.slices.meetings.reads.matters import MatterRow
from luodi.slices.meetings.rules.four import Cell, closes
from luodi.slices.meetings.views import words
from luodi.slices.meetings.views.words import Said
from luodi.spine.people.reads import PartyRow, parties_by_pk
from luodi.web.days import dated, full_day
from luodi.web.doors import Sitting
from luodi.web.lights import ball_colour

BAD = ("fail", "waits")


class Desk:
    """Names of a sitting's region, looked up once."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    @cached_property
    def parties(self) -> dict[int, PartyRow]:
        """Parties of the region by their key in the database."""
        return parties_by_pk(self.sitting.place)

    def name(self, party: int) -> str:
        """A party in the reader's language."""
        row = self.parties[party]
        return self.sitting.said(row.name, row.name_en)

    def named(self, key: str) -> str:
        """A party by its key; the key where there is none."""
        return next((self.sitting.said(p.name, p.name_en) for p in self.parties.values() if p.key == key), key)

    def colour(self, party: int) -> str:
        """The colour of whoever holds a ball."""
        return ball_colour(self.parties[party].kind)

    def shown(self, row: MatterRow) -> "Shown":
        """A matter on the sitting's day."""
        return Shown(self, row, row.cells(self.sitting.seat, self.sitting.on))


@dataclass(frozen=True)
class Shown:
    """One matter on a day."""

    desk: Desk
    row: MatterRow
    cells: tuple[Cell, ...]

    @property
    def href(self) -> str:
        """The page of the matter."""
        return reverse("resolved", args=[self.row.number])

    @property
    def owner(self) -> str:
        return self.desk.name(self.row.holder)

    @property
    def owner_first(self) -> str:
        """Who owned it as resolved."""
        return self.desk.name(self.row.owner)

    @property
    def colour(self) -> str:
        return self.desk.colour(self.row.holder)

    @property
    def supporting(self) -> str:
        return _(", ").join(self.desk.name(party) for party in self.row.supporting)

    @property
    def due(self) -> str:
        """The promised day as it is now."""
        return dated(self.row.due_now or self.row.due_on, self.desk.sitting.on)

    @property
    def tests(self) -> list[Said]:
        """The four tests in words."""
        return [words.said(cell) for cell in self.cells]

    @property
    def failing(self) -> bool:
        """Whether something stands against it now that will not go away by itself."""
        return self.row.phase not in ("closed", "split") and any(cell.state in BAD for cell in self.cells)

    @property
    def can_close(self) -> bool:
        return self.row.phase == "done" and closes(self.cells)

    @property
    def state(self) -> tuple[str, str]:
        """What state it is in, and the tone of its tag."""
        row = self.row
        if row.phase == "closed" and row.waived:
            return _("closed by waiver"), "amber"
        if row.phase in ("closed", "split"):
            return str(words.PHASES[row.phase]), "green" if row.phase == "closed" else ""
        if row.has_departure:
            return _("not as resolved"), "red"
        if row.has_proposal:
            return _("change waits"), "red"
        return str(words.PHASES[row.phase]), ""

    @property
    def amount(self) -> str:
        """What is wanted, with its unit."""
        return f"{words.plain(self.row.wanted)} {self.row.unit}".strip() if self.row.wanted is not None else ""

    @property
    def amount_first(self) -> str:
        """What was wanted as resolved."""
        return f"{words.plain(self.row.amount)} {self.row.unit}".strip() if self.row.amount is not None else ""

    @property
    def why(self) -> list["Why"]:
        """What stands against closing it off, a sentence a test."""
        found = [_why(self, cell) for cell in self.cells if not cell.holds]
        return [why for why in found if why.sentence]


@dataclass(frozen=True)
class Why:
    """A test that does not hold: its name, the tone of its box, and what is the matter."""

    name: str
    verdict: str
    tone: str
    sentence: str


def _why(shown: Shown, cell: Cell) -> Why:
    sentence = _SENTENCES[cell.test](shown, cell)
    verdict = {"fail": _("failed"), "waits": _("waits")}.get(cell.state, _("not yet"))
    tone = {"fail": "overdue", "waits": "soon"}.get(cell.state, "planned")
    return Why(str(words.TEST_NAMES[cell.test]), verdict, tone, sentence)


def _time(shown: Shown, cell: Cell) -> str:
    due = full_day(shown.row.due_now or shown.row.due_on)
    if cell.state != "fail":
        return _("Promised by %(day)s; the owner has not said it is done.") % {"day": due}
    both = {"day": due, "late": words.late(cell), "days": cell.days}
    if shown.row.done_on:
        return _("Promised by %(day)s, done %(late)s (%(days)s calendar days): late but done.") % both
    return _("Promised by %(day)s, not done: %(late)s so far (%(days)s calendar days).") % both


def _amount(shown: Shown, cell: Cell) -> str:
    both = {"reached": words.plain(cell.reached), "wanted": words.plain(cell.wanted), "unit": shown.row.unit}
    return _("%(reached)s of %(wanted)s %(unit)s reached.") % both


def _scope(shown: Shown, cell: Cell) -> str:
    if cell.state == "fail":
        return _("Found: %(words)s. The body approves it, or it is done again as resolved.") % {"words": cell.words}
    return _("Asked for instead: %(words)s. Only the body that resolved it may agree.") % {"words": cell.words}


def _effect(shown: Shown, cell: Cell) -> str:
    judge_on: date | None = shown.row.judge_on
    if cell.state == "waits" and judge_on:
        return _("Its effect can be judged from %(day)s on.") % {"day": full_day(judge_on)}
    return _("It is done, and no effect was shown yet.") if cell.state == "fail" else ""


_SENTENCES = {"on_time": _time, "full_amount": _amount, "same_scope": _scope, "effect": _effect}
