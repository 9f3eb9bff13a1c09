"""What a text may hold: all that is shown, nothing that hides or turns."""

import unicodedata

import pytest

from luodi.kernel.written import hides

SHOWN = ["", "县人民政府", "两行\n第二行\t", "全角\u3000空格", "\u200b粘贴来的", "é e\u0301 😀\u200d", "ʻ"]


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_shown_hides_nothing(text: str) -> None:
    assert not hides(text)


@pytest.mark.parametrize("text", ["\0", "a\x1b[31m", "\x7f", "\u202egnp.exe", "\u2066x", "\u200f", "\ud800", "\uffff"])
def test_what_hides_or_turns_is_found(text: str) -> None:
    assert hides(f"甲{text}乙")


def test_every_character_that_turns_others_is_known() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    found = [chr(at) for at in range(0x110000) if unicodedata.bidirectional(chr(at)) in turning]
    assert len(found) == 9 and all(map(hides, found))
