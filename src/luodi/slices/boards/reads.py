"""The board's figures and the rows beneath each of them. It owns no table: it reads how promises stood."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from luodi.kernel.clock import Calendar
from luodi.slices.matters import reads as catalogue
from luodi.spine.commitments.standings import Standing, standings
from luodi.spine.people.reads import PartyRow, parties_by_pk
from luodi.spine.people.seats import Place, Seat

HANDLED = "approvals."
"""How the kinds of promises begin that the board counts: what was applied for."""
FIGURES = ("closed_late", "closed_on_time", "open", "open_late")
STAGES = ("accepting", "asked", "deciding", "stopped", "closed")


class Figures(NamedTuple):
    """How many cases; `open` holds the late among them."""

    closed_late: int
    closed_on_time: int
    open: int
    open_late: int


class Share(NamedTuple):
    """Open cases whose ball one party holds, and for how long at most, in workdays."""

    party: PartyRow
    cases: int
    longest_workdays: int


class Line(NamedTuple):
    """A row of the matrix: open cases of one matter, department or stage by light."""

    key: str
    name: str
    name_en: str
    lights: Counter[str]


class Board(NamedTuple):
    """How the cases a seat may see stood at the end of a day."""

    on: date
    figures: Figures
    rows: list[Standing]
    parties: dict[int, PartyRow]


def board(seat: Seat, on: date) -> Board:
    """Figures and rows, as it stood at that day's end by what had happened."""
    rows = [row for row in standings(seat, on) if row.kind.startswith(HANDLED)]
    counts = [sum(map(_TESTS[name], rows)) for name in FIGURES]
    return Board(on, Figures(*counts), rows, parties_by_pk(seat.place))


_TESTS: dict[str, Callable[[Standing], bool]] = {
    "closed_late": lambda row: row.closed_on is not None and row.late,
    "closed_on_time": lambda row: row.closed_on is not None and not row.late,
    "open": lambda row: row.closed_on is None,
    "open_late": lambda row: row.closed_on is None and row.late,
}


def beneath(
    board: Board, *, figure: str = "", light: str = "", ball: str = "", by: str = "", key: str = ""
) -> list[Standing]:
    """The rows a figure, a light, a party's ball or a line of the matrix counts; what is not named counts all."""
    kept = [row for row in board.rows if figure not in _TESTS or _TESTS[figure](row)]
    if light:
        kept = [row for row in kept if row.light == light]
    if ball:
        kept = [row for row in kept if row.ball is not None and board.parties[row.ball].key == ball]
    return [row for row in kept if _key(row, by, board.parties) == key] if by else kept


def has_matters(where: Place) -> bool:
    """Whether the region has a catalogue; one made from a log has departments alone."""
    return catalogue.runs_any(where)


def lines(board: Board, by: str) -> list[Line]:
    """The matrix of what is open, the most overdue line first; stages in their order."""
    found: dict[str, Line] = {}
    for row in board.rows:
        if row.closed_on is None:
            key = _key(row, by, board.parties)
            found.setdefault(key, Line(key, *_names(row, by, board.parties), Counter())).lights[row.light] += 1
    if by == "stage":
        return [found[stage] for stage in STAGES if stage in found]
    return sorted(found.values(), key=lambda line: (-line.lights["overdue"], -line.lights.total(), line.key))


def shares(board: Board, calendar: Calendar) -> list[Share]:
    """Who holds the ball of how many open cases, and for how long at most."""
    held = Counter(row.ball for row in board.rows if row.ball is not None)
    since = {party: min(row.ball_since or board.on for row in board.rows if row.ball == party) for party in held}
    found = [Share(board.parties[p], n, calendar.workdays(since[p], board.on)) for p, n in held.items()]
    return sorted(found, key=lambda share: (-share.cases, share.party.key))


def held_workdays(row: Standing, on: date, calendar: Calendar) -> int:
    """For how many workdays the ball has been where it is."""
    return calendar.workdays(row.ball_since, on) if row.ball_since else 0


def stage(row: Standing) -> str:
    """accepting, asked (a notice is out), deciding, stopped (a special procedure runs) or closed."""
    if row.closed_on is not None:
        return "closed"
    accepting = row.kind == "approvals.acceptance"
    if row.state == "paused":
        return "asked" if accepting else "stopped"
    return "accepting" if accepting else "deciding"


def _key(row: Standing, by: str, parties: dict[int, PartyRow]) -> str:
    if by == "stage":
        return stage(row)
    return parties[row.owner].key if by == "department" else row.promise


def _names(row: Standing, by: str, parties: dict[int, PartyRow]) -> tuple[str, str]:
    if by == "stage":
        return stage(row), stage(row)
    if by == "department":
        return parties[row.owner].name, parties[row.owner].name_en
    return row.promise, row.promise_en
