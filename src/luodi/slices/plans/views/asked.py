"""The questions of a step as they stand on the page, each choice with what it would change, by the plan's own rules."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luodi.slices.matters.rules.catalogue import Entry
from luodi.slices.matters.rules.triggers import OPERATORS, clauses, held
from luodi.slices.matters.rules.wording import clause_words
from luodi.slices.plans.rules.address import decimal
from luodi.slices.plans.rules.outlook import Effect
from luodi.slices.plans.rules.questions import MANY, NOTHING, NUMBER, ONE, UNSURE, Asked, Field, Given, Question
from luodi.slices.plans.views.link import Link, said
from luodi.web.answers import reason_words


@dataclass(frozen=True)
class Choice:
    """A choice on the page. `note`: what it would change."""

    value: str
    words: str
    note: str
    chosen: bool


@dataclass(frozen=True)
class Row:
    """A field on the page. `marks`: from where on a number brings a matter, and whether it is there."""

    key: str
    words: str
    kind: str
    choices: tuple[Choice, ...]
    typed: str
    unit: str
    marks: tuple[tuple[str, bool], ...]
    unsure: bool
    wrong: str


@dataclass(frozen=True)
class Block:
    """A question on the page."""

    words: str
    why: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Spared:
    """A question nobody has to answer, and why."""

    words: str
    why: str


def blocks(link: Link, step: str) -> list[Block]:
    """The questions of a step that are asked now."""
    asked = {each.field.key: each for each in link.outlook.heard.asked}
    found = []
    for question in _of(link, step):
        rows = tuple(_row(link, asked[field.key]) for field in question.fields if field.key in asked)
        if rows:
            found.append(Block(said(question.text), said(question.why), rows))
    return found


def spared(link: Link, step: str) -> list[Spared]:
    """The questions of a step that something else decides."""
    known = link.outlook.heard.spared
    return [
        Spared(
            said(field.text).rstrip("？?"), said(why) if (why := known[field.key]) else _("settled by other answers")
        )
        for question in _of(link, step)
        for field in question.fields
        if field.key in known
    ]


def open_in(link: Link, step: str) -> int:
    """How many questions of a step are not answered, or not wholly."""
    fields = {field.key for question in _of(link, step) for field in question.fields}
    return sum(each.field.key in fields for each in link.outlook.heard.open)


def _of(link: Link, step: str) -> Iterable[Question]:
    return (question for question in link.source.questionnaire.questions if question.step == step)


def _row(link: Link, each: Asked) -> Row:
    field = each.field
    given = each.given or Given()
    number = field.number
    unit = said(number.unit) if number else ""
    if number and number.shown and given.number is not None:
        unit = _("%(unit)s = %(hectares)s ha") % {"unit": unit, "hectares": decimal(round(given.number, 4))}
    return Row(
        key=field.key,
        words=said(field.text),
        kind=field.kind,
        choices=_choices(link, each) if field.kind != NUMBER else (),
        typed=link.typed.get(field.key) or _grouped(given.text),
        unit=unit,
        marks=_marks(link, field, given.number) if number else (),
        unsure=given.unsure,
        wrong=reason_words(link.wrong[field.key]) if field.key in link.wrong else "",
    )


def _grouped(text: str) -> str:
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole else text


def _choices(link: Link, each: Asked) -> tuple[Choice, ...]:
    chosen = each.given.chosen if each.given else ()
    effects = link.source.effects(each, link.given)
    texts = link.source.questionnaire.words
    found = []
    for one in each.options:
        here = one.value in chosen
        note = "" if here and each.field.kind == ONE else _note(link, one.value, effects)
        found.append(Choice(one.value, said(one.text), note, here))
    unsure = bool(each.given and each.given.unsure)
    if each.field.kind == MANY:
        nothing = each.given is not None and not unsure and not set(chosen) & {one.value for one in each.options}
        found.append(Choice(NOTHING, said(texts[NOTHING]), "", nothing))
    found.append(Choice(UNSURE, said(texts[UNSURE]), _left_open(link, each), unsure))
    return tuple(found)


def _note(link: Link, value: str, effects: Mapping[str, Effect]) -> str:
    """What a choice changes on the list and on its start; the matter that no other choice brings stands in front."""
    effect, parts = effects[value], []
    shared = Counter(code for each in effects.values() for code in (*each.adds, *each.may))
    if effect.adds:
        parts.append(_("adds %(matters)s") % {"matters": _some(link, effect.adds, shared)})
    if effect.takes:
        parts.append(_("takes away %(matters)s") % {"matters": _some(link, effect.takes, {})})
    if effect.may and (not effect.adds or any(shared[code] == 1 for code in effect.may)):
        parts.append(_("may add %(matters)s") % {"matters": _some(link, effect.may, shared)})
    if effect.rules_out and not parts:
        parts.append(_("rules out %(matters)s") % {"matters": _some(link, effect.rules_out, {})})
    if effect.start != link.outlook.plan.path_to_start:
        parts.append(ngettext("start after %(n)s working day", "start after %(n)s working days", effect.start)
                     % {"n": effect.start})  # fmt: skip
    return _("; ").join(parts) or _("changes nothing on the list")


def _left_open(link: Link, each: Asked) -> str:
    """What may come while nobody knows."""
    key, outlook = each.field.key, link.outlook
    if each.given is not None and (each.given.chosen or not each.given.unsure):
        outlook = link.source.outlook({**link.given, key: Given(unsure=True)})
    codes = [code for code, keys in outlook.may.items() if key in keys]
    return _("leaves open %(matters)s") % {"matters": _some(link, codes, {})} if codes else ""


def _some(link: Link, codes: Sequence[str], shared: Mapping[str, int]) -> str:
    type_, known = link.outlook.plan.type, link.catalogue.matters
    entries = sorted((known[code] for code in codes), key=lambda one: (shared.get(one.code, 0), -one.days(type_)))
    values = {"matter": _long(link, entries[0]), "n": len(entries)}
    if len(entries) > 1:
        return ngettext("%(matter)s, %(n)s matter in all", "%(matter)s, %(n)s matters in all", len(entries)) % values
    return _long(link, entries[0])


def _long(link: Link, entry: Entry) -> str:
    days = entry.days(link.outlook.plan.type)
    if not days:
        return _("%(matter)s (the same day)") % {"matter": link.named(entry.code)}
    text = ngettext("%(matter)s (about %(n)s working day)", "%(matter)s (about %(n)s working days)", days)
    return text % {"matter": link.named(entry.code), "n": days}


def _marks(link: Link, field: Field, number: Fraction | None) -> tuple[tuple[str, bool], ...]:
    """From where on a number brings a matter of a possible kind of project; what it is too large for is left out."""
    found: dict[tuple[str, bool], list[str]] = {}
    items, known = link.outlook.plan.items, {} if number is None else {field.fact: float(number)}
    for entry in link.catalogue.matters.values():
        types = [type_ for type_ in link.outlook.heard.types if type_ in entry.applies_to]
        if not set(types) <= set(entry.required_for) and (not known or _could(entry, known)):
            there = entry.code in items and field.fact in {clause.fact for clause in items[entry.code].why.because}
            for clause in clauses(entry.trigger):
                if clause.fact == field.fact and clause.op in (">", ">="):
                    found.setdefault((said(clause_words(clause)), there), []).append(link.named(entry.code))
    text = _("%(mark)s: %(matters)s")
    return tuple(
        (text % {"mark": mark, "matters": _(", ").join(names)}, there) for (mark, there), names in found.items()
    )


def _could(entry: Entry, known: dict[str, float]) -> bool:
    return held(entry.trigger, known).value is not False or any(
        clause.fact in known and clause.op in (">", ">=") and not OPERATORS[clause.op](known[clause.fact], clause.value)
        for clause in clauses(entry.trigger)
    )
