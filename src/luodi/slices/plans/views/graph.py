"""The dependency graph of a plan as one drawing: a box a matter, bold what decides, hairline what has float."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from luodi.slices.plans.views.layout import Layout, Place, Tie, layout, reduced
from luodi.slices.plans.views.wrapping import fitted, wrapped
from luodi.web.svg import element, picture

BOX, PITCH, GAP, LANE, EDGE = 104, 126, 12, 14, 4
FEW, MANY = 8, 11  # columns that fit as they are, and columns that fit a desk when drawn a little smaller
NAME, LINE, SECOND = 7.5, 14, 8.1  # ems of a name's line, its height, ems of the lines below
LAYOUTS_KEPT = 256
WORKS = "works"  # the key of the box that is no matter: what is built
BELOW = 38  # what a box has beside the lines of its name


class Node(NamedTuple):
    """A box. `state`: done, running, ahead; `lines`: below the name, whose it is and its days."""

    code: str
    name: str
    lines: tuple[str, str]
    state: str
    late: bool
    deciding: bool


def graph(
    nodes: Sequence[Node], ties: Sequence[Tie], deciding: Collection[Tie], label: str, *, lines: int = 2
) -> Markup:
    """Boxes in columns, each after all it waits for; a name takes up to `lines`. An edge that a longer way implies is
    left to the table."""
    light, heavy, placed = _placed(tuple(node.code for node in nodes), tuple(ties), frozenset(deciding), lines)
    edges = [_edge(tie, placed, "edge") for tie in light] + [_edge(tie, placed, "edge deciding") for tie in heavy]
    boxes = [_box(node, placed.boxes[node.code], lines) for node in nodes]
    width, height = placed.columns * PITCH - (PITCH - BOX) + 2 * EDGE, round(placed.height) + 2 * EDGE
    class_ = "graph" if FEW < placed.columns <= MANY else "graph whole"
    return picture(label, *edges, *boxes, class_=class_, viewBox=f"0 0 {width} {height}", width=width, height=height)


@lru_cache(LAYOUTS_KEPT)
def _placed(
    tasks: tuple[str, ...], ties: tuple[Tie, ...], deciding: frozenset[Tie], lines: int
) -> tuple[list[Tie], list[Tie], Layout]:
    """The edges that are drawn, those that decide apart, and where all stands."""
    shown = reduced(tasks, ties)
    heavy = [tie for tie in shown if tie in deciding]
    light = [tie for tie in shown if tie not in deciding]
    return light, heavy, layout(tasks, shown, heavy, BELOW + LINE * lines + GAP, LANE)


def _left(place: Place) -> float:
    return EDGE + place.column * PITCH


def _y(place: Place) -> float:
    return round(EDGE + place.y, 1)


def _edge(tie: Tie, placed: Layout, class_: str) -> Markup:
    """From the right side of a box to the left of another, bending only in the gutters between columns."""
    first, last = placed.boxes[tie[0]], placed.boxes[tie[1]]
    x, y = _left(first) + BOX, _y(first)
    way = f"M{x:g} {y:g}"
    for lane in placed.lanes[tie]:
        way += _bend(x, y, _left(lane), _y(lane)) + f"h{BOX}"
        x, y = _left(lane) + BOX, _y(lane)
    end = _left(last) - 7
    way += _bend(x, y, end, _y(last))
    head = element("path", d=f"M{end + 6:g} {_y(last):g}l-7 -4v8z", class_="head")
    return element("g", element("path", d=way), head, class_=class_)


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    if y == to_y:
        return f"H{to_x:g}"
    middle = (x + to_x) / 2
    return f"C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}"


def _box(node: Node, place: Place, most: int) -> Markup:
    high = BELOW + LINE * most
    left, top = _left(place), _y(place) - high / 2
    middle, names = left + BOX / 2, wrapped(node.name, NAME, most)
    first = top + 15 + LINE * (most - len(names)) / 2
    texts = [element("text", line, x=middle, y=first + LINE * i, class_="name") for i, line in enumerate(names)]
    below = first + LINE * len(names) + 1
    texts += [
        element("text", fitted(words, SECOND), x=middle, y=below + 15 * i, class_=kind)
        for i, (words, kind) in enumerate(zip(node.lines, ("who", "days"), strict=True))
    ]
    shape = element("rect", x=left, y=top, width=BOX, height=high, rx=5)
    title = element("title", f"{node.code} {node.name}" if node.code != WORKS else node.name)
    class_ = f"box box-{node.state}{' late' if node.late else ''}{' deciding' if node.deciding else ''}"
    return element("g", title, shape, *texts, class_=class_)
