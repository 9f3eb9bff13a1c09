"""The form, the page and the calendar of a link: anybody opens them, nothing is kept, and what is wrong is said."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from icalendar import Calendar

from luodi.slices.matters.rules.packaged import shipped
from luodi.spine.journal.reads import last_recorded_at
from tests.plans.links import LINKS
from tests.support.cast import DAY, Demo

EXAMPLES = {row["id"][:3]: row for row in shipped("examples")["examples"]}
pytestmark = pytest.mark.rows


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


def text(answer: HttpResponse) -> str:
    marked = re.sub(r'<span lang="zh-CN">([^<]*)</span>', r"\1", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", marked)))


def fields(answer: HttpResponse) -> set[str]:
    """The answers a form would carry on, shown or not."""
    return set(re.findall(r'name="(\w+)"', answer.content.decode()))


def test_anybody_opens_all_five_steps_and_nothing_is_kept(demo: Demo, client: Client) -> None:
    before = last_recorded_at(demo.where)
    for step in range(1, 6):
        answer = client.get(f"/plan/?{LINKS['EX2']}&s={step}")
        assert answer.status_code == 200
        assert f"Step {step} of 5" in text(answer)
        assert "33 matters" in text(answer) and "40 papers" in text(answer)
        assert {"w", "k", "a", "l", "ln"} <= fields(answer), "an answer of another step is lost on the way"
    assert last_recorded_at(demo.where) == before
    assert "sessionid" not in client.cookies


def test_the_figures_are_those_of_the_examples(demo: Demo, client: Client) -> None:
    for name, link in LINKS.items():
        wanted = EXAMPLES[name]["expected"]
        said = text(client.get(f"/plan/sheet/?{link}"))
        assert f"{wanted['matters']} matters" in said
        assert f"after {wanted['path_to_start']} working days" in said
        assert f"{wanted['asked_once']} papers given once, instead of in {wanted['asked']} places" in said


def test_a_choice_says_what_it_would_change(demo: Demo, client: Client) -> None:
    said = text(client.get(f"/plan/?{LINKS['EX2']}&s=3"))
    assert "Farmland conversion and land requisition (about 60 working days)" in said
    assert "start after 39 working days" in said
    assert "on standard land of the park after 39" in said
    assert "mu = 6 ha" in said
    assert "Earthwork: settled by other answers" in said


def test_what_is_certain_is_not_asked_and_the_law_is_named(demo: Demo, client: Client) -> None:
    own = client.get("/plan/?w=f&k=n&b=b&l=o&s=3")
    assert not {"fa", "fo", "gr", "r"} & fields(own)
    assert "Land Administration Law, art. 4, 44" in text(own)
    assert {"fa", "fo", "gr", "r"} <= fields(client.get("/plan/?w=f&k=n&b=b&l=n&s=3"))


def test_not_sure_is_an_answer_and_widens_the_plan(demo: Demo, client: Client) -> None:
    sure, unsure = (text(client.get(f"/plan/sheet/?{LINKS['EX2']}&p={p}")) for p in ("0", "u"))
    assert "Flood-impact approval" not in sure and "Flood-impact approval" in unsure
    assert "33 matters" in sure and "33 matters" in unsure


@pytest.mark.parametrize(("link", "said"), [
    ("w=f&k=n&a=abc&s=3", "Land: “abc” is no number; write one that is not below zero, for instance 90 or 1.5."),
    ("w=f&k=n&l=zz&s=3", "The land is now: “zz” is none of the choices; choose one of those that stand here."),
    ("w=g&k=n", "What kind of project is it?: This does not go with the answers before it; choose again."),
    ("w=f&k=n&a=6&l=n&fa=7&s=3", "Farmland: That is more than the whole land; write how much of it."),
    ("v=9&w=f", "This link was made for other questions; answer them anew."),
    ("w=f&d=1999-01-01", "The day of the link is no day near today; it is reckoned from today."),
    ("w=f&d=soon", "The day of the link is no day near today; it is reckoned from today."),
    ("w=f&a=" + "9" * 3000, "This link is longer than one of ours can be; answer anew."),
])  # fmt: skip
def test_what_is_wrong_is_said_by_its_question(demo: Demo, client: Client, link: str, said: str) -> None:
    answer = client.get(f"/plan/?{link}")
    assert answer.status_code == 422
    assert said in text(answer)
    sheet = client.get(f"/plan/sheet/?{link}")
    assert sheet.status_code == 302 and sheet.headers["Location"].startswith("/plan/?")
    feed = client.get(f"/plan/calendar.ics?{link}")
    assert feed.status_code == 422 and said in feed.content.decode()


def test_the_page_says_why_each_matter_applies_and_what_it_waits_for(demo: Demo, client: Client) -> None:
    said = text(client.get(f"/plan/sheet/?{LINKS['EX2']}"))
    assert "The start is lawful on 4 May 2027 at the earliest" in said
    assert "Farmland conversion and land requisition (60)" in said
    assert "farmland taken 土地管理法§44-§47" in said
    assert "† provisional" in said
    assert "24 of the limits are usual values that nobody has published" in said
    assert "(2, 3, 8, 9, 10, 11, 13, 14, 20, 21, 30, 32, 33) ×13" in said


def test_the_link_of_the_page_is_the_page_whenever_it_is_opened(demo: Demo, client: Client) -> None:
    page = client.get(f"/plan/sheet/?{LINKS['EX2']}").content.decode()
    address = unescape(re.search(r'class="code" href="([^"]+)"', page)[1])  # type: ignore[index]
    query = parse_qs(urlsplit(address).query)
    assert query["d"] == [DAY.isoformat()] and query["v"] == ["1"]
    again = client.get(address).content.decode()
    assert re.sub(r'value="[\w-]{20,}"', "", again).split("<article")[1] == page.split("<article")[1]
    assert "<path" in page.split('class="code"')[1].split("</a>")[0]


def test_the_calendar_has_each_matter_and_keeps_its_names(demo: Demo, client: Client) -> None:
    answer = client.get(f"/plan/calendar.ics?{LINKS['EX2']}&d=2026-11-20")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) == 33
    start = next(event for event in events if event["uid"].startswith("C12-"))
    assert (str(start["dtstart"].dt), str(start["dtend"].dt)) == ("2027-05-03", "2027-05-05")
    later = Calendar.from_ical(client.get(f"/plan/calendar.ics?{LINKS['EX2']}&d=2026-12-01").content).walk("VEVENT")
    assert [event["uid"] for event in later] == [event["uid"] for event in events]
    other = Calendar.from_ical(client.get(f"/plan/calendar.ics?{LINKS['EX3']}").content).walk("VEVENT")
    assert not {event["uid"] for event in other} & {event["uid"] for event in events}


def test_a_program_gets_the_same_numbers(demo: Demo, client: Client) -> None:
    for row in EXAMPLES.values():
        facts = {key: str(value).lower() for key, value in row["facts"].items()}
        told = client.get("/api/plan", {"type": row["type"], **facts}).json()
        numbers = {key: told[key] for key in row["expected"] if key != "matters"} | {"matters": len(told["matters"])}
        assert numbers == row["expected"]
    wrong = client.get("/api/plan", {"type": "SOC_GENERAL", "colour": "red"})
    assert wrong.status_code == 422
    assert [one["where"] for one in wrong.json()["fields"]] == ["query.colour"]
    assert client.get("/api/plan", {"type": "X"}).status_code == 422
    assert "land_ha" in str(client.get("/api/plan?type=SOC_GENERAL&land_ha=5&land_ha=9").json()["reasons"])
    assert client.get("/api/plan", {"type": "SOC_GENERAL", "start": "2140-01-01"}).status_code == 422
    assert client.get("/api/plan", {"type": "SOC_GENERAL", "region": "1"}).status_code == 404


def test_a_firm_and_a_stranger_find_the_questions(demo: Demo, client: Client) -> None:
    assert 'href="/plan/"' in client.get("/signin/").content.decode()
    assert 'href="/plan/"' in demo.client("F06").get("/").content.decode()
    for page in ("/plan/", "/plan/sheet/", "/plan/calendar.ics", "/api/plan"):
        for region in ("nowhere", "%00"):
            assert client.get(f"{page}?type=SOC_GENERAL&region={region}").status_code == 404
