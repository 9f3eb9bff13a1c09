"""What the calendar of a plan is given: its rows, the days it shows, and its label."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.kernel import clock
from luodi.slices.matters.rules.catalogue import START
from luodi.slices.plans.reads import PassageRow
from luodi.slices.plans.rules.completion import ACCEPTANCE
from luodi.slices.plans.rules.forecast import DONE, RUNNING
from luodi.slices.plans.views.gantt import Bar, Row, Span, gantt
from luodi.slices.plans.views.shown import TYPICAL, Desk, Shown
from luodi.slices.plans.views.words import workdays
from luodi.web.days import full_day, short_day
from luodi.web.kept import once_a_language

BACK, LEAST, BEYOND = 330, 60, 45  # natural days: shown before today, shown at least, shown after the start

DRAWINGS_KEPT = 256
_calendar = once_a_language(DRAWINGS_KEPT)(gantt)


def calendar_rows(desk: Desk, *, whole: bool = False) -> list[Row]:
    """What decides the start first, joined in its order; then all else that has begun or lies before the start.

    Of a project that has started, and with `whole`: all that is to come, after the works its acceptances.
    """
    chain, whole = desk.chain, whole or desk.start_on is None
    others = [one for one in desk.matters.values() if one.code not in chain and _drawn(desk, one, whole)]
    others.sort(key=lambda one: (not one.deciding, one.received_on or one.begins_on or date.max, one.code))
    last = [one for one in others if one.entry.stage == ACCEPTANCE and not one.deciding]
    rows = [_row(desk, desk.matters[code], decides=True, joined=place > 0) for place, code in enumerate(chain)]
    rows += [_row(desk, one, decides=one.deciding) for one in others if one not in last]
    rows += works_rows(desk) if whole else []
    rows += [_row(desk, one, decides=False) for one in last]
    first = _span(desk, rows).first
    return [_dated(row, first) for row in rows]


def _dated(row: Row, first: date) -> Row:
    """A row that ended before the calendar begins says when."""
    if row.note or not row.bars or row.bars[-1].to_on > first:
        return row
    return replace(row, note=_("done %(day)s") % {"day": full_day(row.bars[-1].to_on)})


def calendar(desk: Desk, rows: Sequence[Row]) -> Markup:
    """The calendar of a plan."""
    return _calendar(tuple(rows), _span(desk, rows), calendar_words(desk, rows))


def calendar_words(desk: Desk, rows: Sequence[Row]) -> str:
    """The calendar in a sentence."""
    words = ngettext("Calendar of %(n)s matter of %(name)s.", "Calendar of %(n)s matters of %(name)s.", len(rows)) % {
        "n": len(rows),
        "name": desk.plan.project.name,
    }
    if desk.start_on is None:
        return words
    return words + " " + _("Start expected on %(day)s.") % {"day": full_day(desk.start_on)}


def works_rows(desk: Desk) -> list[Row]:
    """The works of a project from their begin to their end, each of several; none where nobody knows how long."""
    ahead, day, rows = desk.completion, desk.plan.line.date, list[Row]()
    for one in ahead.works if ahead else ():
        if ahead is None or not one.days:
            continue
        begin = one.begins(ahead.start)
        end = begin + one.days
        spans = [("running", begin, min(end, 0)), ("ahead", max(begin, 0), end)]
        bars = [Bar(kind, day(first), day(last)) for kind, first, last in spans if first < last]
        note = _("until %(day)s, as planned") % {"day": full_day(day(end))}
        rows.append(Row(one.name or _("Construction"), workdays(one.days), False, tuple(bars), note))
    return rows


def _drawn(desk: Desk, one: Shown, whole: bool) -> bool:
    """Whether a matter has a place on the calendar: it began, or it can end before or soon after the start."""
    if one.passages or one.ends_on is None or whole:
        return bool(one.passages) or one.ends_on is not None
    if desk.start_on is None or one.entry.stage == ACCEPTANCE:
        return False
    return one.slack is not None or one.ends_on <= clock.next_day(desk.start_on, BEYOND)


def _row(desk: Desk, one: Shown, *, decides: bool, joined: bool = False) -> Row:
    bars = [bar for row in one.passages for bar in _bars(desk, one, row)]
    if one.ends_on and one.state == RUNNING:
        bars.append(Bar("ahead", desk.on, one.ends_on))
    if one.ends_on and one.begins_on:
        bars.append(Bar("ahead", one.begins_on, one.ends_on))
    note, over = _note(desk, one)
    return Row(one.name, one.short, decides, tuple(bars), note, over, joined)


def _bars(desk: Desk, one: Shown, row: PassageRow) -> list[Bar]:
    """A handling: what its days allowed, and red what it took beyond."""
    end, kind = row.done_on or desk.on, "done" if row.done_on else "running"
    beyond = max(0, row.net - one.days) if one.unit == "workday" else 0
    if not beyond:
        return [Bar(kind, row.received_on, end)]
    turned = max(desk.sitting.calendar.add(end, -beyond), row.received_on)
    return [Bar(kind, row.received_on, turned), Bar("over", turned, end)]


def _note(desk: Desk, one: Shown) -> tuple[str, bool]:
    """What stands beside the bars: what went over and with whom, the float, or that it does not touch the start."""
    if one.over:
        return _over(one), True
    if one.state == DONE:
        return "", False
    if one.code == START and one.ends_on:
        return _("start %(day)s") % {"day": short_day(one.ends_on)}, False
    if one.ends_on and one.ends_on == desk.end_on:
        return _("complete %(day)s") % {"day": full_day(one.ends_on)}, False
    if one.slack is None and desk.start_on is not None and one.entry.stage != ACCEPTANCE:
        return _("does not hold up the start"), False
    if one.slack:
        return ngettext("%(n)s day of float", "%(n)s days of float", one.slack) % {"n": one.slack}, False
    return "", False


def _over(one: Shown) -> str:
    promised = one.entry.committed_days is not None
    if promised:
        words = ngettext("%(n)s day over its promise", "%(n)s days over its promise", one.over)
        words += TYPICAL if one.typical else ""
    else:
        words = ngettext("%(n)s day over the list", "%(n)s days over the list", one.over)
    return words % {"n": one.over} + _(", ") + held_by(one)


def held_by(one: Shown) -> str:
    """With whom a matter lies: above the county its level, else its party."""
    return {"city": _("with the city"), "province": _("with the province")}.get(one.entry.level, one.party)


def _span(desk: Desk, rows: Sequence[Row]) -> Span:
    """From the first that began to past the start and the contract's day. While a start is forecast, what ended more
    than eleven months ago does not stretch it."""
    bars = [bar for row in rows for bar in row.bars]
    if desk.start_on is None and desk.end_on is None and bars:
        first, last = min(bar.after_on for bar in bars), max(bar.to_on for bar in bars)
    else:
        horizon = clock.next_day(desk.on, -BACK)
        marked = [desk.contract_on] if desk.contract_on and desk.contract_on < desk.on else []
        near = [bar.after_on for bar in bars if bar.to_on > horizon] + marked
        first = max(min([*near, clock.next_day(desk.on, -LEAST // 2)]), horizon)
        last = max([desk.on, *(bar.to_on for bar in bars)])
    if desk.contract_on and desk.start_on and first < desk.contract_on:
        last = max(last, min(desk.contract_on, clock.next_day(desk.start_on, 4 * BEYOND)))
    last = max(last, clock.next_day(first, LEAST))
    margin = max(3, clock.days_between(first, last) // 20)
    return Span(
        desk.sitting.calendar, clock.next_day(first, -3), clock.next_day(last, margin), desk.on,
        desk.contract_on, desk.sitting.english,
    )  # fmt: skip
