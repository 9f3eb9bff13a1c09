"""What the four tests, the states and the changes of a matter are called on a screen."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luodi.slices.meetings.rules.four import Cell
from luodi.web.lights import light_words

TEST_NAMES: Mapping[str, Any] = {
    "on_time": gettext_lazy("On time"),
    "full_amount": gettext_lazy("Full amount"),
    "same_scope": gettext_lazy("Same scope"),
    "effect": gettext_lazy("Effect"),
}
PHASES: Mapping[str, Any] = {
    "open": gettext_lazy("under way"),
    "done": gettext_lazy("to be checked"),
    "closed": gettext_lazy("closed off"),
    "split": gettext_lazy("split"),
}
CHANGES: Mapping[str, Any] = {
    "rescoped": gettext_lazy("Re-scoped"),
    "departed": gettext_lazy("Not as resolved"),
    "split": gettext_lazy("Split up"),
    "handed_over": gettext_lazy("Handed over"),
    "extended": gettext_lazy("Day moved"),
    "reopened": gettext_lazy("Opened again"),
    "corrected": gettext_lazy("Record corrected"),
}
CHANGE_STATES: Mapping[str, Any] = {
    "proposed": gettext_lazy("waits for approval"),
    "approved": gettext_lazy("approved"),
    "refused": gettext_lazy("not approved"),
    "found": gettext_lazy("found"),
    "mended": gettext_lazy("done again as resolved"),
}
SOON = 2  # working days; a matter is not measured by a term, so its last days are amber


class Said(NamedTuple):
    """One test as a cell shows it: the light's name and the words beside it."""

    test: str
    name: str
    light: str
    words: str


def said(cell: Cell) -> Said:
    """A test in words."""
    light, words = _SAID[cell.test](cell)
    return Said(cell.test, str(TEST_NAMES[cell.test]), light, words)


def _on_time(cell: Cell) -> tuple[str, str]:
    if cell.state == "fail":
        return "overdue", late(cell)
    if cell.state == "running":
        light = "soon" if cell.workdays <= SOON else "normal"
        return light, light_words(light, remaining=cell.workdays)
    return "done", _("on time")


def late(cell: Cell) -> str:
    """How late, in working days; where none passed, in calendar days."""
    if cell.workdays:
        return ngettext("%(n)s day late", "%(n)s days late", cell.workdays) % {"n": cell.workdays}
    return ngettext("%(n)s calendar day late", "%(n)s calendar days late", cell.days) % {"n": cell.days}


def _full_amount(cell: Cell) -> tuple[str, str]:
    if cell.state == "none":
        return "done", _("no amount")
    words = f"{plain(cell.reached)} / {plain(cell.wanted)}"
    return {"pass": "done", "running": "soon"}.get(cell.state, "overdue"), words


def _same_scope(cell: Cell) -> tuple[str, str]:
    if cell.state == "fail":
        return "overdue", _("not as resolved")
    if cell.state == "waits":
        return "soon", _("change waits")
    return "done", _("as resolved")


def _effect(cell: Cell) -> tuple[str, str]:
    if cell.state == "waits":
        return "planned", ngettext("watch %(n)s day", "watch %(n)s days", cell.days) % {"n": cell.days}
    if cell.state == "fail":
        return "overdue", _("none shown")
    return ("done", _("it works")) if cell.state == "pass" else ("planned", _("not yet due"))


_SAID = {"on_time": _on_time, "full_amount": _full_amount, "same_scope": _same_scope, "effect": _effect}


def plain(amount: Decimal | None) -> str:
    """An amount without noughts at its end, thousands set off."""
    if amount is None:
        return "–"
    whole = amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount.normalize()
    return f"{whole:,f}"


def clauses(count: int) -> str:
    """A number of clauses."""
    return ngettext("%(n)s clause", "%(n)s clauses", count) % {"n": count}


def matters(count: int) -> str:
    """A number of matters."""
    return ngettext("%(n)s matter", "%(n)s matters", count) % {"n": count}
