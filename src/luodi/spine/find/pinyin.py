"""How a character is read: every reading it has (the one of Changzhi is zhang too), without tones."""

import os
import unicodedata
from functools import cache
from importlib import resources

import yaml


@cache
def _dictionary() -> dict[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # a fifth of its time to start; we read characters alone
    from pypinyin.pinyin_dict import pinyin_dict

    return dict(pinyin_dict)


@cache
def _added() -> dict[str, list[str]]:
    """Readings of names that the dictionary lacks."""
    text = (resources.files("luodi") / "catalogue" / "pinyin.yml").read_text("utf-8")
    added: dict[str, list[str]] = yaml.safe_load(text)
    return added


@cache
def syllables_of(character: str) -> tuple[str, ...]:
    """The readings of a character; an umlaut is written `v` and, as many type it, `u`."""
    toned = _dictionary().get(ord(character), "")
    plain = [_plain(each) for each in toned.split(",") if each] + _added().get(character, [])
    both = [way for each in plain for way in (each, each.replace("v", "u"))]
    return tuple(dict.fromkeys(way for way in both if way.isalpha()))


@cache
def initials_of(character: str) -> tuple[str, ...]:
    """The first letters of its readings."""
    return tuple(dict.fromkeys(each[0] for each in syllables_of(character)))


@cache
def syllables() -> frozenset[str]:
    """Every syllable there is."""
    found = {way for code in _dictionary() for way in syllables_of(chr(code))}
    return frozenset(way for way in found if set(way) & set("aeiouv"))


def _plain(toned: str) -> str:
    letters = unicodedata.normalize("NFD", toned).replace("u\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
