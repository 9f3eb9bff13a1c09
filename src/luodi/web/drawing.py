"""Small drawings of one promise: the strip of its days, and a bar of a count.

Four marks mean the same in every drawing: counted is solid, paused is hatched, still open is hollow, over is red
beyond the flag. A drawing carries classes and presentation attributes only; its colours come from the stylesheet,
its hatch and its shapes from the sprite of the page.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.web.kept import once_a_language
from luodi.web.svg import element, flag, percent, picture, runs

STEP, CELL, TOP, HEIGHT, FOOT = 11, 9, 7, 15, 24
SEPARATE_DAYS = 24
BAR = 176
DRAWINGS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Cell:
    """One working day of a promise. `kind`: counted, paused, open, over; `label` shows on pointing at the cell."""

    kind: str
    label: str = ""


@once_a_language(DRAWINGS_KEPT)
def strip(cells: tuple[Cell, ...], flag_after: int | None) -> Markup:
    """The clock strip: a cell per working day, the flag after `flag_after` cells (None: nothing promised yet).

    More than 24 days become one bar with a tick every ten days. Read aloud as `strip_words` says it.
    """
    label = strip_words(cells, flag_after)
    if len(cells) > SEPARATE_DAYS:
        return _bar(cells, flag_after, label)
    shapes = [_cell(cell, i) for i, cell in enumerate(cells)]
    if flag_after is not None:
        shapes.append(flag(flag_after * STEP - 0.4, 1, FOOT - 1))
    width = max(len(cells) * STEP, (flag_after or 0) * STEP + 9)
    return picture(label, *shapes, class_="strip", viewBox=f"0 0 {width} {FOOT}")


def strip_words(cells: tuple[Cell, ...], flag_after: int | None) -> str:
    """The account of a strip in words: how many days were counted, of how many, and how many were paused."""
    counted = sum(cell.kind in ("counted", "over") for cell in cells)
    paused = sum(cell.kind == "paused" for cell in cells)
    if flag_after is None:
        words = ngettext("%(n)s day counted", "%(n)s days counted", counted) % {"n": counted}
    else:
        term = sum(cell.kind != "paused" for cell in cells[:flag_after])
        words = ngettext("%(n)s of %(term)s day", "%(n)s of %(term)s days", term) % {"n": counted, "term": term}
    if not paused:
        return words
    return words + " · " + ngettext("%(n)s paused", "%(n)s paused", paused) % {"n": paused}


@lru_cache(DRAWINGS_KEPT)
def bar(value: int, most: int, colour: str, label: str) -> Markup:
    """A horizontal bar from zero: `value` of `most`, in a party colour (d1 to d5) or `azure`."""
    share = value / most if most else 0
    return picture(
        label,
        element("rect", width=percent(share), height="100%", rx=2, class_=f"fill-{colour}"),
        class_="bar",
        width="100%",
        height=14,
    )


def _cell(cell: Cell, place: int) -> Markup:
    title = (element("title", cell.label),) if cell.label else ()
    inset = 0.5 if cell.kind == "open" else 0
    return element(
        "rect",
        *title,
        x=place * STEP + inset,
        y=TOP + inset,
        width=CELL - 2 * inset,
        height=HEIGHT - 2 * inset,
        rx=1.6,
        class_=f"day-{cell.kind}",
    )


def _bar(cells: tuple[Cell, ...], flag_after: int | None, label: str) -> Markup:
    unit = BAR / len(cells)
    shapes, place = [], 0
    for cell, length in runs(cells, lambda cell: cell.kind):
        x, width = round(place * unit, 2), round(length * unit, 2)
        shapes.append(element("rect", x=x, y=TOP, width=width, height=HEIGHT, class_=f"day-{cell.kind}"))
        place += length
    ticks = "".join(f"M{i * unit:.2f} {TOP}v{HEIGHT}" for i in range(10, len(cells), 10))
    shapes.append(element("path", d=ticks, class_="ticks"))
    if flag_after is not None:
        shapes.append(flag(round(flag_after * unit, 2), 1, FOOT - 1))
    return picture(label, *shapes, class_="strip", viewBox=f"0 0 {BAR + 10} {FOOT}")
