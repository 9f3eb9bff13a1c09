"""What a light and a ball say: the words beside the shape, and the colour of whoever holds the ball."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luodi.web.kept import once_a_language

LIGHTS = ("overdue", "soon", "normal", "paused", "done", "planned")
"""Every light, the most urgent first; the shapes of the sprite carry the same names."""

BALL_COLOURS = {
    "department": "d1",
    "town": "d1",
    "park": "d1",
    "firm": "d2",
    "expert": "d3",
    "upper": "d4",
    "utility": "d5",
}
"""The party colour of each kind of party. They are never used for lights."""


def light_words(light: str, *, remaining: int | None = None, over: int = 0) -> str:
    """The words of a light; days are working days.

    `remaining`: workdays left to the promised day, 0 on that day; needed by normal and soon.
    `over`: workdays beyond the promised day; for a closed promise, how late it was closed.
    Raises ValueError for a light that does not exist or lacks its number.
    """
    if light in ("normal", "soon") and remaining is not None:
        return _left(remaining)
    if light == "overdue" and over > 0:
        return ngettext("%(n)s day over", "%(n)s days over", over) % {"n": over}
    if light == "done":
        if over <= 0:
            return _("closed")
        return ngettext("closed %(n)s day late", "closed %(n)s days late", over) % {"n": over}
    if light == "paused":
        return _("paused")
    if light == "planned":
        return _("not yet")
    raise ValueError(f"no words for light {light!r} with remaining={remaining}, over={over}")


@once_a_language(64)
def light_name(light: str) -> str:
    """The name of a light as a heading or a legend says it."""
    return {
        "overdue": _("overdue"),
        "soon": _("due soon"),
        "normal": _("on course"),
        "paused": _("paused"),
        "done": _("closed"),
        "planned": _("not yet"),
    }[light]


def ball_colour(party_kind: str) -> str:
    """The colour token (d1 to d5) of a kind of party; KeyError for a kind that may not hold a ball."""
    return BALL_COLOURS[party_kind]


def _left(remaining: int) -> str:
    if remaining <= 0:
        return _("due today")
    return ngettext("%(n)s day left", "%(n)s days left", remaining) % {"n": remaining}
