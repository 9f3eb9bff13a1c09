"""The smallest SVG writer the drawings need: elements with escaped attributes, percentages and runs."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from markupsafe import Markup, escape

T = TypeVar("T")
ATTRIBUTES_KEPT = 8192


def element(name: str, *children: Markup | str, **attributes: str | float | None) -> Markup:
    """One element. `class_` becomes `class`, `stroke_width` becomes `stroke-width`; None leaves an attribute out."""
    written = "".join([_attribute(key, value) for key, value in attributes.items() if value is not None])
    inside = "".join([escape(child) for child in children])
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def picture(label: str, *children: Markup, **attributes: str | float | None) -> Markup:
    """An `<svg>` that is read aloud as the one sentence `label`."""
    return element("svg", *children, role="img", aria_label=label, **attributes)


def at(share: float, *children: Markup) -> Markup:
    """Children in pixels, placed at a share (0 to 1) of the drawing's width, so that shapes and text never stretch."""
    return element("svg", *children, x=percent(share), class_="at")


def percent(share: float) -> str:
    """A share (0 to 1) as an SVG length."""
    return f"{round(share * 100, 3):g}%"


def flag(x: float, top: float, foot: float) -> Markup:
    """The flag of a promised day: a pole from `top` to `foot` (pixels) with a swallow-tailed flag to its right."""
    cloth = f"M{x:g} {top:g}h6.6l-2 2.6 2 2.6h-6.6z"
    pole = element("path", d=f"M{x:g} {top:g}V{foot:g}", class_="pole")
    return element("g", pole, element("path", d=cloth, class_="cloth"), class_="flag")


def runs(things: Iterable[T], key: Callable[[T], object]) -> Iterator[tuple[T, int]]:
    """Neighbours that are alike, as (the first of them, how many)."""
    for _, group in groupby(things, key):
        alike = list(group)
        yield alike[0], len(alike)


@lru_cache(ATTRIBUTES_KEPT, typed=True)
def _attribute(key: str, value: str | float) -> str:
    said = escape(value) if isinstance(value, str) else f"{value:g}"
    return f' {key.rstrip("_").replace("_", "-")}="{said}"'
