"""What the graph of a plan is given: boxes and edges up to the start, and those of what follows it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.slices.matters.rules.catalogue import START
from luodi.slices.plans.rules.completion import ACCEPTANCE
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME
from luodi.slices.plans.views.graph import WORKS, Node, graph
from luodi.slices.plans.views.layout import reduced
from luodi.slices.plans.views.shown import TYPICAL, Desk, Shown
from luodi.slices.plans.views.words import workdays
from luodi.web.days import day, full_day, short_day
from luodi.web.kept import once_a_language
from luodi.web.lights import light_words

DRAWINGS_KEPT = 256
_graph = once_a_language(DRAWINGS_KEPT)(graph)

Ties = Sequence[tuple[str, str]]


class Part(NamedTuple):
    """One drawing of a graph, and what it shows where there are two."""

    title: str
    drawing: Markup


def graphs(desk: Desk, *, whole: bool) -> list[Part]:
    """What the start waits for; with `whole` every matter, and in a drawing of their own those that wait for the start:
    side by side they would be wider than any desk."""
    to_start = desk.plan.plan.to_start
    shown = [one for code, one in desk.matters.items() if whole or code in to_start or not to_start]
    nodes = {one.code: _node(desk, one) for one in shown}
    edges = [(edge.before, edge.after) for edge in desk.plan.plan.edges if {edge.before, edge.after} <= nodes.keys()]
    bold = {tie for tie in edges if _decides(desk, tie)}
    if whole and (works := _works_node(desk)):
        nodes[works.code] = works
        edges = list(dict.fromkeys(tie for edge in edges for tie in _through(desk, works.code, *edge)))
    edges = reduced(nodes, edges)
    later = _following(START, edges)
    if not later:
        return [Part("", _drawing(desk, [*nodes.values()], edges, bold))]
    behind = [tie for tie in edges if tie[1] in later]
    around = later | {before for before, _after in behind}
    return [
        Part(title, _drawing(desk, [nodes[code] for code in nodes if code in codes], ties, bold))
        for title, codes, ties in (
            (_("Up to the start"), nodes.keys() - later, [tie for tie in edges if tie not in behind]),
            (_("After the start"), around, behind),
        )
    ]


def _drawing(desk: Desk, nodes: Sequence[Node], ties: Ties, bold: Collection[tuple[str, str]]) -> Markup:
    label = ngettext(
        "Graph of %(n)s matter of %(name)s and what each waits for.",
        "Graph of %(n)s matters of %(name)s and what each waits for.",
        len(nodes),
    ) % {"n": len(nodes), "name": desk.plan.project.name}
    return _graph(tuple(nodes), tuple(ties), frozenset(bold), label)


def _following(code: str, ties: Ties) -> set[str]:
    """All that waits for a matter, at one remove or more."""
    found, asked = set[str](), [code]
    while asked:
        one = asked.pop()
        more = {after for before, after in ties if before == one} - found
        found |= more
        asked += more
    return found


def _works_node(desk: Desk) -> Node | None:
    """The works between the start and the acceptances, where it is known how long they take."""
    ahead = desk.completion
    if ahead is None or desk.built_on is None or ahead.built is None:
        return None
    state = "ahead" if desk.start_on else "running" if ahead.built else "done"
    longest = max(one.days or 0 for one in ahead.works)
    return Node(WORKS, _("Construction"), (workdays(longest), full_day(desk.built_on)), state, False, False)


def _through(desk: Desk, works: str, before: str, after: str) -> list[tuple[str, str]]:
    """An edge from the start to an acceptance leads through the works."""
    if before != START or desk.matters[after].entry.stage != ACCEPTANCE:
        return [(before, after)]
    return [(before, works), (works, after)]


def _decides(desk: Desk, tie: tuple[str, str]) -> bool:
    """Whether an edge is on the way that decides the start: both decide, and one begins the day the other ends."""
    before, after = desk.matters[tie[0]], desk.matters[tie[1]]
    on_chain = tie in zip(desk.chain, desk.chain[1:], strict=False)
    return on_chain or (before.deciding and after.deciding and before.ends_on == after.begins_on)


def _node(desk: Desk, one: Shown) -> Node:
    state = {DONE: "done", RUNNING: "running", TO_COME: "ahead"}[one.state]
    decides = one.deciding or one.code in desk.chain
    return Node(one.code, one.name, (one.short, days_words(one)), state, bool(one.over), decides)


def days_words(one: Shown) -> str:
    """The days of a matter as its box says them: how many it has, how many are used, that it is done."""
    mark = TYPICAL if one.typical else ""
    term = ngettext("%(n)s day", "%(n)s days", one.days) % {"n": one.days} + mark
    if one.state == DONE and one.over:
        return _("%(used)s / %(term)s days") % {"used": one.used, "term": one.days} + mark
    if one.state == DONE:
        return _("done %(day)s") % {"day": short_day(one.done_on)} if one.done_on else term
    if one.state == RUNNING and one.over:
        return _("day %(used)s of %(term)s") % {"used": one.used, "term": one.days} + mark
    if one.state == RUNNING:
        return light_words("normal", remaining=one.left) + mark
    if one.code == START and one.ends_on:
        return day(one.ends_on)
    if one.entry.stage == ACCEPTANCE and one.ends_on:
        return full_day(one.ends_on)
    return term if one.days else _("same day") + mark
