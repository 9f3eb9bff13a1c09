"""Whether a text is what it looks like: no control characters, and none that turn the direction of what follows."""

import re

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def hides(text: str) -> bool:
    """Whether a text holds a character that no screen and no paper shows, or that shows others in another order.

    Line feeds and tabs are shown, so are all kinds of spaces, the full-width one and those of no width among them. The
    turning ones are those of Unicode's annex 9 (UAX #9, section 2).
    """
    return _HIDDEN.search(text) is not None
