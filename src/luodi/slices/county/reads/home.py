"""A firm's home: what waits for it, what the government has in hand, what it was promised, what is closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.kernel.facts import KINDS
from luodi.slices.county.reads import sentences
from luodi.slices.county.reads.rows import Desk, Row
from luodi.spine.commitments.reads import CaseRow, CommitmentRow, cases, open_promises, promises_of_cases
from luodi.spine.journal.reads import newest_of_cases
from luodi.web.days import day
from luodi.web.doors import Sitting
from luodi.web.saying import Saying

CLOSED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class FirmRow:
    """One of the firm's matters under way: its row, and what happened last."""

    row: Row
    last: str


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """A matter that is closed: when, and with what result."""

    number: str
    matter: str
    project: str
    on: date
    last: str

    @property
    def href(self) -> str:
        """The page of the case."""
        return reverse("case", args=[self.number])


@dataclass(frozen=True, slots=True)
class Home:
    """A firm's home as its page shows it."""

    headline: Markup
    owed: tuple[FirmRow, ...]
    theirs: tuple[FirmRow, ...]
    closed: tuple[ClosedRow, ...]


def home(sitting: Sitting) -> Home:
    """Everything a firm has with the government, what it owes first."""
    desk, seen = Desk(sitting), cases(sitting.seat)
    keys = {case.number: case.pk for case in seen}
    rows = [desk.row(found) for found in open_promises(sitting.seat)]
    shut = [case for case in seen if case.closed_at is not None][:CLOSED_SHOWN]
    last = Last(sitting, [*(keys[row.number] for row in rows), *(case.pk for case in shut)])
    under_way = [FirmRow(row, last.of(keys[row.number])) for row in rows]
    owed = tuple(each for each in under_way if each.row.mine)
    theirs = tuple(each for each in under_way if not each.row.mine)
    promised = promises_of_cases(sitting.seat, [case.pk for case in shut])
    closed = tuple(_closed(sitting, case, promised.get(case.pk, ()), last) for case in shut)
    return Home(_headline(owed, theirs, sitting.on), owed, theirs, closed)


class Last:
    """The newest fact of each of some cases that is news to a firm, with its day."""

    def __init__(self, sitting: Sitting, cases: Iterable[int]) -> None:
        self.sitting, self.saying = sitting, Saying(sitting)
        told = {kind for kind, fact in KINDS.items() if not fact.inner}
        self.newest = newest_of_cases(sitting.place, cases, told)

    def of(self, case: int) -> str:
        """What happened last in one case."""
        fact = self.newest.get(case)
        if fact is None:
            return ""
        on = day(self.sitting.seat.day(fact.happened_at))
        return _("%(day)s: %(what)s") % {"day": on, "what": self.saying.fact(fact)}


def _closed(sitting: Sitting, case: CaseRow, promised: Sequence[CommitmentRow], last: Last) -> ClosedRow:
    project = sitting.said(case.title, case.title_en)
    matter = sitting.said(promised[-1].title, promised[-1].title_en) if promised else project
    on = sitting.seat.day(case.closed_at or case.opened_at)
    return ClosedRow(case.number, matter, project, on, last.of(case.pk))


def _headline(owed: tuple[FirmRow, ...], theirs: tuple[FirmRow, ...], on: date) -> Markup:
    """What waits for the firm; else until when the government answers."""
    if owed:
        words = ngettext("%(n)s matter waits for you.", "%(n)s matters wait for you.", len(owed))
        return Markup(words) % {"n": sentences.figure(len(owed), "#owed", "soon")}
    days = [each.row.due_on for each in theirs if each.row.due_on]
    if not theirs:
        return Markup(_("Nothing waits for you, and nothing is under way."))
    if not days:
        return Markup(_("Nothing waits for you. The government has the ball."))
    if min(days) < on:
        return Markup(_("Nothing waits for you. The government owes you an answer since %(day)s.")) % {
            "day": day(min(days))
        }
    if min(days) == on:
        return Markup(_("Nothing waits for you. The government answers today."))
    return Markup(_("Nothing waits for you. The government answers next by %(day)s.")) % {"day": day(min(days))}
