"""A project's answers and the clauses of triggers as sentences, in both languages."""

from typing import Any

from luodi.slices.matters.rules.packaged import Said, shipped
from luodi.slices.matters.rules.triggers import Clause

_SIGNS = {">=": "≥", "<=": "≤", "==": "="}
_LARGE = 10_000  # from here on Chinese counts in ten thousands
LANGUAGES = ("zh", "en")


def fact_words(fact: str) -> Said:
    """What an answer is called."""
    known = shipped("facts")["facts"].get(fact)
    return Said(known["zh"], known["en"]) if known else Said(fact, fact)


def answer_words(fact: str, value: Any) -> Said:
    """An answer alone: yes, no, an option, a number with its unit."""
    return Said(*(_value(fact, value, language) for language in LANGUAGES))


def clause_words(clause: Clause) -> Said:
    """A clause as a sentence, with its unit."""
    return Said(*(_clause(clause, language) for language in LANGUAGES))


def trigger_words(trigger: Any) -> Said:
    """A whole trigger as a sentence."""
    return Said(*(_trigger(trigger, language) for language in LANGUAGES))


def _trigger(trigger: Any, language: str, *, inner: bool = False) -> str:
    said = shipped("facts")["said"][language]
    if trigger == "always":
        return str(said["always"])
    if "fact" in trigger:
        return _clause(Clause(trigger["fact"], trigger["op"], trigger["value"]), language)
    way = "any" if "any" in trigger else "all"
    parts = [_trigger(part, language, inner=True) for part in trigger[way]]
    words = str(said[way]).join(parts)
    return str(said["inner"]).format(words=words) if inner and len(parts) > 1 else words


def _clause(clause: Clause, language: str) -> str:
    document = shipped("facts")
    said, known = document["said"][language], document["facts"].get(clause.fact, {})
    name = known.get(language, clause.fact)
    name = name[:1].lower() + name[1:]
    if isinstance(clause.value, bool):
        found = known.get("if_yes" if clause.value else "if_no")
        return str(found[language]) if found else f"{name}: {_value(clause.fact, clause.value, language)}"
    if known.get("kind") == "choice":
        options = clause.value if isinstance(clause.value, list) else [clause.value]
        value = str(said["or"]).join(_value(clause.fact, option, language) for option in options)
        return str(said["choice"]).format(name=name, value=value)
    form = "some" if (clause.op, clause.value) == (">", 0) else "number"
    amount = _value(clause.fact, clause.value, language)
    return str(said[form]).format(name=name, op=_SIGNS.get(clause.op, clause.op), amount=amount)


def _value(fact: str, value: Any, language: str) -> str:
    document = shipped("facts")
    said, known = document["said"][language], document["facts"].get(fact, {})
    if isinstance(value, bool):
        return str(said["yes" if value else "no"])
    if known.get("kind") == "choice" or not isinstance(value, int | float):
        return str(known.get("options", {}).get(value, {}).get(language, value))
    form, number = "amount", f"{value:,}"
    if said["large"] and value >= _LARGE and value % (_LARGE // 10) == 0:
        form, number = "large", f"{value / _LARGE:g}"
    return str(said[form]).format(number=number, unit=known.get("unit", {}).get(language, "")).strip()
