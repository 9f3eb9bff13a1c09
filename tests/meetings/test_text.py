"""Reading a minute: which sentences resolve something, and what each seems to say. It proposes, and never more."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.kernel.clock import build_calendar
from luodi.slices.meetings.reads.wording import wording
from luodi.slices.meetings.rules.proposals import Proposal, proposal
from luodi.slices.meetings.rules.sentences import items, placed, reconcile, text_stands
from tests.demo.recount import county

WORDS = wording()
CALENDAR = build_calendar("XX", [])
NAMES = {"县财政局": "czj", "县自然资源局": "zrzy", "市生态环境局朔泉分局": "sthj", "县人大常委会办公室": "rdb",
         "县政府办公室": "zfb", "澜口镇": "T02", "县发展和改革局": "fgw"}  # fmt: skip
HELD = date(2026, 10, 29)


def said(clause: str, held: date = HELD) -> Proposal:
    return proposal(clause, held, NAMES, CALENDAR, WORDS)


@pytest.mark.parametrize("meeting", county()["meetings"], ids=lambda meeting: meeting["id"])
def test_every_minute_of_the_county_resolves_as_often_as_its_file_says(meeting: dict) -> None:
    found = items(meeting["minutes"], WORDS)
    assert len(found) == len(meeting["clauses"])
    lines = meeting["minutes"].splitlines()[1:]
    assert [f"{clause['n']}、{item.words}" for clause, item in zip(meeting["clauses"], found, strict=True)] == [
        line.rstrip("。") for line in lines
    ]
    assert all(meeting["minutes"][item.from_place : item.to_place] == item.words for item in found)
    assert text_stands(meeting["minutes"], WORDS).ok


@pytest.mark.parametrize(("text", "found"), [
    ("会议议定：\n一、甲办。\n二、乙办。", ["甲办", "乙办"]),
    ("一、听取汇报。\n会议议定：\n一、甲办。", ["甲办"]),
    ("会议议定：\n（一）甲办；\n（二）乙办。", ["甲办", "乙办"]),
    ("会议议定:\n1. 甲办。\n2. 乙办。", ["甲办", "乙办"]),
    ("会议议定，由甲办。由乙配合。", ["由甲办", "由乙配合"]),
    ("一、会议议定：\n十、甲办。\n续一行。\n十一、乙办", ["甲办。\n续一行", "乙办"]),
    ("会议议定：一、由甲办。\n二、由乙办。\n三、由丙办。", ["由甲办", "由乙办", "由丙办"]),
    ("一、关于供水。会议议定：\n1. 甲办。\n2. 乙办。\n二、关于欠款。\n会议听取了汇报。会议议定：\n1. 丙办。",
     ["甲办", "乙办", "丙办"]),
    ("一、关于供水。会议议定：\n1. 甲办。\n二、关于欠款，年底前付清。会议议定：\n1. 丙办。",
     ["甲办", "关于欠款，年底前付清", "丙办"]),
    ("会议议定以下事项。同意设专班，由甲办。\n一、乙办。\n（一）一分。\n二、丙办。",
     ["同意设专班，由甲办", "乙办。\n（一）一分", "丙办"]),
    ("会议议定：\n（一）甲办。\n（二）乙办。\n十一、丙办。", ["甲办", "乙办", "丙办"]),
    ("会议议定：\n1.甲办。\n2.按会议议定的数办。\n（二）关于欠款，会议决定由丙付清。",
     ["甲办", "按会议议定的数办", "关于欠款，会议决定由丙付清"]),
    ("会议同意：甲办。会议研究议定：\n100. 乙办。\n101. 丙办。", ["甲办", "乙办", "丙办"]),
    ("会议议定，甲办；乙办！丙办", ["甲办", "乙办", "丙办"]), ("会议议定：\n1.5亿元由甲办。", ["1.5亿元由甲办"]),
    ("会议议定：\n一是甲办；二是乙办。三是丙办。", ["甲办", "乙办", "丙办"]),
    ("会议议定：\n１．甲办。\n２．乙办。", ["甲办", "乙办"]),
    ("听取了汇报。", []), ("", []), ("会议议定：\n", []), ("会议议定：\n一、\n二、。", []),
])  # fmt: skip
def test_what_resolves(text: str, found: list[str]) -> None:
    assert [item.words for item in items(text, WORDS)] == found
    assert text_stands(text, WORDS).ok == bool(found)


@pytest.mark.parametrize(("clause", "day"), [
    ("10月16日前形成报告", date(2026, 10, 16)), ("十五日内拟定方案", date(2026, 11, 13)),
    ("11月底前拟定清单", date(2026, 11, 30)), ("十一月底前", date(2026, 11, 30)), ("年底前", date(2026, 12, 31)),
    ("十一月中旬视察", date(2026, 11, 20)), ("2月底前报", date(2027, 2, 28)), ("10个工作日内签认", date(2026, 11, 12)),
    ("2027年3月1日前", date(2027, 3, 1)), ("二十一日内", date(2026, 11, 19)), ("2月30日前", None), ("尽快", None),
    ("90日内书面报告", date(2027, 1, 27)), ("十二月上旬", date(2026, 12, 10)),
])  # fmt: skip
def test_the_day_it_seems_to_name(clause: str, day: date | None) -> None:
    assert said(clause).due_on == day


@pytest.mark.parametrize(("clause", "amount", "unit"), [
    ("邀请企业不少于120户", Decimal(120), "户"), ("不少于二十个", Decimal(20), "个"),
    ("共650万元", Decimal(650), "万元"),
    ("不低于一百零五家", Decimal(105), "家"), ("不少于两个", Decimal(2), "个"), ("抓紧落实", None, ""),
    ("日供不少于3000吨，11月20日前通水", Decimal(3000), "吨"), ("年内清偿1.5亿元，至少1.5亿元", Decimal("1.5"), "亿元"),
])  # fmt: skip
def test_the_amount_it_seems_to_name(clause: str, amount: Decimal | None, unit: str) -> None:
    assert (said(clause).amount, said(clause).unit) == (amount, unit)


@pytest.mark.parametrize(("clause", "owner", "supporting"), [
    ("县自然资源局会同市生态环境局朔泉分局复核", "zrzy", ("sthj",)),
    ("财政局牵头，发展和改革局配合", "czj", ("fgw",)), ("由人大常委会办公室牵头", "rdb", ()),
    ("请抓紧办理", "", ()), ("提请研究后，由县政府办公室牵头", "zfb", ()), ("澜口镇、县财政局10日内报", "T02", ()),
])  # fmt: skip
def test_whom_it_seems_to_name(clause: str, owner: str, supporting: tuple[str, ...]) -> None:
    assert (said(clause).owner, said(clause).supporting) == (owner, supporting)


def test_days_to_watch_and_nothing_at_all() -> None:
    assert said("试行30天后报效果").observe_days == 30
    assert said("研究") == Proposal()


@pytest.mark.parametrize("word", WORDS.refused)
def test_secret_papers_and_personnel_are_refused_at_the_door(word: str) -> None:
    verdict = text_stands(f"会议议定：\n一、甲办（{word}）。", WORDS)
    assert not verdict.ok and word in str(verdict.reasons[0])


def test_a_clause_stands_within_one_sentence() -> None:
    first, second = items("会议议定：\n一、由甲局办理。\n二、乙办。", WORDS)
    assert placed(second, second.from_place, second.to_place).ok
    assert placed(first, first.from_place, first.to_place).ok
    assert placed(first, first.from_place + 1, first.from_place + 5).ok
    for begin, end in ((first.from_place - 1, first.to_place), (first.from_place, second.to_place), (5, 5),
                       (first.from_place, first.from_place + 3)):  # fmt: skip
        assert not placed(first, begin, end).ok
    assert not placed(None, 0, 1).ok


def test_text_and_list_reconcile_whatever_is_marked() -> None:
    found = items("会议议定：\n一、甲。\n二、乙。\n三、丙。", WORDS)
    for marked in range(8):
        for resolved in range(8):
            clauses = {n + 1 for n in range(3) if marked >> n & 1}
            matters = {n + 1 for n in range(3) if resolved >> n & 1} & clauses
            for aside in (set(), {3} - clauses):
                told = reconcile(found, dict.fromkeys(clauses, False) | dict.fromkeys(aside, True), matters)
                assert told.whole == (bool(matters) and matters | aside == {1, 2, 3})
                assert set(told.unmarked) == {1, 2, 3} - clauses - aside
                assert set(told.unresolved) == clauses - matters
                assert told.missing == 3 - len(matters | aside) and told.aside == len(aside)
    assert not reconcile([], {}, []).whole
    assert not reconcile(found, dict.fromkeys((1, 2, 3), True), []).whole  # a minute that resolves nothing is none


NUMBERINGS = ["一、", "二、", "（一）", "（三）", "(二)", "1. ", "2、", "12．", "（1）", "一是", "第一，", ""]
BETWEEN = ["\n", "。\n", "；", "。", "，", "！", "：", "\n\n"]
LEADING = ["会议议定：", "会议议定，", "会议同时议定", "会议听取了汇报。", "关于供水。", "关于供水\n", "会议强调，",
           "会议议定以下事项："]  # fmt: skip
PIECES = st.tuples(st.sampled_from(LEADING + [""] * 8), st.sampled_from(NUMBERINGS), st.sampled_from(BETWEEN))


@given(st.lists(PIECES, max_size=12))
def test_no_duty_vanishes_however_a_minute_is_written(pieces: list[tuple[str, str, str]]) -> None:
    duties = [f"由Q{place:02}局办理" for place in range(len(pieces))]
    text = "会议议定：" + "".join(a + b + duty + end for (a, b, end), duty in zip(pieces, duties, strict=True))
    found = items(text, WORDS)
    assert [item.ordinal for item in found] == list(range(1, len(found) + 1))
    assert all(text[item.from_place : item.to_place] == item.words for item in found)
    assert all(left.to_place <= right.from_place for left, right in pairwise(found))
    for duty in duties:
        assert sum(duty in item.words for item in found) == 1, text
