"""The calendar as drawn: bars from the end of a day to the end of a day, what is over red, words that never meet."""

import itertools
import re
from datetime import date
from xml.etree import ElementTree

from django.utils.translation import override

from luodi.kernel.calendar import Calendar
from luodi.slices.plans.views.gantt import LETTER, NARROWEST, Bar, Row, Span, gantt
from luodi.slices.plans.views.shift import Mark, shift
from luodi.slices.plans.views.wrapping import breadth, fitted, wrapped
from luodi.spine.people.calendars import calendar_for

CALENDAR: Calendar = calendar_for("990900")
FIRST, ON, LAST = date(2026, 9, 1), date(2026, 11, 20), date(2026, 12, 30)


def drawn(rows: list[Row], contract_on: date | None = None, *, english: bool = False) -> ElementTree.Element:
    span = Span(CALENDAR, FIRST, LAST, ON, contract_on, english)
    return ElementTree.fromstring(str(gantt(rows, span, "a calendar")))


def of_class(tree: ElementTree.Element, class_: str) -> list[ElementTree.Element]:
    return [one for one in tree.iter() if class_ in one.get("class", "").split()]


def share(text: str | None) -> float:
    assert text is not None
    return float(text.removesuffix("%")) / 100


def row(*bars: Bar, deciding: bool = True, joined: bool = False, note: str = "", over: bool = False) -> Row:
    return Row("a matter", "a bureau", deciding, bars, note, over, joined)


def test_a_bar_reaches_from_the_end_of_a_day_to_the_end_of_another() -> None:
    tree = drawn([row(Bar("done", date(2026, 9, 11), date(2026, 10, 1)))])
    [bar] = of_class(tree, "bar-done")
    days = (LAST - FIRST).days
    assert share(bar.get("x")) == round(10 / days, 5)
    assert abs(share(bar.get("width")) - 20 / days) < 1e-4


def test_what_took_no_day_is_still_seen_and_nothing_leaves_the_sheet() -> None:
    tree = drawn([row(Bar("done", ON, ON)), row(Bar("ahead", LAST, date(2027, 5, 1)), deciding=False)])
    for bar in [*of_class(tree, "bar-done"), *of_class(tree, "bar-ahead")]:
        assert share(bar.get("width")) > 0.004
        assert share(bar.get("x")) + share(bar.get("width")) <= 1.0001


def test_only_what_waited_for_the_row_above_is_joined_to_it() -> None:
    first, then = Bar("done", FIRST, date(2026, 10, 1)), Bar("running", date(2026, 10, 20), ON)
    assert len(of_class(drawn([row(first), row(then, joined=True)]), "joint")) == 2  # down, and over to its start
    assert not of_class(drawn([row(first), row(then)]), "joint")


def test_holidays_have_their_name_and_other_rest_days_none() -> None:
    tree = drawn([row()])
    assert [one.text for one in of_class(tree, "holiday-name")] == ["中秋节", "国庆节"]
    assert len(of_class(tree, "holiday")) == 2
    assert len(of_class(tree, "weekend")) > 10
    with override("en"):
        assert {one.text for one in of_class(drawn([row()], english=True), "holiday-name")} == {"holiday"}


def spans_of_words(tree: ElementTree.Element, y: float) -> list[tuple[float, float]]:
    """From where to where words on a line reach, at the narrowest the drawing gets."""
    found = []
    for holder in tree.iter():
        for text in holder.findall("./text") if "at" in holder.get("class", "").split() else []:
            if abs(float(text.get("y", "0")) - y) > 9:
                continue
            x, wide = share(holder.get("x")) * NARROWEST + float(text.get("x", "0")), breadth(text.text or "") * LETTER
            class_ = text.get("class", "")
            left = x - wide if "before" in class_ else x - wide / 2 if "today-words" in class_ else x
            found.append((left, left + wide))
    return sorted(found)


def test_the_contract_never_meets_today_on_any_day() -> None:
    for contract in (date(2026, 11, day) for day in range(2, 31)):
        tree = drawn([row()], contract)
        feet = {float(one.get("y", "0")) for one in of_class(tree, "contract-words")}
        for y in feet | {float(one.get("y", "0")) for one in of_class(tree, "today-words")}:
            words = spans_of_words(tree, y)
            assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(words)), contract


def test_a_note_that_has_no_room_at_the_right_stands_at_the_left() -> None:
    late = Bar("ahead", date(2026, 12, 10), date(2026, 12, 28))
    [left] = of_class(drawn([row(late, note="does not hold up the start")]), "note")
    [right] = of_class(drawn([row(Bar("done", FIRST, date(2026, 9, 20)), note="3 days over", over=True)]), "note")
    assert ("before" in left.get("class", ""), "before" in right.get("class", "")) == (True, False)
    assert "red" in right.get("class", "")


def test_a_note_stands_on_a_bar_that_leaves_no_room_beside_it() -> None:
    words = "until 11 Nov 2027, as planned"
    [on] = of_class(drawn([row(Bar("ahead", date(2026, 9, 20), date(2026, 12, 20)), note=words)]), "note")
    assert (on.text, "before" in on.get("class", "")) == (words, True)


def test_a_moved_start_is_an_arrow_from_where_it_stood() -> None:
    marks = [Mark("now", "as it stands", date(2026, 12, 14)), Mark("earlier", "what if", date(2026, 12, 9))]
    tree = ElementTree.fromstring(str(shift(marks, CALENDAR, ON)))
    [arrow] = of_class(tree, "arrow")
    assert share(arrow.get("x1")) > share(arrow.get("x2"))
    assert re.search("as it stands", tree.get("aria-label", ""))
    assert not of_class(ElementTree.fromstring(str(shift(marks[:1], CALENDAR, ON))), "arrow")


def test_a_name_is_broken_at_words_and_cut_where_it_must() -> None:
    assert wrapped("Construction project planning permit", 9, 2) == ["Construction", "project planni…"]
    assert wrapped("Hazardous-chemical safety", 9, 3) == ["Hazardous-", "chemical safety"]
    assert wrapped("建设工程规划许可证核发", 8, 2) == ["建设工程规划许可", "证核发"]
    assert all(breadth(line) <= 8 for line in wrapped("建设项目用地预审与选址意见书核发", 7.5, 2))
    assert fitted("县自然资源局", 4) == "县自然…"
