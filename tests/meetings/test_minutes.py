"""A minute: typed, rewritten, marked, made matters, final, corrected; what is refused and what stays."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luodi.slices.meetings.actions import matters, minutes
from luodi.slices.meetings.reads.minutes import minute_for, text_of
from luodi.spine.commitments.cases import Stale
from luodi.spine.people.seats import NotYours, Refused
from tests.meetings.hall import (
    AUTHORITY,
    MINUTE,
    NUMBER,
    TEXT,
    marked,
    matter,
    resolved,
    row,
    typed,
    whole,
)
from tests.support.cast import Cast, at


@pytest.mark.parametrize(("other", "words"), [
    ({"number": ".."}, "more than a point"), ({"number": "ZRZY-2026-0007"}, "given to applications"),
    ({"number": " "}, "1 to 48"), ({"number": "a/b"}, "no slash"), ({"number": "n" * 49}, "1 to 48"),
    ({"text": ""}, "Write the text"), ({"text": "听取汇报。"}, "No sentence"), ({"title": " "}, "short name"),
    ({"text": TEXT + "机密"}, "No secret paper"), ({"text": TEXT + "长" * 20000}, "20,000"),
    ({"held_on": date(2026, 10, 31)}, "not held yet"), ({"held_on": date(1999, 1, 1)}, "twenty years"),
])  # fmt: skip
def test_a_minute_that_cannot_be_is_refused(hall: Cast, other: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        typed(hall, **other)


def test_a_number_stands_once_and_a_firm_types_nothing(hall: Cast) -> None:
    typed(hall)
    with pytest.raises(Refused, match="stands already"):
        typed(hall)
    for account in ("F06", "window", "leader", "reader"):
        with pytest.raises(Refused, match="office that keeps"):
            minutes.type_minute(MINUTE._replace(number="2"), by=hall[account], at=at("2026-10-30"))


@pytest.mark.parametrize(("first", "second"), [("会纪1", "会纪1-2"), ("会纪1-2", "会纪1"), ("会纪1", "会纪1-3.1")])
def test_no_minute_takes_the_number_of_a_matter(hall: Cast, first: str, second: str) -> None:
    typed(hall, number=first)
    with pytest.raises(Refused, match=f"one of {first}"):
        typed(hall, number=second)


def test_lines_end_in_one_way_whatever_ended_them(hall: Cast) -> None:
    typed(hall, text="会议议定：\r\n一、甲办。\r二、乙办。\u2028三、丙办。")
    found = text_of(hall["rdb"], minute_for(hall["rdb"], NUMBER))
    assert found.text.splitlines()[1:] == ["一、甲办。", "二、乙办。", "三、丙办。"] and found.reconciled.items == 3


def test_a_sentence_that_resolves_nothing_is_set_aside_with_the_reason(hall: Cast) -> None:
    typed(hall)
    marked(hall, ordinals=(2,))
    clerk, aside = hall["rdb"], {"number": NUMBER, "by": hall["rdb"], "at": at("2026-10-30", "10:00")}
    for told, words in (({"ordinal": 2, "reason": "x"}, "marked already"), ({"ordinal": 1, "reason": " "}, "Say why")):
        with pytest.raises(Refused, match=words):
            minutes.set_aside(**aside, **told)
    with pytest.raises(NotYours):
        minutes.set_aside(**aside, ordinal=4, reason="x")
    minutes.set_aside(**aside, ordinal=1, reason="只说了原因")
    minutes.set_aside(**aside, ordinal=3, reason="另文已办")
    with pytest.raises(Refused, match="resolve nothing"):
        resolved(hall, 1)
    resolved(hall, 2)
    minutes.unmark(**aside, ordinal=3)
    told = text_of(clerk, minute_for(clerk, NUMBER)).reconciled
    assert (told.items, told.clauses, told.matters, told.aside, told.unmarked) == (3, 1, 1, 1, (3,))
    with pytest.raises(Refused, match="Sentence 3"):
        minutes.make_final(**aside)
    minutes.set_aside(**aside, ordinal=3, reason="另文已办")
    minutes.make_final(**aside)
    assert minute_for(clerk, NUMBER).is_final
    with pytest.raises(Refused, match="final"):
        minutes.unmark(**aside, ordinal=3)


def test_the_text_changes_while_no_clause_loses_its_words(hall: Cast) -> None:
    typed(hall)
    marked(hall, ordinals=(2,))
    longer = TEXT.replace("会议听取了", "会议认真听取了")
    minutes.rewrite(number=NUMBER, text=longer, by=hall["rdb"], at=at("2026-10-30", "10:00"))
    found = text_of(hall["rdb"], minute_for(hall["rdb"], NUMBER))
    [clause] = found.clauses
    assert longer[clause.from_place : clause.to_place] == clause.words == found.items[1].words
    other = TEXT.replace("二十个", "三十个")
    with pytest.raises(Refused, match="Clause 2 would lose"):
        minutes.rewrite(number=NUMBER, text=other, by=hall["rdb"], at=at("2026-10-30", "11:00"))
    minutes.unmark(number=NUMBER, ordinal=2, by=hall["rdb"], at=at("2026-10-30", "11:01"))
    minutes.rewrite(number=NUMBER, text=other, by=hall["rdb"], at=at("2026-10-30", "11:02"))
    assert text_of(hall["rdb"], minute_for(hall["rdb"], NUMBER)).reconciled.unmarked == (1, 2, 3)


def test_what_is_a_matter_is_never_lost(hall: Cast) -> None:
    number = matter(hall)
    with pytest.raises(Refused, match="never lost"):
        minutes.unmark(number=NUMBER, ordinal=2, by=hall["rdb"], at=at("2026-10-30", "11:00"))
    with pytest.raises(Refused, match="a matter already"):
        resolved(hall, 2)
    with pytest.raises(Refused, match="marked already"):
        marked(hall, ordinals=(2,))
    assert row(hall, number).phase == "open"


@pytest.mark.parametrize(("other", "words"), [
    ({"title": ""}, "short name"), ({"scope": " "}, "what was resolved"),
    ({"due_on": date(2026, 10, 28)}, "before the"), ({"due_on": date(2037, 1, 1)}, "ten years"),
    ({"amount": Decimal(0)}, "more than nothing"),
])  # fmt: skip
def test_a_matter_that_cannot_be_is_refused(hall: Cast, other: dict[str, Any], words: str) -> None:
    typed(hall)
    marked(hall)
    with pytest.raises(Refused, match=words):
        resolved(hall, **other)
    for owner in ("F06", "nobody", ""):
        with pytest.raises(NotYours):
            resolved(hall, owner=owner)


def test_a_final_text_stands_and_is_corrected_beside_it(hall: Cast) -> None:
    whole(hall)
    clerk, head = hall["rdb"], hall["rdb-head"]
    told = {"before": "不少于二十个", "after": "不少于二十二个", "reason": "笔误", "authority": AUTHORITY}
    for seat, words in ((clerk, "for the body"), (hall["leader"], "for the body")):
        with pytest.raises(Refused, match=words):
            minutes.correct_minute(number=NUMBER, by=seat, at=at("2026-11-02"), **told)
    with pytest.raises(Refused, match="Copy the words"):
        minutes.correct_minute(number=NUMBER, by=head, at=at("2026-11-02"), **(told | {"before": "三十个"}))
    minutes.correct_minute(number=NUMBER, by=head, at=at("2026-11-02"), **told)
    found = text_of(clerk, minute_for(clerk, NUMBER))
    assert found.text == TEXT
    assert [(one.before, one.after, one.authority) for one in found.corrections] == [
        ("不少于二十个", "不少于二十二个", AUTHORITY)
    ]
    for verb, more in (("rewrite", {"text": TEXT}), ("mark", {"from_place": 1, "to_place": 2}), ("make_final", {})):
        with pytest.raises(Refused, match="final"):
            getattr(minutes, verb)(number=NUMBER, by=clerk, at=at("2026-11-03"), **more)


def test_a_stale_minute_and_a_stale_matter_are_told_so(hall: Cast) -> None:
    typed(hall)
    version = minute_for(hall["rdb"], NUMBER).version
    marked(hall)
    with pytest.raises(Stale):
        minutes.make_final(number=NUMBER, by=hall["rdb"], at=at("2026-10-30", "10:00"), seen=version)
    number = resolved(hall)
    version = row(hall, number).version
    matters.report(number=number, note="启动", by=hall["zrzy"], at=at("2026-11-02"), seen=version)
    with pytest.raises(Stale):
        matters.report(number=number, note="启动", by=hall["zrzy"], at=at("2026-11-03"), seen=version)
