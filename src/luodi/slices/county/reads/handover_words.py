"""What is said of a post that changed hands: the newcomer's words, the sentence on top, the leader's note."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.slices.county.reads import sentences
from luodi.spine.commitments.inherited import ANSWER_WORKDAYS, Handover, Inherited
from luodi.web.days import day
from luodi.web.doors import Sitting


class Counted(Protocol):
    """How many promises of a post nobody spoke for, in time or too late, and how many are disputed."""

    @property
    def waiting(self) -> int: ...
    @property
    def disputed(self) -> int: ...
    @property
    def escalated(self) -> int: ...


def leaders(gone: int, disputed: int) -> str:
    """What a leader is told of promises nobody spoke for, and of disputes."""
    pieces = []
    if gone:
        words = ngettext(
            "%(n)s promise of a former holder has nobody who speaks for it.",
            "%(n)s promises of former holders have nobody who speaks for them.",
            gone,
        )
        pieces.append(words % {"n": gone})
    if disputed:
        words = ngettext(
            "%(n)s is disputed and waits for a decision.", "%(n)s are disputed and wait for a decision.", disputed
        )
        pieces.append(words % {"n": disputed})
    return str(sentences.joined([Markup(piece) for piece in pieces]))


def said(one: Inherited, sitting: Sitting) -> tuple[str, str]:
    """The newcomer's word and its tone; without one, the how many-eth day of waiting it is."""
    on = day(one.answered_on) if one.answered_on else ""
    if one.answer:
        words = {
            "mine": _("acknowledged %(day)s"),
            "disputed": _("disputed %(day)s"),
            "upheld": _("decided %(day)s: it stays"),
            "passed_on": _("decided %(day)s: passed on"),
        }[one.answer]
        return words % {"day": on}, "overdue" if one.answer == "disputed" else ""
    if one.escalated_on:
        return _("nobody's; the leader knows since %(day)s") % {"day": day(one.escalated_on)}, "overdue"
    waited = sitting.calendar.workdays(one.asked_on or sitting.on, sitting.on)
    words = ngettext("no word, day %(n)s of %(of)s", "no word, day %(n)s of %(of)s", waited)
    return words % {"n": waited, "of": ANSWER_WORKDAYS}, "soon"


def headline(found: Handover, sitting: Sitting, by: date | None) -> Markup:
    """What the newcomer has to do, and until when."""
    if found.before is None:
        return Markup(_("Nobody was followed on this post: there is nothing to acknowledge."))
    told: dict[str, object] = {"day": day(found.tenure.from_on), "name": found.tenure.name}
    first = Markup(_("The post changed hands on %(day)s.")) % told
    if not found.promises:
        return sentences.joined([first, Markup(_("No promise was open then."))])
    waiting = len(found.waiting)
    if waiting == 0:
        return sentences.joined([first, Markup(_("Every promise has been spoken for."))])
    told["n"] = sentences.figure(waiting, "#waiting", "overdue" if by and by <= sitting.on else "soon")
    if found.escalated:
        words = ngettext(
            "%(n)s promise has nobody who speaks for it; the leader knows.",
            "%(n)s promises have nobody who speaks for them; the leader knows.",
            waiting,
        )
        return sentences.joined([first, Markup(words) % told])
    told["by"] = day(by) if by else ""
    words = ngettext(
        "%(n)s promise waits for the word of %(name)s; after %(by)s it goes to the leader.",
        "%(n)s promises wait for the word of %(name)s; after %(by)s they go to the leader.",
        waiting,
    )
    return sentences.joined([first, Markup(words) % told])


def figures(found: Handover) -> tuple[tuple[str, int, str], ...]:
    """How many were brought over, and what became of them."""
    words = [one.answer for one in found.promises]
    return (
        (_("brought over"), len(words), "#crossed"),
        (_("acknowledged"), words.count("mine") + words.count("upheld"), "#crossed"),
        (_("disputed"), len(found.disputed), "#crossed"),
        (_("nobody's yet"), len(found.waiting), "#waiting"),
    )


def summary(rows: Iterable[Counted]) -> Markup:
    """What stands on top of the list of all."""
    rows = list(rows)
    gone, disputed, waiting = (sum(getattr(row, name) for row in rows) for name in ("escalated", "disputed", "waiting"))
    if gone + disputed:
        return Markup("%s") % leaders(gone, disputed)
    if waiting:
        words = ngettext(
            "%(n)s promise waits for a newcomer's word.", "%(n)s promises wait for a newcomer's word.", waiting
        )
        return Markup(words) % {"n": waiting}
    return Markup(_("Every promise of a former holder has been spoken for."))
