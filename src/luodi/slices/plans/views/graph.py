"""The dependency graph of a plan as one drawing: a box a matter, bold what decides, hairline what has float."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from luodi.slices.plans.views.layout import Layout, Place, Tie, columns, layout, reduced
from luodi.slices.plans.views.wrapping import fitted, wrapped
from luodi.web.svg import element, picture

ROOM, NARROW, WIDE = 1236, 126, 150  # px: of a desk, of a column at least and at most
BETWEEN, GAP, LANE, EDGE = 22, 12, 14, 4  # px between columns, between boxes, of a lane, around all
FIXED = 1160  # px; a wider drawing may shrink to this on a smaller desk
LINE, NAME, SECOND = 14, 13, 12.5  # px: the height of a line, the letters of a name, of the lines below
LINES, WHO_LINES = 5, 3  # of a name and of whose it is, at most
LAYOUTS_KEPT = 256
WORKS = "works"  # the key of the box that is no matter: what is built


class Node(NamedTuple):
    """A box. `state`: done, running, ahead; `lines`: below the name, whose it is and its days."""

    code: str
    name: str
    lines: tuple[str, str]
    state: str
    late: bool
    deciding: bool


def graph(nodes: Sequence[Node], ties: Sequence[Tie], deciding: Collection[Tie], label: str) -> Markup:
    """Boxes in columns, each after all it waits for, as high as what it says. An edge that a longer way implies is left
    to the table."""
    tasks = tuple(node.code for node in nodes)
    pitch = min(max(ROOM // columns(tasks, ties), NARROW), WIDE)
    said = [_lines(node, pitch - BETWEEN) for node in nodes]
    heights = tuple(_high(lines) for lines in said)
    light, heavy, placed = _placed(tasks, tuple(ties), frozenset(deciding), heights)
    edges = [_edge(tie, placed, pitch, "edge") for tie in light]
    edges += [_edge(tie, placed, pitch, "edge deciding") for tie in heavy]
    boxes = [_box(node, lines, placed.boxes[node.code], pitch) for node, lines in zip(nodes, said, strict=True)]
    width, height = placed.columns * pitch - BETWEEN + 2 * EDGE, round(placed.height) + 2 * EDGE
    class_ = "graph" if width > FIXED else "graph whole"
    return picture(label, *edges, *boxes, class_=class_, viewBox=f"0 0 {width} {height}", width=width, height=height)


def _lines(node: Node, wide: int) -> list[tuple[str, str]]:
    """The lines of a box and what each is: the name, whose it is, its days."""
    who, days = node.lines
    return [
        *((line, "name") for line in wrapped(node.name, (wide - 8) / NAME, LINES)),
        *((line, "who") for line in wrapped(who, (wide - 4) / SECOND, WHO_LINES)),
        (fitted(days, (wide - 4) / SECOND), "days"),
    ]


def _high(lines: Sequence[tuple[str, str]]) -> int:
    return 16 + LINE * len(lines)


@lru_cache(LAYOUTS_KEPT)
def _placed(
    tasks: tuple[str, ...], ties: tuple[Tie, ...], deciding: frozenset[Tie], heights: tuple[int, ...]
) -> tuple[list[Tie], list[Tie], Layout]:
    """The edges that are drawn, those that decide apart, and where all stands."""
    shown = reduced(tasks, ties)
    heavy = [tie for tie in shown if tie in deciding]
    light = [tie for tie in shown if tie not in deciding]
    return light, heavy, layout(tasks, shown, heavy, [high + GAP for high in heights], LANE)


def _left(place: Place, pitch: int) -> float:
    return EDGE + place.column * pitch


def _y(place: Place) -> float:
    return round(EDGE + place.y, 1)


def _edge(tie: Tie, placed: Layout, pitch: int, class_: str) -> Markup:
    """From the right side of a box to the left of another, bending only in the gutters between columns."""
    first, last = placed.boxes[tie[0]], placed.boxes[tie[1]]
    x, y = _left(first, pitch) + pitch - BETWEEN, _y(first)
    way = f"M{x:g} {y:g}"
    for lane in placed.lanes[tie]:
        way += _bend(x, y, _left(lane, pitch), _y(lane)) + f"h{pitch - BETWEEN}"
        x, y = _left(lane, pitch) + pitch - BETWEEN, _y(lane)
    end = _left(last, pitch) - 7
    way += _bend(x, y, end, _y(last))
    head = element("path", d=f"M{end + 6:g} {_y(last):g}l-7 -4v8z", class_="head")
    return element("g", element("path", d=way), head, class_=class_)


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    if y == to_y:
        return f"H{to_x:g}"
    middle = (x + to_x) / 2
    return f"C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}"


def _box(node: Node, lines: Sequence[tuple[str, str]], place: Place, pitch: int) -> Markup:
    left, wide, high = _left(place, pitch), pitch - BETWEEN, _high(lines)
    first = _y(place) - LINE * (len(lines) - 1) / 2 + 4.5
    middle = left + wide / 2
    texts = [element("text", line, x=middle, y=first + LINE * i, class_=kind) for i, (line, kind) in enumerate(lines)]
    shape = element("rect", x=left, y=_y(place) - high / 2, width=wide, height=high, rx=5)
    title = element("title", f"{node.code} {node.name}" if node.code != WORKS else node.name)
    class_ = f"box box-{node.state}{' late' if node.late else ''}{' deciding' if node.deciding else ''}"
    return element("g", title, shape, *texts, class_=class_)
