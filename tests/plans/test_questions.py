"""The questions held against the catalogue: the shortest form comes to the plan of whoever answers everything."""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest

from luodi.slices.matters.rules.packaged import packaged_catalogue, shipped
from luodi.slices.matters.rules.triggers import clauses
from luodi.slices.matters.rules.wording import fact_words
from luodi.slices.plans.rules.address import read, write
from luodi.slices.plans.rules.outlook import Outlook, Source
from luodi.slices.plans.rules.plan import Plan, plan_of
from luodi.slices.plans.rules.questions import (
    MANY,
    NOTHING,
    NUMBER,
    UNSURE,
    Field,
    Given,
    listen,
    questionnaire_of,
    triggers_of,
)
from tests.plans.links import LINKS, query

QUESTIONS = questionnaire_of(shipped("questions"))
CATALOGUE = packaged_catalogue()
SOURCE = Source(QUESTIONS, CATALOGUE)
FIELDS = {field.key: field for field in QUESTIONS.fields()}
EXAMPLES = {row["id"][:3]: row for row in shipped("examples")["examples"]}


def outlook(link: str) -> Outlook:
    given, wrong = read(QUESTIONS, query(link))
    assert not wrong
    return SOURCE.outlook(given)


def numbers(plan: Plan) -> dict[str, int]:
    return {
        "matters": len(plan.items), "path_to_start": plan.path_to_start, "path_to_end": plan.path_to_end,
        "sum_of_committed": plan.sum_of_committed, "asked": plan.slots, "asked_once": len(plan.asked),
    }  # fmt: skip


def drawn(field: Field, chance: random.Random) -> Given:
    """Any answer to a field, whatever else is answered."""
    if field.kind == NUMBER:
        value = Fraction(chance.choice(["0", "0.3", "0.5", "4.9", "5", "999", "1000", "50000", "9000000"]))
        return Given(number=value)
    values = [option.value for option in field.options]
    if field.kind == MANY:
        return Given(tuple(value for value in values if chance.random() < 0.4), unsure=chance.random() < 0.2)
    return Given((chance.choice(values),)) if chance.random() < 0.9 else Given(unsure=True)


def told(field: Field, given: Given, options: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What an answer says by itself, read from the file a second time."""
    if given.number is not None:
        yield field.fact, float(given.number)
    for option in field.options:
        row = options[field.key, option.value]
        if option.value in given.chosen:
            yield from row["sets"].items()
            for follows in row.get("follows", ()):
                yield from follows["facts"].items()
        elif field.kind == MANY and not given.unsure:
            yield from dict.fromkeys(row["sets"], False).items()


def rows() -> dict[tuple[str, str], Any]:
    """Every choice of the file, with the facts it says and what follows; yes and no written out."""
    found: dict[tuple[str, str], Any] = {}
    for question in shipped("questions")["questions"]:
        for field in question["fields"]:
            plain = [{"value": value, "sets": {field.get("fact"): value == "y"}} for value in "yn"]
            for option in field.get("options", plain):
                found[field["key"], option["value"]] = {"sets": {}, **option}
    return found


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_seven_examples_can_be_answered(example: str) -> None:
    found, wanted = outlook(LINKS[example]), EXAMPLES[example]
    assert found.plan.type == wanted["type"]
    assert numbers(found.plan) == wanted["expected"]
    said = found.heard.answers
    assert not [fact for fact, value in wanted["facts"].items() if fact in said and said[fact] != value]
    assert found.plan.to_end == plan_of(CATALOGUE, wanted["type"], said).to_end


def test_what_is_not_asked_changes_nothing() -> None:
    """Thousands of whole sheets of answers: only what is asked counts, and it comes to the plan of all of them."""
    chance, options = random.Random(5), rows()
    for _ in range(250):
        sheet = {key: drawn(field, chance) for key, field in FIELDS.items() if chance.random() < 0.85}
        heard = listen(SOURCE.questionnaire, SOURCE.triggers, sheet)
        whole: dict[str, Any] = {}
        for key, given in sheet.items():
            if key not in heard.misfits:
                for fact, value in told(FIELDS[key], given, options):
                    whole.setdefault(fact, value)
        for type_ in heard.types:
            short, long = plan_of(CATALOGUE, type_, heard.answers), plan_of(CATALOGUE, type_, whole)
            assert list(short.items) == list(long.items)
            assert short.unknown.keys() >= long.unknown.keys()


def test_whatever_may_come_is_named_beforehand() -> None:
    """An answer to an open question adds only what was said to be possible: not sure is an answer that widens."""
    chance = random.Random(6)
    kinds = {field.key for field in FIELDS.values() if any(option.types for option in field.options)}
    for _ in range(120):
        sheet = {key: drawn(field, chance) for key, field in FIELDS.items() if chance.random() < 0.6}
        before = SOURCE.outlook(sheet)
        known = {*before.plan.items, *before.may}
        for each in before.heard.open:
            if each.field.key in kinds:
                continue  # another kind of project may put aside what was answered after it
            then = SOURCE.outlook({**sheet, each.field.key: drawn(each.field, chance)})
            assert {*then.plan.items, *then.may} <= known


def test_what_a_choice_would_change_is_what_choosing_it_changes() -> None:
    given, _ = read(QUESTIONS, query(LINKS["EX2"]))
    asked = {each.field.key: each for each in SOURCE.outlook(given).heard.asked}
    land = SOURCE.effects(asked["l"], given)
    assert {value: effect.start for value, effect in land.items()} == {"n": 117, "p": 39, "r": 57, "o": 19}
    assert "A12" in land["p"].takes
    now = SOURCE.outlook(given)
    for key, each in asked.items():
        for value, effect in SOURCE.effects(each, given).items():
            if each.field.kind == MANY and each.given and each.given.chosen:
                continue
            then = SOURCE.outlook({**given, key: Given((value,))})
            assert effect.start == then.plan.path_to_start
            assert {*now.plan.items, *effect.adds} - {*effect.takes} == {*then.plan.items}
            assert {*effect.adds} <= {*then.plan.items} - {*now.plan.items}
            assert {*now.may, *now.plan.items, *effect.may} - {*effect.rules_out} >= {*then.may}
            assert not {*effect.rules_out} & {*then.may, *then.plan.items}
    [chosen] = given["l"].chosen
    assert land[chosen][:4] == ((), (), (), ())  # what is chosen changes nothing
    found = SOURCE.comparison(SOURCE.outlook(given), given)
    assert found is not None and found[1].plan.path_to_start == 39


def test_every_answer_of_the_triggers_is_asked_for_and_named() -> None:
    asked = set().union(*(field.reach for field in FIELDS.values()))
    assert asked == set(CATALOGUE.facts())
    assert not [fact for fact in asked if fact_words(fact).zh == fact]


def test_what_a_choice_says_is_what_a_trigger_asks() -> None:
    """An option is compared by some trigger, or is the one that none of them names."""
    compared: dict[str, set[Any]] = {}
    for entry in CATALOGUE.matters.values():
        for clause in clauses(entry.trigger):
            values = clause.value if isinstance(clause.value, list) else [clause.value]
            compared.setdefault(clause.fact, set()).update(values)
    for field in FIELDS.values():
        for option in field.options:
            for fact, value in option.sets.items():
                assert value in compared[fact] or value == "none" or isinstance(value, bool), (field.key, value)


def test_keys_and_values_can_stand_in_an_address() -> None:
    keys = [field.key for field in QUESTIONS.fields()]
    assert len(set(keys)) == len(keys)
    assert not {"v", "s", "d", "region"} & set(keys)
    for field in FIELDS.values():
        values = [option.value for option in field.options]
        assert len(set(values)) == len(values)
        assert not {UNSURE, NOTHING} & set(values)
        assert field.within in {"", *keys}


def test_what_follows_is_said_before_it_is_asked() -> None:
    """A question comes after whatever could settle it, so that nobody answers it in vain; the law stands beside it."""
    order = list(FIELDS)
    for place, field in enumerate(FIELDS.values()):
        for option in field.options:
            for follows in option.follows:
                assert follows.why.zh and follows.why.en
                for fact in follows.facts:
                    asking = [order.index(other.key) for other in FIELDS.values() if fact in other.facts]
                    assert all(place < other for other in asking if order[other] != field.key), (field.key, fact)


def test_about_twenty_questions_are_asked_of_a_plant() -> None:
    link = "w=f&k=n&b=b&l=n"
    asked = {question.text for question in QUESTIONS.questions
             for each in outlook(link).heard.asked if each.field in question.fields}  # fmt: skip
    assert 18 <= len(asked) <= 23


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_address_has_one_form_and_says_the_same(example: str) -> None:
    before = outlook(LINKS[example])
    pairs = write(QUESTIONS, [(each.field, each.given) for each in before.heard.asked])
    given, wrong = read(QUESTIONS, {key: [value] for key, value in pairs})
    after = SOURCE.outlook(given)
    assert not wrong
    assert after.plan.to_end == before.plan.to_end and after.may == before.may
    assert write(QUESTIONS, [(each.field, each.given) for each in after.heard.asked]) == pairs
    assert len("&".join(map("=".join, pairs))) < 250


@pytest.mark.parametrize(("typed", "hectares"), [
    ("90", Fraction(6)), ("９０", Fraction(6)), ("1,500", Fraction(100)), ("7.5 亩", Fraction(1, 2)),
    ("6公顷", Fraction(6)), ("6 ha", Fraction(6)), ("0", Fraction(0)), ("75", Fraction(5)), ("136.5", Fraction(91, 10)),
])  # fmt: skip
def test_fifteen_mu_are_a_hectare_to_the_last_digit(typed: str, hectares: Fraction) -> None:
    given, wrong = read(QUESTIONS, {"a": [typed]})
    assert not wrong and given["a"].number == hectares
    again, _ = read(QUESTIONS, {"a": [given["a"].text]})
    assert again["a"].number == hectares


@pytest.mark.parametrize(("key", "typed"), [
    ("a", "-1"), ("a", "abc"), ("a", "1e9"), ("a", "9" * 30), ("a", "6 km"), ("a", "1.2.3"), ("a", "nan"), ("a", "٣"),
    ("l", "z"), ("l", "0"), ("p", "g.z"), ("w", "f.g"),
])  # fmt: skip
def test_what_cannot_be_is_said_of_its_own_question(key: str, typed: str) -> None:
    given, wrong = read(QUESTIONS, {key: [typed], "k": ["n"]})
    assert list(wrong) == [key] and list(given) == ["k"]


def test_a_part_is_not_more_than_the_whole_and_another_version_is_no_answer() -> None:
    assert list(read(QUESTIONS, {"a": ["6"], "fa": ["7"], "fo": ["6"]})[1]) == ["fa"]
    assert read(QUESTIONS, {"v": ["2"], "w": ["f"]})[0] == {}
    assert list(read(QUESTIONS, {"v": ["2"]})[1]) == ["v"]


def test_what_does_not_go_with_an_answer_before_it_is_asked_again() -> None:
    heard = outlook("w=g&k=n").heard
    assert heard.misfits == ["k"]
    assert [each.given for each in heard.asked if each.field.key == "k"] == [None]


def test_triggers_that_are_required_anyway_hang_on_nothing() -> None:
    hung = triggers_of(CATALOGUE)["scheme_review_required"]
    assert [one.types for one in hung] == [{"SOC_SMALL", "TECH_REFORM"}]
