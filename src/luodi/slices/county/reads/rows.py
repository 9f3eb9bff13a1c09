"""One open promise as a row of a list: light, matter, strip, day, ball, and what to press."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from luodi.kernel.clock import Calendar, day_of
from luodi.spine.commitments.reads import InboxRow
from luodi.spine.people.reads import party_of
from luodi.spine.people.seats import Place
from luodi.web.doors import Sitting
from luodi.web.lights import ball_colour
from luodi.web.promises import page_of
from luodi.web.standing import held_words, standing

ROWS_KEPT = 8192  # a few kilobytes each, in every process
RECEIPT = ".acceptance"
"""How the kind of a promise ends that says: accept, or tell once what is missing."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A promise on the sitting's day. `left` and `held` count working days; `mine`: it is this seat's turn."""

    light: str
    words: str
    left: int | None
    matter: str
    project: str
    number: str
    strip: Markup | str
    account: str
    due_on: date | None
    holder: str
    holder_key: str
    colour: str
    held: int
    held_words: str
    mine: bool
    kind: str

    @property
    def href(self) -> str:
        """The page of the promise."""
        return page_of(self.kind, self.number)

    @property
    def about(self) -> str:
        """Project and number, where the first line does not say the same."""
        said = dict.fromkeys((self.project, self.number))
        return " · ".join(word for word in said if word and word != self.matter)

    @property
    def account_href(self) -> str:
        """The account of its days, behind the light."""
        return f"{self.href}#account"

    @property
    def act(self) -> str:
        """The verb of the act that is due."""
        if not self.mine:
            return _("Look")
        if self.light == "overdue":
            return _("Explain and close")
        return pgettext("act on a case", "Handle")

    @property
    def pressing(self) -> bool:
        """Whether it has to be done today."""
        return self.mine and self.left is not None and self.left <= 0


class Desk:
    """Rows of a sitting: what depends on who looks and when is looked up once."""

    def __init__(self, sitting: Sitting) -> None:
        seat, language = sitting.seat, get_language() or ""
        self._view = _View(seat.place, seat.party, seat.role == "window", sitting.on, sitting.calendar, language)

    def row(self, found: InboxRow) -> Row:
        """An open promise as it stands on the sitting's day."""
        return _row(found, self._view)


class _View(NamedTuple):
    """Whoever looks, as far as a row differs by it."""

    place: Place
    party: int | None
    window: bool
    on: date
    calendar: Calendar
    language: str


@lru_cache(maxsize=ROWS_KEPT)
def _row(found: InboxRow, view: _View) -> Row:
    """One object for the same promise to the same onlooker on the same day, so that its line is drawn once."""
    promise, calendar, on, said = found.promise, view.calendar, view.on, _said_in(view.language)
    stands = standing(calendar, promise, on, found.stops)
    holder = found.holder or party_of(view.place, promise.owner)
    since = day_of(found.ball_since, view.place.zone) if found.ball_since else on
    return Row(
        light=stands.light,
        words=stands.words,
        left=stands.left,
        matter=said(promise.title, promise.title_en),
        project=said(found.case_title, found.case_title_en),
        number=found.number,
        strip=stands.strip,
        account=stands.account,
        due_on=promise.due_on,
        holder=said(holder.name, holder.name_en),
        holder_key=holder.key,
        colour=ball_colour(holder.kind),
        held=max(0, calendar.workdays(since, on)),
        held_words=held_words(calendar, since, on),
        mine=holder.pk == view.party or (view.window and _received(promise.kind, stands.light)),
        kind=promise.kind,
    )


def _said_in(language: str) -> Callable[[str, str], str]:
    english = language.startswith("en")
    return lambda text, text_en: text_en if english and text_en else text


def _received(kind: str, light: str) -> bool:
    """The window accepts and answers for every department, unless the applicant is asked."""
    return kind.endswith(RECEIPT) and light != "paused"
