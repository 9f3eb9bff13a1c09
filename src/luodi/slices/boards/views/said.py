"""What a board says in its reader's language: a sentence, figures and rows, each number with the rows it opens to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.slices.boards import reads
from luodi.slices.boards.reads import Board, Line
from luodi.spine.commitments.standings import Standing
from luodi.spine.people.reads import PartyRow
from luodi.web.days import full_day
from luodi.web.doors import Sitting
from luodi.web.drawing import bar
from luodi.web.environment import url
from luodi.web.lights import ball_colour, light_name, light_words

LIGHTS = ("overdue", "soon", "normal", "paused")
QUERIES_KEPT = 4096
Counted = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One case as a list of rows shows it."""

    href: str
    light: str
    words: str
    name: str
    about: str
    begun_on: date
    due_on: date | None
    closed_on: date | None
    holder: str
    colour: str
    held: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many open cases wait for one party."""

    name: str
    longest: str
    bar: Markup
    cases: int
    href: str


@lru_cache(QUERIES_KEPT)
def _query(told: tuple[tuple[str, str], ...]) -> str:
    return urlencode(told)


class Said:
    """A board in the words of one reader."""

    def __init__(self, sitting: Sitting, board: Board) -> None:
        self.sitting, self.board, self.on = sitting, board, board.on
        self.with_matters = reads.has_matters(sitting.place)
        self._rows = f"{url('board-rows')}?{urlencode({'on': self.on.isoformat()})}"

    def href(self, **asked: str) -> str:
        """The rows beneath a figure of this day."""
        told = tuple((name, value) for name, value in asked.items() if value)
        return f"{self._rows}&{_query(told)}" if told else self._rows

    def _counted(self, count: int, **asked: str) -> Counted:
        """A number of open cases with the rows beneath it, where there are any."""
        return count, self.href(figure="open", **asked) if count else ""

    @property
    def headline(self) -> Markup:
        """What the reader has to know first; every number opens."""
        figures, soon = self.board.figures, sum(row.light == "soon" for row in self.board.rows)
        text = _("Open: %(open)s, %(late)s of them overdue, %(soon)s due soon. Closed: %(closed)s, %(over)s late.")
        return Markup(text) % {  # the words come from the message catalogue
            "open": self._opens(figures.open, figure="open"),
            "late": self._opens(figures.open_late, "overdue", figure="open_late"),
            "soon": self._opens(soon, "soon", figure="open", light="soon"),
            "closed": self._opens(figures.closed_late + figures.closed_on_time, light="done"),
            "over": self._opens(figures.closed_late, figure="closed_late"),
        }

    def _opens(self, count: int, tone: str = "", **asked: str) -> Markup:
        if not count:
            return Markup("<b>0</b>")
        return Markup('<a class="opens {}" href="{}">{}</a>').format(tone, self.href(**asked), count)

    @property
    def context(self) -> str:
        """From what it is counted, and whose cases are in it."""
        whole = _("All cases of the region")
        ours = _("The cases this post may see")
        day = _("as they stood at the end of %(day)s, counted from what had happened; nobody fills this in.") % {
            "day": full_day(self.on)
        }
        return f"{whole if self.sitting.seat.sees_all else ours}{_(', ')}{day}"

    @property
    def figures(self) -> list[tuple[str, int, str, str]]:
        """Name, number, the rows it opens to, a note."""
        of = self.board.figures
        closed = of.closed_late + of.closed_on_time
        kept = f"{of.closed_on_time / closed:.1%}" if closed else "–"
        notes = {
            "open": _("the overdue among them"),
            "open_late": _("their promised day has passed"),
            "closed_on_time": _("%(share)s of what was closed") % {"share": kept},
            "closed_late": _("after their promised day"),
        }
        return [
            (_figures()[name], getattr(of, name), self.href(figure=name), note) for name, note in notes.items()
        ]

    @property
    def matrix(self) -> tuple[list[str], list[tuple[str, str, list[Counted], Counted]]]:
        """Stages, or the departments of a log, by light: the heads and a row for each light."""
        by = "stage" if self.with_matters else "department"
        lines = reads.lines(self.board, by)
        rows = []
        for light in LIGHTS:
            cells = [self._counted(line.lights[light], light=light, by=by, key=line.key) for line in lines]
            total = self._counted(sum(count for count, _href in cells), light=light)
            rows.append((light, light_name(light), cells, total))
        return [self.line_name(line, by) for line in lines], rows

    def lines(self, by: str) -> list[tuple[str, list[tuple[str, int, str]], Counted]]:
        """Matters or departments with what is open, by light: name, (light, count, rows), total."""
        return [
            (
                self.line_name(line, by),
                [(x, *self._counted(line.lights[x], light=x, by=by, key=line.key)) for x in LIGHTS],
                self._counted(line.lights.total(), by=by, key=line.key),
            )
            for line in reads.lines(self.board, by)
        ]

    def line_name(self, line: Line, by: str) -> str:
        """A line of the matrix by its name."""
        return _stage(line.key) if by == "stage" else self.sitting.said(line.name, line.name_en)

    @property
    def shares(self) -> list[Share]:
        """Who has the ball, the most cases first."""
        found = reads.shares(self.board, self.sitting.calendar)
        most = max((share.cases for share in found), default=0)
        return [
            Share(
                name=self._party(share.party),
                longest=_held(share.longest_workdays),
                bar=bar(share.cases, most, ball_colour(share.party.kind), str(share.cases)),
                cases=share.cases,
                href=self.href(figure="open", ball=share.party.key),
            )
            for share in found
        ]

    def row(self, row: Standing) -> Row:
        """One case."""
        holder = self.board.parties[row.ball] if row.ball is not None else None
        name = self.sitting.said(row.promise, row.promise_en)
        about = [self.sitting.said(row.title, row.title_en), row.number, self._party(self.board.parties[row.owner])]
        return Row(
            href=url("case", row.number),
            light=row.light,
            words=self._words(row),
            name=name,
            about=" · ".join(word for word in about if word != name),
            begun_on=row.begun_on,
            due_on=row.due_on,
            closed_on=row.closed_on,
            holder=self._party(holder) if holder else "",
            colour=ball_colour(holder.kind) if holder else "",
            held=_held(reads.held_workdays(row, self.on, self.sitting.calendar)) if holder else "",
        )

    def _words(self, row: Standing) -> str:
        calendar, upto = self.sitting.calendar, row.closed_on or self.on
        left = calendar.workdays(upto, row.due_on) if row.due_on else None
        if row.light in ("normal", "soon") and left is None:
            return light_name(row.light)
        if row.light == "overdue" and left == 0:  # the days since then were rest days
            return light_name("overdue")
        if row.light == "done" and row.late and left == 0:
            return _("closed late")
        return light_words(row.light, remaining=left, over=max(0, -(left or 0)))

    def asked(self, *, figure: str, light: str, ball: str, by: str, key: str) -> str:
        """What the rows have in common, in words."""
        said: Iterable[str] = (
            _figures().get(figure, ""),
            light_name(light) if light in (*LIGHTS, "done", "planned") else "",
            _("ball with %(party)s") % {"party": self._keyed(ball)} if ball else "",
            self._line(by, key),
        )
        return " · ".join(filter(None, said)) or _("All cases")

    def _line(self, by: str, key: str) -> str:
        if by == "department":
            return self._keyed(key)
        return _stage(key) if by == "stage" else key

    def _keyed(self, key: str) -> str:
        party = next((row for row in self.board.parties.values() if row.key == key), None)
        return self._party(party) if party else key

    def _party(self, party: PartyRow) -> str:
        return self.sitting.said(party.name, party.name_en)


def _figures() -> dict[str, str]:
    return {
        "open": _("Open"),
        "open_late": _("Open and overdue"),
        "closed_on_time": _("Closed in time"),
        "closed_late": _("Closed late"),
    }


def _held(workdays: int) -> str:
    return ngettext("%(n)s working day", "%(n)s working days", workdays) % {"n": workdays}


def _stage(key: str) -> str:
    names = {
        "accepting": _("To be accepted"),
        "asked": _("Asked to supplement"),
        "deciding": _("Under review"),
        "stopped": _("Special procedure"),
        "closed": _("closed"),
    }
    return names.get(key, key)
