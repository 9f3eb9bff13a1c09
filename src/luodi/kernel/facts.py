"""Facts: frozen dataclasses with a dotted kind in the past tense and a sentence in each language.

A sentence is a format string over the fact's own fields. Fields typed `PartyKey` are said as the party's name, `date`
as a day; both by functions the reader brings, so the kernel knows neither names nor calendars. What stands in square
brackets is said only where every field in it is known: a paper without a number is a paper, not "number –".
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, NewType

PartyKey = NewType("PartyKey", str)
KINDS: dict[str, type["Fact"]] = {}
_KNOWN_ONLY = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Fact:
    """Something that happened. `kind` is unique; `inner` facts are no news to a firm."""

    kind: ClassVar[str]
    zh: ClassVar[str]
    en: ClassVar[str]
    inner: ClassVar[bool] = False

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.kind in KINDS:
            raise TypeError(f"two facts are called {cls.kind}")
        KINDS[cls.kind] = cls

    def payload(self) -> dict[str, Any]:
        """The fields as JSON holds them; days as ISO text."""
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in vars(self).items()}


def say(
    kind: str,
    payload: Mapping[str, Any],
    language: str,
    *,
    party: Callable[[str], str],
    day: Callable[[date], str],
) -> str:
    """The sentence of a stored fact in `zh` or `en`; an unknown kind says its kind."""
    fact = KINDS.get(kind)
    if fact is None:
        return kind
    said = dict(payload)
    for field in fields(fact):
        value = said.get(field.name)
        if field.type in (PartyKey, "PartyKey") and value:
            said[field.name] = party(value)
        elif field.type in (date, date | None, "date", "date | None") and value:
            said[field.name] = day(date.fromisoformat(value))
        elif value is None:
            said[field.name] = "–"
    sentence = fact.zh if language.startswith("zh") else fact.en
    return _KNOWN_ONLY.sub(lambda part: _known(part[1], payload), sentence).format_map(said)


def _known(part: str, payload: Mapping[str, Any]) -> str:
    return part if all(payload.get(name) for name in _FIELD.findall(part)) else ""
