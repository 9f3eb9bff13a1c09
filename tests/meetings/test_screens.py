"""The screens of minutes and matters without a browser: what stands on them, what is sent, what comes back refused."""

import re
import uuid
from typing import Any

from django.test import Client

from luodi.slices.meetings.reads.minutes import minute_for
from tests.meetings.hall import AUTHORITY, NUMBER, TEXT, done, marked, matter, resolved, row, typed, whole
from tests.support.cast import Cast


def send(client: Client, address: str, seen: int | None = None, **told: Any) -> Any:
    return client.post(address, {"key": uuid.uuid4().hex, **({"seen": seen} if seen else {}), **told})


def english(hall: Cast, account: str) -> Client:
    client = hall.client(account)
    client.cookies["django_language"] = "en"
    return client


def text(response: Any) -> str:
    """The words of a page, its marks taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_minute_is_typed_marked_and_confirmed_with_what_it_seems_to_say(hall: Cast) -> None:
    clerk = english(hall, "rdb")
    told = {"number": NUMBER, "body": "主任会议", "title": "研究", "held_on": "2026-10-29", "circle": "leaders"}
    answer = send(clerk, "/meetings/new/", text=TEXT.replace("\n", "\r\n"), **told)
    assert answer.status_code == 303
    here = answer.headers["Location"]
    page = clerk.get(here).content.decode()
    assert "3 are missing" in page and page.count('class="lacking"') == 3
    sentence = re.search(r'name="sentence" value="(\d+-\d+)"', page)
    assert sentence
    assert send(clerk, f"{here}mark/", 1, sentence=sentence[1]).status_code == 303
    form = clerk.get(f"{here}clauses/1/").content.decode()
    assert 'value="2026-11-13"' in form  # within fifteen days of 29 October
    told = {"title": "方案", "owner": "rdb", "due_on": "2026-11-13", "scope": "方案"}
    assert send(clerk, f"{here}clauses/1/", 2, **told).status_code == 303
    assert row(hall, f"{NUMBER}-1").due_on.isoformat() == "2026-11-13"
    assert "3 clauses, 1 matter: 2 are missing" in text(clerk.get(here)).replace(" .", ".")


def test_the_words_of_a_selection_are_taken_and_nonsense_is_not(hall: Cast) -> None:
    typed(hall)
    clerk, here = english(hall, "rdb"), f"/meetings/minutes/{NUMBER}/"
    begin = TEXT.index("十五日内拟定")
    assert send(clerk, f"{here}mark/", 1, from_place=begin, to_place=begin + 6).status_code == 303
    assert 'data-from="' in clerk.get(here).content.decode()
    for told in ({}, {"sentence": "x"}, {"sentence": "5-"}, {"from_place": 3}):
        assert send(clerk, f"{here}mark/", 2, **told).status_code == 422
    answer = send(clerk, f"{here}mark/", 2, from_place=0, to_place=5)
    assert answer.status_code == 409 and "within one resolving sentence" in text(answer)


def test_a_sentence_is_set_aside_and_taken_back_on_the_page(hall: Cast) -> None:
    typed(hall)
    clerk, here = english(hall, "rdb"), f"/meetings/minutes/{NUMBER}/"
    assert 'id="set_aside"' in clerk.get(here).content.decode()
    refused = send(clerk, f"{here}set_aside/", 1, ordinal=2, reason="")
    assert refused.status_code == 422 and "Set a sentence aside" in text(refused)
    assert '<option value="2" selected>' in refused.content.decode()
    assert send(clerk, f"{here}set_aside/", 1, ordinal=2, reason="Only a remark").status_code == 303
    page = clerk.get(here).content.decode()
    assert "Only a remark" in page and page.count('class="lacking"') == 2 and "2 are missing" in page
    leader = text(english(hall, "leader").get(here))
    assert "Only a remark" in leader and "Take it back" not in leader
    assert send(clerk, f"{here}unmark/", 2, ordinal=2).status_code == 303
    assert clerk.get(here).content.decode().count('class="lacking"') == 3


def test_the_page_of_a_minute_says_what_stands_against_closing(hall: Cast) -> None:
    whole(hall)
    page = text(english(hall, "rdb-head").get(f"/meetings/minutes/{NUMBER}/"))
    assert "3 clauses, 3 matters, none missing." in page and "1 is late." in page
    assert "No. 1: why it cannot be closed off" in page and "Ask the body for a change" in page
    assert "final, the text stands" in page


def test_a_refusal_keeps_what_was_typed_and_a_stale_form_says_who(hall: Cast) -> None:
    number = matter(hall)
    owner, here = english(hall, "zrzy"), f"/meetings/matters/{number}/"
    answer = send(owner, f"{here}finish/", 1, reached="20", document="")
    assert answer.status_code == 422 and "Evidence is needed" in text(answer)
    assert 'value="20"' in answer.content.decode()
    assert send(owner, f"{here}report/", 1, note="started").status_code == 303
    stale = send(owner, f"{here}report/", 1, note="again")
    assert stale.status_code == 409 and "acted on this case meanwhile" in text(stale) and "again" in text(stale)


def test_each_seat_is_offered_its_own_verbs_and_no_others(hall: Cast) -> None:
    number = matter(hall)
    here = f"/meetings/matters/{number}/"
    offered = {
        account: set(re.findall(r'href="#act-(\w+)"', hall.client(account).get(here).content.decode()))
        for account in ("zrzy", "rdb", "rdb-head", "fgw", "reader")
    }
    assert offered == {
        "zrzy": {"finish", "report", "propose"}, "rdb": {"propose", "find_departure"},
        "rdb-head": {"propose", "find_departure", "extend", "hand_over", "split", "correct", "waive"},
        "fgw": set(), "reader": set(),
    }  # fmt: skip
    assert hall.client("reader").get(here[:-1] + "x/").status_code == 404
    assert send(hall.client("zrzy"), f"{here}nothing/", 1).status_code == 404
    assert hall.client("zrzy").get(f"{here}finish/").status_code == 302


def test_a_split_and_a_waiver_by_the_body_on_the_screen(hall: Cast) -> None:
    number = whole(hall)
    head, here = english(hall, "rdb-head"), f"/meetings/matters/{number}/"
    told = {"words_1": "A", "owner_1": "zrzy", "amount_1": "12", "words_2": "B", "owner_2": "fgw", "amount_2": "8"}
    assert send(head, f"{here}split/", 1, authority=AUTHORITY, reason="x", **told).status_code == 303
    assert "Split into 2 parts." in text(head.get(here))
    assert "2.1" in text(head.get(f"/meetings/minutes/{NUMBER}/"))
    part = f"/meetings/matters/{number}.1/"
    assert send(head, f"{part}waive/", 1, authority=AUTHORITY, reason="gone").status_code == 303
    page = text(head.get(part))
    assert f"Closed off by waiver of {AUTHORITY}" in page and "Waived by" in page


def test_the_list_is_the_office_s_minutes_and_each_party_s_own(hall: Cast) -> None:
    matter(hall)
    assert "1 minute, 1 matter: 2 are missing." in text(english(hall, "rdb").get("/meetings/")).replace(" .", ".")
    assert "1 resolved matter is yours." in text(english(hall, "fgw").get("/meetings/"))
    assert "Nothing was resolved that is yours." in text(english(hall, "sthj").get("/meetings/"))
    assert hall.client("F06").get("/meetings/").status_code == 404


def test_every_page_in_both_languages_and_every_state(hall: Cast) -> None:
    number = matter(hall, observe_days=30)
    marked(hall, ordinals=())
    resolved(hall, 3, owner="sthj", amount=None, unit="", supporting=[])
    done(hall, number, "2026-11-16")
    version = minute_for(hall["rdb"], NUMBER).version
    assert send(hall.client("rdb"), f"/meetings/minutes/{NUMBER}/rewrite/", version, text=TEXT + " ").status_code == 303
    for language in ("en", "zh-hans"):
        for account in ("rdb", "chair"):
            client = hall.client(account)
            client.cookies["django_language"] = language
            for address in ("/meetings/", f"/meetings/minutes/{NUMBER}/", f"/meetings/matters/{number}/"):
                assert client.get(address).status_code == 200
    assert "watch 26 days" in text(english(hall, "rdb").get(f"/meetings/matters/{number}/"))
