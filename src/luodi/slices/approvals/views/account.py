"""The day account of a case: one line a day from receipt to today, counted or not and why, for table and drawings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup

from luodi.kernel.clock import days, explain, next_day
from luodi.slices.approvals.views import words
from luodi.slices.approvals.views.casefile import CaseFile
from luodi.spine.commitments.reads import PauseRow
from luodi.web.account import AccountDay, account_runs
from luodi.web.clocks import ClockDay, two_clocks
from luodi.web.days import short_day, short_weekday
from luodi.web.drawing import Cell, strip

AHEAD = 4  # days drawn beyond the promised day, once it is near
NEAR = 1
LEAST = 7  # days drawn at least
RECENT = 30  # lines that stand open of a long account
LONG = 45
ENDLESS = 250


@dataclass(frozen=True)
class Line:
    """A day: its kind on the department's clock, both totals at its end, and who held the ball that morning."""

    on: date
    kind: str
    net: int | None
    gross: int
    holder: int | None
    told: tuple[str, ...] = ()

    @property
    def is_rest(self) -> bool:
        return self.kind == "rest"


def lines(file: CaseFile) -> list[Line]:
    """The account from the day of receipt to today, or to the end of the case."""
    counted = {line.date: line for line in explain(file.calendar, file.day_zero, file.on, file.stops)}
    told = _told(file)
    made = []
    for on, holder in _holders(file):
        line = counted.get(on)
        kind = "before" if line is None else _kind(file, on, line.why, line.counted)
        if kind in ("before", "paused", "over") and not file.calendar.is_workday(on):
            kind = "rest"
        gross = file.calendar.workdays(file.row.received_on, on)
        made.append(Line(on, kind, line.net if line else None, gross, holder, tuple(told.get(on, ()))))
    return made


def _kind(file: CaseFile, on: date, why: str, counted: bool) -> str:
    if why == "day_zero":
        return "zero"
    if why == "paused":
        return "paused"
    if not counted:
        return "rest"
    due_on = file.row.due_on
    if due_on is None or on < due_on:
        return "counted"
    if on > due_on:
        return "over"
    return "last" if on == file.on and not file.closed else "counted"


def _holders(file: CaseFile) -> Iterator[tuple[date, int | None]]:
    """Each day with whose ball it was that morning; on the day of receipt, who got it."""
    coming = list(file.mornings)
    holder = coming[0][0] if coming else None
    for on in days(file.row.received_on, file.on):
        while coming and coming[0][1] < on:
            holder = coming.pop(0)[0]
        yield on, holder


def _told(file: CaseFile) -> dict[date, list[str]]:
    told: dict[date, list[str]] = {}
    for fact in file.told_to_all():
        told.setdefault(file.sitting.seat.day(fact.happened_at), []).append(file.sentence(fact))
    return told


def account_days(file: CaseFile, made: list[Line]) -> list[AccountDay]:
    """The lines as rows of a table, neighbouring rest days as one."""
    rows, before = [], None
    for run in _runs(made):
        first = run[0]
        if first.is_rest and not first.told:
            rows.append(_rest_row(file, run))
            continue
        rows.append(_row(file, first, before))
        before = first
    return rows


def _runs(made: Iterable[Line]) -> Iterator[list[Line]]:
    """Each day alone, but rest days on which nothing happened together."""
    run: list[Line] = []
    for line in made:
        if run and line.is_rest and not line.told:
            run.append(line)
            continue
        if run:
            yield run
            run = []
        if line.is_rest and not line.told:
            run = [line]
        else:
            yield [line]
    if run:
        yield run


def _rest_row(file: CaseFile, run: list[Line]) -> AccountDay:
    first, last = run[0].on, run[-1].on
    holiday = next((name for line in run if (name := file.calendar.label(line.on))), "")
    return AccountDay(
        label=_label(file, first) if first == last else f"{_label(file, first)}–{short_day(last)}",
        weekday=short_weekday(first) if first == last else f"{short_weekday(first)}–{short_weekday(last)}",
        kind="rest",
        mark="–",
        counts=_("not counted"),
        net="",
        gross=str(run[-1].gross),
        happened=holiday if holiday and not file.sitting.english else _("public holiday") if holiday else _("weekend"),
        ground=_provisional(file, last),
        tone="rest",
    )


def _row(file: CaseFile, line: Line, before: Line | None) -> AccountDay:
    happened, ground = _happened(file, line, before)
    return AccountDay(
        label=_label(file, line.on),
        weekday=short_weekday(line.on),
        kind={"zero": "before"}.get(line.kind, line.kind),
        mark=_mark(line),
        counts=_counts(file, line),
        net="–" if line.net is None or line.kind == "zero" else str(line.net),
        gross=str(line.gross),
        happened=happened,
        ground=" · ".join(filter(None, (ground, _provisional(file, line.on)))),
        holder=file.holder(line.holder),
        colour=file.colour(line.holder),
        tone=_tone(file, line),
    )


def _label(file: CaseFile, on: date) -> str:
    """A day as a dense table has it, with its year where it is not this one."""
    return short_day(on) if on.year == file.sitting.on.year else f"{on.year}/{short_day(on)}"


def _mark(line: Line) -> str:
    if line.kind in ("counted", "last", "over"):
        return str(line.net)
    return {"zero": "0", "paused": pgettext("mark of a day on which the clock stands", "II"), "rest": "–"}.get(
        line.kind, "·"
    )


def _counts(file: CaseFile, line: Line) -> str:
    if line.kind == "before":
        return _("not accepted yet") if file.row.promise else _("before the papers came")
    return {"zero": _("day 0"), "paused": _("stands still"), "rest": _("not counted")}.get(line.kind, _("counted"))


def _tone(file: CaseFile, line: Line) -> str:
    if line.kind in ("paused", "rest"):
        return "stopped" if line.kind == "paused" else "rest"
    return "now" if line.on == file.on and not file.closed else ""


def _happened(file: CaseFile, line: Line, before: Line | None) -> tuple[str, str]:
    """What was recorded that day, its second half as the ground; on a quiet day what the case was waiting for."""
    pause = _pause(file, line.on) if line.kind == "paused" else None
    if line.told:
        first, _mark, second = line.told[0].partition("; " if file.sitting.english else "\uff1b")
        return first, "\n".join(filter(None, (second, *line.told[1:])))
    if pause is not None:
        same = before is not None and before.kind == "paused"
        return _waits_for(file, pause.reason), _("as above") if same else _stopped_by(pause)
    if line.kind == "over":
        return _("In review, beyond the promised day"), ""
    if line.kind == "last":
        return _("In review"), _("today is the last day")
    return _quiet(file, line), ""


def _quiet(file: CaseFile, line: Line) -> str:
    if line.is_rest:
        return _("weekend")
    if line.holder == file.row.applicant:
        return _waits_for(file, "supplement")
    return _("In review") if file.row.promise and line.kind == "counted" else _("Checking the papers")


def _waits_for(file: CaseFile, reason: str) -> str:
    return _("Your papers are waited for") if file.for_firm and reason == "supplement" else words.procedure(reason)


def _pause(file: CaseFile, on: date) -> PauseRow | None:
    key = file.running.pk if file.running else None
    covering = [p for p in file.pauses if p.commitment == key and p.from_on <= on and (not p.to_on or on <= p.to_on)]
    return covering[-1] if covering else None


def _stopped_by(pause: PauseRow) -> str:
    told = _("told in writing, notice %(number)s") % {"number": pause.notice} if pause.notice else ""
    return " · ".join(filter(None, (words.law(pause.legal_basis), told)))


def _provisional(file: CaseFile, on: date) -> str:
    """That a day may still change; where no calendar is known at all, the heading says it once."""
    known = file.calendar.last_published is not None
    return _("no notice for this day yet: provisional") if known and file.calendar.provisional(on) else ""


def drawing(file: CaseFile, made: list[Line]) -> Markup:
    """The two clocks of the case, with the days still to come."""
    drawn = [_clock_day(file, line) for line in made] + [_coming(file, on, kind) for on, kind in _ahead(file)]
    late = _("overdue from tomorrow") if file.left == 0 else _("overdue from here")
    return two_clocks(tuple(drawn), net=file.net, gross=file.gross, late_words=late)


def _clock_day(file: CaseFile, line: Line) -> ClockDay:
    counts = line.kind in ("counted", "last", "over")
    colour = file.colour(line.holder) if line.gross and not line.is_rest else ""
    return ClockDay(
        label=short_day(line.on),
        weekday=line.on.weekday(),
        kind="before" if line.kind == "zero" else line.kind,
        mark=str(line.net) if counts else "",
        colour=colour,
        today=line.on == file.on and not file.closed,
        flag=line.on == file.row.due_on,
    )


def _ahead(file: CaseFile) -> list[tuple[date, str]]:
    """The days to the promised one and, once it is near, a few beyond; while the clock stands, enough to be a row."""
    due_on = file.row.due_on
    if file.closed:
        return []
    last = due_on or file.calendar.add(file.row.received_on, LEAST)
    if due_on and 0 <= (file.left or 0) <= NEAR:
        last = file.calendar.add(due_on, AHEAD)
    coming = days(next_day(file.on), last)
    return [(on, _coming_kind(due_on, on) if file.calendar.is_workday(on) else "rest") for on in coming]


def _coming_kind(due_on: date | None, on: date) -> str:
    if due_on is None:
        return "before"
    return "open" if on <= due_on else "late"


def _coming(file: CaseFile, on: date, kind: str) -> ClockDay:
    return ClockDay(short_day(on), on.weekday(), kind, flag=on == file.row.due_on)


def case_strip(file: CaseFile, made: list[Line]) -> Markup:
    """The days of the promise that counts now as one strip."""
    kinds = {"counted": "counted", "last": "counted", "over": "over", "paused": "paused"}
    cells = [Cell(kinds[line.kind]) for line in made if line.kind in kinds]
    cells += [Cell(kind) for _on, kind in _ahead(file) if kind == "open"]
    flag = None if file.row.due_on is None else sum(cell.kind != "over" for cell in cells)
    return strip(tuple(cells), flag) if cells else Markup()


def parted(rows: list[AccountDay]) -> tuple[list[AccountDay], list[AccountDay]]:
    """The earlier part of a long account, to be opened, and what stands open; of an endless one runs of equal days."""
    if len(rows) <= LONG:
        return [], rows
    earlier = rows[:-RECENT]
    return (account_runs(earlier) if len(earlier) > ENDLESS else earlier), rows[-RECENT:]

