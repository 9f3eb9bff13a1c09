"""The sentence on top of a project: when it may start, what decides that, and who has the ball."""

from collections.abc import Sequence
from datetime import date
from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.kernel.calendar import Calendar
from luodi.slices.matters.rules.catalogue import START
from luodi.slices.matters.rules.packaged import named
from luodi.slices.plans.rules.forecast import DONE, RUNNING
from luodi.slices.plans.views.shown import Desk, Shown
from luodi.web.days import dated, short_day
from luodi.web.svg import element

NAMED = 3  # matters a sentence names


def headline(desk: Desk) -> Markup:
    """What stands on top of a project's page."""
    project, on = desk.plan.project, desk.on
    if project.dropped_on:
        return Markup(_("Dropped on %(day)s; nothing of its plan is waited for any more.")) % {
            "day": bold(dated(project.dropped_on, on))
        }
    if desk.start_on is None:
        return _started(desk)
    return Markup(_("Start expected on %(day)s%(against)s. %(decides)s %(ball)s %(complete)s")) % {
        "day": element("b", dated(desk.start_on, on), class_="when-start"),
        "against": against(desk.sitting.calendar, desk.start_on, desk.contract_on),
        "decides": _decides(desk),
        "ball": _ball(desk),
        "complete": complete(desk),
    }


def complete(desk: Desk) -> Markup:
    """When the last matter is expected to be done; that nobody knows, where nobody says how long it is built."""
    if desk.no_days:
        return Markup(_("Its completion is not known: nobody has said how long it is built."))
    if desk.end_on is None:
        return Markup("")
    return Markup(_("Complete, as things stand, on %(day)s.")) % {"day": bold(dated(desk.end_on, desk.on))}


def _started(desk: Desk) -> Markup:
    every = list(desk.matters.values())
    left = sum(one.state != DONE for one in every)
    if desk.plan.started_on is None:
        return Markup(_("The plan has no joint check before the start; %(left)s.")) % {"left": bold(matters(left))}
    if not left:
        return Markup(_("Started on %(day)s, and every matter is done.")) % {
            "day": bold(dated(desk.plan.started_on, desk.on))
        }
    return Markup(_("Started on %(day)s; %(left)s to go until it may be used. %(complete)s")) % {
        "day": bold(dated(desk.plan.started_on, desk.on)),
        "left": bold(matters(left)),
        "complete": complete(desk),
    }


def against(calendar: Calendar, start_on: date, contract_on: date | None) -> Markup:
    """How a start stands to the promised day, in working days; empty where no day is promised."""
    if contract_on is None:
        return Markup("")
    days = calendar.workdays(start_on, contract_on)
    if not days:
        return Markup(_(", the promised day"))
    if days > 0:
        words = ngettext(
            ", %(n)s working day before the promised day", ", %(n)s working days before the promised day", days
        )  # fmt: skip
        return Markup(words) % {"n": element("b", str(days), class_="said-good")}
    words = ngettext(", %(n)s working day after the promised day", ", %(n)s working days after the promised day", -days)
    return Markup(words) % {"n": element("b", str(-days), class_="said-late")}


def _decides(desk: Desk) -> Markup:
    """The way to the start from today, without its last step: what it waits for, the first few by name."""
    way = [code for code in desk.chain if desk.matters[code].state != DONE and code != START]
    if not way:
        return Markup(_("Only the joint check itself is left."))
    names = [bold(desk.matters[code].name) for code in way[:NAMED]]
    said = Markup(_(" → ")).join(names)
    if len(way) > NAMED:
        more = ngettext(" and %(n)s more", " and %(n)s more", len(way) - NAMED) % {"n": len(way) - NAMED}
        said += more
    return Markup(_("What decides it: %(way)s.")) % {"way": said}


def _ball(desk: Desk) -> Markup:
    first = next((desk.matters[code] for code in desk.chain if desk.matters[code].state != DONE), None)
    if first is None:
        return Markup("")
    if first.state == RUNNING:
        return Markup(_("The ball is with %(who)s, day %(n)s.")) % {
            "who": bold(first.party) if first.entry.level == "county" else bold(above(desk, first)),
            "n": first.used,
        }
    return Markup(_("Next comes %(what)s.")) % {"what": bold(first.name)}


def above(desk: Desk, one: Shown) -> str:
    """With whom a matter above the county lies, and who of the county is after it."""
    level = named("levels", one.entry.level)
    return _("%(level)s level (through %(party)s)") % {
        "level": desk.sitting.said(level.zh, level.en),
        "party": one.party,
    }


def bold(words: str) -> Markup:
    """Words of a sentence that carry it."""
    return element("b", words)


def matters(count: int) -> str:
    """A number of matters."""
    return ngettext("%(count)s matter", "%(count)s matters", count) % {"count": count}


def workdays(count: int) -> str:
    """A number of working days."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def list_of(names: Sequence[str]) -> str:
    """Names one after the other."""
    return reduce(lambda one, other: _("%(one)s, %(other)s") % {"one": one, "other": other}, names) if names else ""


def light_of(one: Shown) -> tuple[str, str]:
    """The light of a matter and its words: what is over is red whether it runs or not."""
    if one.state == DONE:
        if one.over:
            return "done", ngettext("%(n)s day over", "%(n)s days over", one.over) % {"n": one.over}
        return "done", _("closed")
    if one.state != RUNNING:
        return "planned", _("not yet")
    if one.over:
        return "overdue", ngettext("%(n)s day over", "%(n)s days over", one.over) % {"n": one.over}
    if not one.left:
        return "soon", _("due today")
    light = "soon" if one.left <= max(1, -(-one.days // 5)) else "normal"
    return light, ngettext("%(n)s day left", "%(n)s days left", one.left) % {"n": one.left}


def state_of(desk: Desk, one: Shown, *, short: bool = False) -> str:
    """Where a matter stands in a few words: done when, with whom until when, or from when to when as forecast."""

    def said(on: date, after: date) -> str:
        return numbered(on, after) if short else dated(on, desk.on)

    if one.state == DONE:
        return _("done on %(day)s") % {"day": said(one.done_on, desk.on)} if one.done_on else _("closed")
    if one.state == RUNNING:
        held = next((row.held_by for row in one.passages if row.runs and row.held_by), "")
        who = desk.party(held) if held else one.party if one.entry.level == "county" else above(desk, one)
        if one.over or one.ends_on is None:
            return _("now at %(who)s, %(late)s") % {"who": who, "late": light_of(one)[1]}
        return _("now at %(who)s, until %(day)s") % {"who": who, "day": said(one.ends_on, desk.on)}
    if one.begins_on is None or one.ends_on is None:
        return _("construction days not known") if desk.no_days else _("not yet")
    first, last = said(one.begins_on, desk.on), said(one.ends_on, one.begins_on)
    return first if one.begins_on == one.ends_on else f"{first}–{last}"


def numbered(on: date, after: date) -> str:
    """A day in a dense table after one of another year: 2029/6/26; of the same: 6/26."""
    return short_day(on) if on.year == after.year else f"{on.year}/{short_day(on)}"
