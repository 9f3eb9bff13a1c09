"""By what a text is found: each of its pairs of characters, its pinyin with every reading, its initials, its codes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.spine.find.pinyin import initials_of, syllables_of
from luodi.spine.find.tokens import asked, fold, tokens_of

TITLES = st.text(alphabet="安澜县长治重庆厦门光伏绿女行发改委产业园药品铁路二期乐亭扩建", min_size=2, max_size=16)


def found(title: str, question: str) -> bool:
    """Whether a question's words are all met, each in one of its ways."""
    tokens = tokens_of([title])
    words = asked(question).words
    return bool(words) and all(any(way <= tokens for way in ways) for ways in words)


@settings(deadline=None)
@given(TITLES)
def test_every_window_of_a_title_finds_it(title: str) -> None:
    for length in (1, 2, 3, len(title)):
        for begin in range(len(title) - length + 1):
            assert found(title, title[begin : begin + length])


@settings(deadline=None)
@given(TITLES, st.data())
def test_any_reading_of_a_part_finds_it(title: str, data: st.DataObject) -> None:
    length = data.draw(st.integers(2, min(6, len(title))))
    begin = data.draw(st.integers(0, len(title) - length))
    part = title[begin : begin + length]
    assert found(title, "".join(data.draw(st.sampled_from(initials_of(each))) for each in part))
    whole = "".join(data.draw(st.sampled_from(syllables_of(each))) for each in part[:3])
    assert found(title, whole), whole


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("长治路改造", "zhangzhi"), ("长治路改造", "changzhi"), ("长治路改造", "czlgz"), ("乐亭县", "laoting"),
        ("绿化工程", "lvhua"), ("绿化工程", "luhua"), ("西安路", "xianlu"), ("先锋路", "xian"),
        ("药品工业园", "ypgyy"), ("药品工业园", "YPGYY"), ("光伏项目", "ＧＦＸＭ"), ("Ｍ３０锚杆支护", "m30 锚杆"),
        ("SQ-2026-0024", "SQ-2026"), ("SQ-2026-0024", "0024"), ("SQ-2026-0024", "2026-0024"), ("SQ-2026-0024", "sq-20"),
        ("SQ-2026-0024", "sq 0024"), ("SQ-2026-0024", "SQ-2026-00"), ("1.2.3.4.5.6.7.8.9.10", "2-3-4-5-6-7-8-9-10"),
        ("91990321MAY108298Q", "91990321"), ("91990321MAY108298Q", "91990321may108298q"),
        ("县政府常务会议纪要〔2026〕17号", "〔2026〕17号"), ("县政府常务会议纪要〔2026〕17号", "[2026]17"),
        ("光伏 项目", "项目 光伏"),
    ],
)  # fmt: skip
def test_how_one_asks(title: str, question: str) -> None:
    assert found(title, question)


@pytest.mark.parametrize(
    ("title", "question"),
    [
     ("光伏项目", "光电"), ("光伏项目", "伏光"), ("光伏项目", "gfy"), ("光伏项目", "光伏 风电"),
     ("光伏项目", "guangdian"),
     ("SQ-2026-0024", "SQ-2027"), ("SQ-2026-0024", "SQ-0024"),
     ("光伏项目", "-"), ("光伏项目", " "), ("光伏项目", "\0"), ("光伏项目", "\ud800"),
    ],
)  # fmt: skip
def test_what_does_not_find_it(title: str, question: str) -> None:
    assert not found(title, question)


@settings(deadline=None)
@given(st.text(max_size=120))
def test_whatever_is_typed_asks_for_plain_tokens(text: str) -> None:
    for ways in asked(text).words:
        assert ways and all(way for way in ways)
        assert all(token.isalnum() for way in ways for token in way)
    assert fold(fold(text)) == fold(text)


def test_letters_without_an_end_are_read_soon() -> None:
    assert asked("xianguangan" * 8).words
    assert asked("a" * 39 + "q").words
