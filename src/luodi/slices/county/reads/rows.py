"""One open promise as a row of a list: light, matter, strip, day, ball, and what to press."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup

from luodi.spine.commitments.reads import InboxRow
from luodi.spine.people.reads import PartyRow, parties_by_pk
from luodi.web.doors import Sitting
from luodi.web.lights import ball_colour
from luodi.web.promises import page_of
from luodi.web.standing import held_words, standing

RECEIPT = ".acceptance"
"""How the kind of a promise ends that says: accept, or tell once what is missing."""


@dataclass(frozen=True, slots=True)
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
    """Rows of a sitting: parties and calendar are looked up once."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    @cached_property
    def parties(self) -> dict[int, PartyRow]:
        """Parties of the region by their key in the database."""
        return parties_by_pk(self.sitting.place)

    def name(self, party: PartyRow) -> str:
        """A party in the reader's language."""
        return self.sitting.said(party.name, party.name_en)

    def row(self, found: InboxRow) -> Row:
        """An open promise as it stands on the sitting's day."""
        sitting, promise = self.sitting, found.promise
        stands = standing(sitting.calendar, promise, sitting.on, found.stops)
        holder = self.parties[found.ball if found.ball is not None else promise.owner]
        since = sitting.seat.day(found.ball_since) if found.ball_since else sitting.on
        return Row(
            light=stands.light,
            words=stands.words,
            left=stands.left,
            matter=sitting.said(promise.title, promise.title_en),
            project=sitting.said(found.case_title, found.case_title_en),
            number=found.number,
            strip=stands.strip,
            account=stands.account,
            due_on=promise.due_on,
            holder=self.name(holder),
            holder_key=holder.key,
            colour=ball_colour(holder.kind),
            held=max(0, sitting.calendar.workdays(since, sitting.on)),
            held_words=held_words(sitting.calendar, since, sitting.on),
            mine=holder.pk == sitting.seat.party or self._received(promise.kind, stands.light),
            kind=promise.kind,
        )

    def _received(self, kind: str, light: str) -> bool:
        """The window accepts and answers for every department, unless the applicant is asked."""
        return self.sitting.seat.role == "window" and kind.endswith(RECEIPT) and light != "paused"
