"""The sentence on top of a page: what to do, with its figures in it, each opening to its rows."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.web.days import day
from luodi.web.kept import once_a_language
from luodi.web.svg import element

SENTENCES_KEPT = 2048


@dataclass(frozen=True, slots=True)
class Counts:
    """How many promises are due today, overdue, waiting for others, and listed in all."""

    today: int
    overdue: int
    waiting: int
    every: int


@once_a_language(SENTENCES_KEPT)
def headline(role: str, counts: Counts, next_on: date | None) -> Markup:
    """What to do today, as this role would say it."""
    today, overdue = _TODAY.get(role, _acted_today), _OVERDUE.get(role, _acted_overdue)
    pieces = [_nothing(counts, next_on)] if not counts.today else [today(counts.today)]
    if counts.overdue:
        pieces.append(overdue(counts.overdue))
    if not counts.today and counts.overdue:
        pieces.reverse()
    return joined(pieces)


def joined(pieces: list[Markup]) -> Markup:
    """Sentences one after the other, as the language sets them."""
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = Markup(_("%(first)s %(second)s")) % {"first": whole, "second": piece}
    return whole


@once_a_language(SENTENCES_KEPT)
def context(counts: Counts) -> Markup:
    """How much is in hand and how much waits for others."""
    if not counts.every:
        return Markup()
    running = counts.every - counts.waiting
    hand = ngettext("%(n)s promise in hand", "%(n)s promises in hand", running)
    pieces = [Markup(hand) % {"n": running}]
    if counts.waiting:
        others = ngettext("%(n)s waits for others", "%(n)s wait for others", counts.waiting)
        pieces.append(Markup(others) % {"n": figure(counts.waiting, "#waiting")})
    return Markup(_(", ")).join(pieces) + Markup(_("; days are working days."))


def figure(number: int, href: str, tone: str = "") -> Markup:
    """A number of a sentence that opens to its rows."""
    return element("a", str(number), class_=f"opens {tone}".strip(), href=href)


def _nothing(counts: Counts, next_on: date | None) -> Markup:
    if next_on is None:
        return Markup(_("Nothing falls due in the days to come."))
    if not counts.overdue:
        return Markup(_("Nothing has to be closed today; the next falls due on %(day)s.")) % {"day": day(next_on)}
    return Markup(_("The next falls due on %(day)s.")) % {"day": day(next_on)}


def _acted_today(n: int) -> Markup:
    words = ngettext(
        "Close %(n)s before the office shuts or it turns red tomorrow.",
        "Close %(n)s before the office shuts or they turn red tomorrow.",
        n,
    )
    return Markup(words) % {"n": figure(n, "#today", "soon")}


def _accepted_today(n: int) -> Markup:
    words = ngettext(
        "%(n)s is to be accepted or answered before the office shuts, or it counts as accepted by law.",
        "%(n)s are to be accepted or answered before the office shuts, or they count as accepted by law.",
        n,
    )
    return Markup(words) % {"n": figure(n, "#today", "soon")}


def _seen_today(n: int) -> Markup:
    words = ngettext("%(n)s promise falls due today.", "%(n)s promises fall due today.", n)
    return Markup(words) % {"n": figure(n, "#today", "soon")}


def _acted_overdue(n: int) -> Markup:
    words = ngettext("%(n)s is overdue and needs a reason.", "%(n)s are overdue and need a reason.", n)
    return Markup(words) % {"n": figure(n, "#overdue", "overdue")}


def _seen_overdue(n: int) -> Markup:
    words = ngettext("%(n)s is overdue.", "%(n)s are overdue.", n)
    return Markup(words) % {"n": figure(n, "#overdue", "overdue")}


_TODAY = {"window": _accepted_today, "leader": _seen_today, "reader": _seen_today}
_OVERDUE = {"leader": _seen_overdue, "reader": _seen_overdue}
