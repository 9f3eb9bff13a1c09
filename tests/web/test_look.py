"""The language of the screens: words of lights, drawings, styles and the gallery of parts."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation
from jinja2 import FileSystemLoader, UndefinedError

from luodi.web.account import account_runs
from luodi.web.clocks import ClockDay, two_clocks
from luodi.web.drawing import Cell, bar, strip, strip_words
from luodi.web.environment import environment
from luodi.web.lights import BALL_COLOURS, LIGHTS, ball_colour, light_name, light_words
from luodi.web.look import Look, change_look, look_of
from luodi.web.turns import TurnDay, turn_calendar
from tests.web.gallery import rows

WEB = Path(__file__).parents[2] / "src/luodi/web"
BANNED = (":has(", "color-mix(", "light-dark(", "@layer", "@container", "@scope", "subgrid")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def cells(counted: int, paused: int = 0, still_open: int = 0, over: int = 0) -> tuple[Cell, ...]:
    kinds = ["counted"] * counted + ["paused"] * paused + ["open"] * still_open + ["over"] * over
    return tuple(Cell(kind) for kind in kinds)


@pytest.mark.parametrize(
    ("light", "given", "words"),
    [
        ("normal", {"remaining": 4}, "4 days left"),
        ("soon", {"remaining": 1}, "1 day left"),
        ("soon", {"remaining": 0}, "due today"),
        ("overdue", {"over": 1}, "1 day over"),
        ("overdue", {"over": 12}, "12 days over"),
        ("paused", {}, "paused"),
        ("done", {}, "closed"),
        ("done", {"over": 3}, "closed 3 days late"),
        ("planned", {}, "not yet"),
    ],
)
def test_a_light_says_how_many_days(light, given, words):
    assert light_words(light, **given) == words


@pytest.mark.parametrize(("light", "given"), [("soon", {}), ("overdue", {}), ("yellow", {"remaining": 1})])
def test_a_light_without_its_number_is_refused(light, given):
    with pytest.raises(ValueError, match="no words"):
        light_words(light, **given)


def test_every_light_has_a_shape_a_name_and_a_colour():
    sprite = (WEB / "jinja2/web/sprite.html").read_text()
    styles = (WEB / "static/luodi/parts.css").read_text()
    for light in LIGHTS:
        assert f'id="light-{light}"' in sprite
        assert f"\n.{light} {{" in styles
        assert light_name(light)


def test_party_colours_are_five_and_never_those_of_lights():
    assert set(BALL_COLOURS.values()) == {"d1", "d2", "d3", "d4", "d5"}
    assert ball_colour("firm") == "d2"
    with pytest.raises(KeyError):
        ball_colour("nobody")


def test_a_strip_has_a_cell_per_day_and_says_the_same_aloud():
    drawn = strip(cells(5, paused=4, over=2), 9)
    assert drawn.count("<rect") == 11
    assert drawn.count('class="day-over"') == 2
    assert drawn.count('class="flag"') == 1
    assert 'role="img" aria-label="7 of 5 days · 4 paused"' in drawn


def test_a_strip_without_a_promise_has_no_flag():
    assert "flag" not in strip(cells(3), None)
    assert strip_words(cells(3), None) == "3 days counted"


def test_more_than_24_days_become_one_bar():
    assert strip(cells(24), 24).count("<rect") == 24
    long = strip(cells(20, still_open=15), 35)
    assert long.count("<rect") == 2
    assert long.count("M", long.index('d="')) >= 3
    assert 'class="ticks"' in long


def test_what_is_drawn_is_escaped():
    drawn = strip((Cell("counted", '<b>"x"'),), 1)
    assert "<b>" not in drawn and "&lt;b&gt;" in drawn
    assert '"><' not in bar(1, 2, "d1", 'a"><').split("aria-label=")[1].split(" class")[0]


def test_a_bar_is_as_long_as_its_share():
    assert 'width="25%"' in bar(3, 12, "d1", "3 of 12")
    assert 'width="0%"' in bar(0, 0, "d1", "none")


def test_two_clocks_number_counted_days_and_colour_the_holders():
    drawn = two_clocks(rows.clock_days(), net=7, gross=15, late_words="overdue from tomorrow")
    wide = drawn[: drawn.index('class="clock narrow"')]
    assert wide.count('class="day-counted"') == 6
    assert wide.count('class="day-paused"') == 4
    assert wide.count('class="day-last"') == 1
    assert wide.count('class="day-late"') == 4
    assert [wide.count(f'class="fill-d{i}"') for i in (1, 2, 3)] == [9, 2, 4]
    assert "overdue from tomorrow" in wide
    assert drawn.count("Department clock: 7 working days; firm&#39;s clock: 15 working days") == 2


def test_a_long_case_is_drawn_in_runs():
    drawn = two_clocks(rows.long_clock_days(), net=30, gross=53)
    wide = drawn[: drawn.index('class="clock narrow"')]
    assert wide.count('class="day-') == 5
    assert ">20<" in wide and ">15<" in wide


def test_a_dense_clock_dates_every_fifth_working_day():
    days = tuple(ClockDay(f"9/{i}", i % 5, "counted", str(i)) for i in range(1, 26))
    wide = two_clocks(days, net=25, gross=25).split('class="clock narrow"')[0]
    assert wide.count(">9/") == 5
    assert wide.count('class="day-counted"') == 25


def test_the_calendar_stacks_three_marks_and_counts_the_rest():
    days = (TurnDay("11/23", "Mon", ("overdue",) * 26, today=True), TurnDay("11/24", "Tue", ("soon",), tomorrow=True))
    wide = turn_calendar(days).split('class="turns narrow"')[0]
    assert wide.count("#light-overdue") == 2
    assert "+24" in wide
    assert wide.count('class="box-tomorrow"') == 1
    assert "11/23: 26 promises; 11/24: 1 promise" in wide


def test_the_calendar_of_a_phone_keeps_every_working_day():
    days = tuple(TurnDay(str(i), "", rest=i % 7 > 4) for i in range(21))
    narrow = turn_calendar(days).split('class="turns narrow"')[1]
    assert narrow.count('class="box-work"') == 15
    assert narrow.count('class="box-rest"') == 6
    assert narrow.count("<use") == 0


def test_runs_of_the_account_lose_no_working_day():
    days = rows.account()
    made = account_runs(days)
    assert [run.label for run in made] == [
        "11/2",
        "11/3–11/4",
        "11/5–11/6",
        "11/9–11/10",
        "11/11–11/16",
        "11/17–11/20",
        "11/23",
    ]
    assert [run.mark for run in made if run.kind == "counted"] == ["2", "4"]


def test_nothing_undefined_passes_and_everything_is_escaped():
    made = environment()
    with pytest.raises(UndefinedError):
        made.from_string("{{ nobody }}").render()
    assert made.from_string("{{ x }}").render(x="<i>") == "&lt;i&gt;"


@pytest.mark.parametrize("name", ["inbox", "case", "states", "signin", "404", "500"])
def test_the_gallery_renders_without_inline_styles_or_scripts(name):
    made = environment(loader=FileSystemLoader([WEB / "jinja2", Path(__file__).parent / "gallery"]))
    context = rows.context() | ({"form": rows.SignIn()} if name == "signin" else {})
    page = made.get_template(f"{name}.html").render(context)
    assert page.count("<h1") <= 1 and 'id="content"' in page
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", page)
    used = set(re.findall(r'href="#((?:light|icon)-[a-z]+)"', page))
    assert used and all(f'id="{symbol}"' in page for symbol in used)


def test_styles_keep_to_the_floor_of_browsers():
    styles = sorted((WEB / "static/luodi").glob("*.css"))
    assert len(styles) == 6
    for file in styles:
        text = file.read_text()
        assert not [word for word in BANNED if word in text], file.name
        assert "http" not in text and "@import" not in text


def test_colours_stand_in_the_tokens_alone():
    for name in ("frame", "parts", "drawings"):
        assert not re.search(r"#[0-9A-Fa-f]{3,8}\b(?![^{]*\))", (WEB / f"static/luodi/{name}.css").read_text()), name


def pressed(back: str, **choices: str):
    return change_look(RequestFactory().post("/look", {"back": back, **choices}))


def test_a_look_is_kept_in_cookies_and_leads_back():
    answer = pressed("/inbox/", theme="dark")
    assert (answer.status_code, answer["Location"]) == (302, "/inbox/")
    assert answer.cookies["theme"].value == "dark"
    assert set(answer.cookies) == {"theme"}
    assert set(pressed("/", language="en").cookies) == {"django_language"}


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_a_look_never_leads_away(back):
    assert pressed(back, size="large")["Location"] == "/"


def test_a_look_nobody_offers_counts_as_none():
    assert not pressed("/", theme="neon").cookies
    request = HttpRequest()
    request.COOKIES = {"theme": '"><script>', "size": "large"}
    assert look_of(request) == Look("auto", "large")
    assert change_look(SimpleNamespace(method="GET", path="/look")).status_code == 405
