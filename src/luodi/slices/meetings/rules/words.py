"""The words by which a minute is read; they are data (catalogue/minutes.yml)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

BLANKS = " \t\u3000"


class Wording(NamedTuple):
    """Patterns and signs. `numbering`: the forms that number a line, from the highest level of a text downwards."""

    opening: str
    opening_again: re.Pattern[str]
    introduction: re.Pattern[str]
    heading: re.Pattern[str]
    telling: re.Pattern[str]
    numbering: tuple[re.Pattern[str], ...]
    sentence_end: str
    digits: str
    alike: Mapping[str, str]
    ten: str
    hundred: str
    days: tuple[tuple[re.Pattern[str], str], ...]
    amounts: tuple[re.Pattern[str], ...]
    observe: re.Pattern[str]
    lead: re.Pattern[str]
    help: re.Pattern[str]
    county: str
    refused: tuple[str, ...]


def wording(told: Mapping[str, object]) -> Wording:
    """The words of a catalogue, its patterns compiled."""
    one = str(told["number"])

    def pattern(text: object) -> re.Pattern[str]:
        return re.compile(str(text).replace("NUMBER", one))

    def listed(name: str) -> list[object]:
        found = told[name]
        assert isinstance(found, list)
        return found

    kept = {name: str(told[name]) for name in ("opening", "sentence_end", "digits", "ten", "hundred", "county")}
    alike = told["alike"]
    assert isinstance(alike, dict)
    begins = rf"(?:^|(?<=[{re.escape(kept['sentence_end'])}]))[{BLANKS}]*"
    return Wording(
        alike=alike,
        opening_again=re.compile(f"{begins}(?:{told['opening_again']})", re.MULTILINE),
        introduction=pattern(told["introduction"]),
        heading=pattern(told["heading"]),
        telling=pattern(told["telling"]),
        numbering=tuple(re.compile(rf"{begins}(?:{text})[{BLANKS}]*", re.MULTILINE) for text in listed("numbering")),
        days=tuple((pattern(each["reads"]), str(each["as"])) for each in listed("days") if isinstance(each, dict)),
        amounts=tuple(map(pattern, listed("amounts"))),
        observe=pattern(told["observe"]),
        lead=pattern(told["lead"]),
        help=pattern(told["help"]),
        refused=tuple(map(str, listed("refused"))),
        **kept,
    )
