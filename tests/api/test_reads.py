"""What the API reads is what the house holds, and to each only what is theirs."""

import base64
import json
from typing import Any

import pytest
from django.test import Client

from luodi.slices.approvals.actions import acceptance, decision
from luodi.spine.journal.receipts import held_against
from tests.api.asking import asker, reasons
from tests.support.cast import Cast, Demo, at, held_in


def test_a_case_says_both_clocks_day_by_day(cast: Cast) -> None:
    number = cast.accepted("2026-11-02")
    acceptance_day, *_ = asker(cast, "zrzy").get(f"cases/{number}")["clocks"]["account"]
    said = asker(cast, "zrzy").get(f"cases/{number}")
    clocks, account = said["clocks"], said["clocks"]["account"]
    assert acceptance_day == {
        "date": "2026-11-02", "counted": False, "why": "day_zero", "net": 0, "gross": 0, "holder": "zrzy",
    }  # fmt: skip
    assert [day["date"] for day in account][-1] == said["on"] == "2026-11-20"
    assert clocks["net"] == clocks["gross"] == 14 == sum(day["counted"] for day in account)
    assert account[-1]["net"] == 14
    assert {day["why"] for day in account} == {"day_zero", "workday", "weekend"}
    assert clocks["provisional"] is False


def test_a_pause_stops_the_first_clock_and_gives_the_ball_away(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "A03")
    decision.start_special(
        number=number, procedure="expert_review", document="TZ-1", until=at("2026-11-30").date(), held_by="tp",
        by=cast["zrzy"], at=at("2026-11-04"),
    )  # fmt: skip
    said = asker(cast, "zrzy").get(f"cases/{number}")
    assert (said["clocks"]["net"], said["clocks"]["gross"]) == (1, 14)
    assert said["due_on"] is None
    assert said["ball"] == {"key": "tp", "name": "Experts"}
    paused = [day for day in said["clocks"]["account"] if day["why"] == "paused"]
    assert paused[0]["date"] == "2026-11-04"
    assert {day["holder"] for day in paused[1:]} == {"tp"}
    assert [notice["kind"] for notice in said["notices"]] == ["special"]


def test_promises_facts_and_the_two_days(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "A03")
    said = asker(cast, "zrzy").get(f"cases/{number}")
    assert (said["due_on"], said["statutory_due_on"]) == ("2026-11-09", "2026-11-30")
    assert [(p["kind"], p["state"], p["light"]) for p in said["promises"]] == [
        ("approvals.acceptance", "done", "done"), ("approvals.decision", "open", "overdue"),
    ]  # fmt: skip
    told = {fact["kind"]: fact for fact in said["facts"]}
    assert told["approvals.accepted"]["said"].startswith("Accepted; the day itself is not counted")
    assert told["approvals.accepted"]["by"]["key"] == "xzsp"
    assert told["approvals.accepted"]["happened_at"] == "2026-11-02T02:00:00Z"
    assert said["verbs"] == ["start_special", "hand_on", "grant", "refuse", "remark"]


def test_the_language_is_the_readers(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "A03")
    english, chinese = (asker(cast, "F06").get(f"cases/{number}", language=language) for language in ("en", "zh-hans"))
    assert english["department"] == {"key": "zrzy", "name": "Bureau zrzy"}
    assert chinese["department"] == {"key": "zrzy", "name": "zrzy局"}
    said = {fact["kind"]: fact["said"] for fact in chinese["facts"]}
    assert said["approvals.accepted"].startswith("受理；")


def test_remarks_are_the_offices_own(cast: Cast) -> None:
    number = cast.accepted("2026-11-02")
    decision.remark(number=number, text="call the firm", by=cast["zrzy"], at=at("2026-11-03"))
    ours, theirs = (asker(cast, account).get(f"cases/{number}") for account in ("zrzy", "F06"))
    assert [remark["text"] for remark in ours["remarks"]] == ["call the firm"]
    assert "remarks" not in theirs
    assert "approvals.remarked" in {fact["kind"] for fact in ours["facts"]}
    assert not {fact["kind"] for fact in theirs["facts"]} & {"approvals.remarked", "commitments.promised"}
    assert "call the firm" not in json.dumps(theirs)


@pytest.mark.parametrize("account", ["F17", "sthj"])
def test_a_stranger_gets_what_a_wrong_number_gets(cast: Cast, account: str) -> None:
    number = cast.accepted("2026-11-02")
    stranger = asker(cast, account)
    assert stranger.get("cases")["items"] == []
    assert stranger.get("inbox", whose="all")["items"] == []
    theirs, wrong = stranger.ask(f"cases/{number}"), stranger.ask("cases/ZRZY-2026-9999")
    assert reasons(theirs, 404) == []
    assert theirs.content == wrong.content


def test_cases_come_in_pieces(cast: Cast) -> None:
    numbers = [cast.received(f"2026-11-{day:02d}") for day in (2, 3, 4)]
    zrzy = asker(cast, "window")
    first, second = zrzy.get("cases", limit=2), zrzy.get("cases", limit=2, offset=2)
    assert [case["number"] for case in first["items"] + second["items"]] == numbers[::-1]
    assert first["count"] == second["count"] == 3
    assert (first["next"], second["next"]) == ("/api/cases?limit=2&offset=2", None)
    assert zrzy.get(first["next"].removeprefix("/api/"))["items"] == second["items"]


LISTS = (
    "inbox", "cases", "board/cases", "matters", "projects", "parties", "tokens", "cases/{}/facts", "cases/{}/files",
)  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(("asked", "where"), [
    ({"limit": 0}, "limit"), ({"limit": 501}, "limit"), ({"limit": "all"}, "limit"), ({"offset": -1}, "offset"),
])  # fmt: skip
def test_a_piece_no_list_has_is_refused(cast: Cast, path: str, asked: dict[str, Any], where: str) -> None:
    answer = asker(cast, "window").ask(path.format(cast.received()), **asked)
    assert reasons(answer, 422) == []
    assert json.loads(answer.content)["fields"][0]["where"] == f"query.{where}"


@pytest.mark.parametrize(("path", "asked", "what"), [
    ("cases", {"limit": 0}, "This is at least 1."), ("cases", {"limit": 501}, "This is at most 500."),
    ("projects", {"cursor": "zzz"}, "There is no such parameter here."),
])  # fmt: skip
def test_an_address_is_told_what_would_be_right(cast: Cast, path: str, asked: dict[str, Any], what: str) -> None:
    said = json.loads(asker(cast, "window").ask(path, **asked).content)
    assert (said["status"], said["fields"][0]["where"]) == (422, f"query.{next(iter(asked))}")
    assert what in said["fields"][0]["what"]
    assert Client().get(f"/api/{path}", asked).status_code == 401, "who may not come in is told that"


@pytest.mark.parametrize(("language", "word"), [("en", "It takes GET."), ("zh-hans", "GET")])
def test_a_method_an_address_does_not_take_is_a_problem_too(cast: Cast, language: str, word: str) -> None:
    answer = cast.client("window").put("/api/inbox", headers={"Accept-Language": language})
    assert word in reasons(answer, 405)[0] and answer.headers["Allow"] == "GET"


def test_every_list_comes_in_pieces(cast: Cast) -> None:
    described = cast.client("zrzy").get("/api/openapi.json").json()["paths"]
    paged = {path for path, each in described.items() if "limit" in str(each.get("get", {}).get("parameters"))}
    ours = {f"/api/{path.format('{number}')}" for path in LISTS}
    assert ours <= paged
    for path, each in described.items():
        answers = json.dumps(each.get("get", {}).get("responses", {}).get("200", {}))
        assert '"type": "array"' not in answers, f"{path} gives a bare list"


def test_a_case_has_its_facts_and_files_on_their_own(cast: Cast) -> None:
    number, paper = cast.received("2026-11-19", "A03"), base64.b64encode(b"a map of the plot").decode()
    firm, office = asker(cast, "F06"), asker(cast, "zrzy")
    office.act(number, "give_notice", items=["a map"], document="BZ-1")
    firm.act(number, "supply", files=[{"name": "map.txt", "content": paper}])
    whole, told = firm.get(f"cases/{number}"), firm.get(f"cases/{number}/facts")
    assert (told["items"], told["count"]) == (whole["facts"], len(whole["facts"]))
    assert office.get(f"cases/{number}/facts")["count"] > told["count"]
    (kept,) = firm.get(f"cases/{number}/files")["items"]
    assert (kept["name"], kept["size"]) == ("map.txt", 17)
    sent = firm.client.get(kept["href"])
    assert held_in(sent) == b"a map of the plot"
    assert sent.headers["Content-Disposition"] == 'attachment; filename="map.txt"'
    assert reasons(firm.ask(f"cases/{number}/files/{kept['id'] + 1}"), 404) == []
    assert reasons(asker(cast, "F17").ask(f"cases/{number}/files/{kept['id']}"), 404) == []


def test_a_receipt_is_the_one_on_the_screen(cast: Cast) -> None:
    number = asker(cast, "F06").post("cases", {"matter": "A03", "project": "P18"}).json()["number"]
    firm = asker(cast, "F06")
    told = firm.get(f"cases/{number}/receipt")
    assert (
        told["text"].startswith("luodi/990900/receipt\n")
        and told["signature"] in firm.get(f"cases/{number}/receipt")["signature"]
    )
    assert held_against(told["text"])._replace(place=None) == (told["entry"], True, True, None)
    assert reasons(asker(cast, "F17").ask(f"cases/{number}/receipt"), 404) == []


def test_who_asks_and_who_there_is(cast: Cast) -> None:
    said = asker(cast, "zrzy-head").get("me")
    assert (said["party"], said["role"], said["on"], said["demo"]) == ("zrzy", "officer", "2026-11-20", True)
    firm, office = asker(cast, "F06"), asker(cast, "window")
    assert [party["key"] for party in office.get("parties", kind="firm")["items"]] == ["F06", "F17"]
    assert [party["key"] for party in firm.get("parties", kind="firm")["items"]] == ["F06"]
    assert [project["number"] for project in firm.get("projects")["items"]] == ["P18"]
    assert asker(cast, "F17").get("projects")["items"] == []
    assert office.get("projects")["items"][0]["owner"] == "F06"


def test_a_firms_first_page(cast: Cast) -> None:
    number = cast.received("2026-11-19", "A03")
    firm = asker(cast, "F06")
    assert [row["number"] for row in firm.get("home")["theirs"]] == [number]
    asker(cast, "zrzy").act(number, "give_notice", items=["a map"], document="BZ-1")
    (owed,) = firm.get("home")["owed"]
    assert (owed["number"], owed["ball"]) == (number, "F06")
    assert reasons(asker(cast, "zrzy").ask("home"), 404) == []


def test_the_inbox_is_the_screens(cast: Cast) -> None:
    late, asked = cast.accepted("2026-11-02", "A03"), cast.received("2026-11-19", "A03")
    acceptance.give_notice(
        number=asked, items=["a map"], document="BZ-1", by=cast["zrzy"], at=at("2026-11-19", "11:00")
    )
    said = asker(cast, "zrzy").get("inbox")
    rows = {row["number"]: row for row in said["items"]}
    assert said["on"] == "2026-11-20"
    assert (rows[late]["group"], rows[late]["light"], rows[late]["left"]) == ("overdue", "overdue", -9)
    assert (rows[asked]["group"], rows[asked]["ball"], rows[asked]["mine"]) == ("waiting", "F06", False)


def test_the_board_opens_to_its_rows(cast: Cast) -> None:
    late, early = cast.accepted("2026-11-02", "A03"), cast.accepted("2026-11-18", "A03")
    decision.grant(
        number=early, document="ZS-1", by=cast["zrzy"], at=at("2026-11-19"),
    )  # fmt: skip
    leader = asker(cast, "leader")
    said = leader.get("board")
    assert said["figures"] == {"closed_late": 0, "closed_on_time": 1, "open": 1, "open_late": 1}
    assert said["balls"] == [{"party": "zrzy", "cases": 1, "longest_workdays": 14}]
    assert [row["number"] for row in leader.get("board/cases", figure="open_late")["items"]] == [late]
    assert leader.get("board/cases")["count"] == 2
    assert said["lines"] == [{"key": "deciding", "name": "deciding", "lights": {"overdue": 1}}]
    assert leader.get("board/cases", by="stage", key="deciding")["count"] == 1
    before = leader.get("board", on="2026-11-17")
    assert before["figures"]["open"] == 1
    assert before["lights"] == {"overdue": 1}


def test_a_day_ahead_is_today(cast: Cast) -> None:
    asked = asker(cast, "leader").get("board", on="9999-12-31")
    assert asked["on"] == asker(cast, "leader").get("board")["on"] == "2026-11-20"


def test_a_firm_has_no_board(cast: Cast) -> None:
    assert reasons(asker(cast, "F06").ask("board"), 404) == []


def test_the_catalogue_names_its_ground(cast: Cast) -> None:
    matters = {matter["code"]: matter for matter in asker(cast, "F06").get("matters")["items"]}
    assert matters["A03"]["statutory_days"] == 20
    assert matters["A03"]["committed_days"] == 5
    assert (matters["A03"]["department"], matters["A03"]["committed_basis"]) == ("zrzy", "typical")
    assert len(matters) > 20


def test_every_case_of_the_demo_can_be_read(demo: Demo) -> None:
    client = demo.client("leader")
    numbers = [case["number"] for case in client.get("/api/cases", {"limit": 500}).json()["items"]]
    assert len(numbers) == 38
    for number in numbers:
        said = client.get(f"/api/cases/{number}").json()
        account = said["clocks"]["account"]
        assert account[-1]["gross"] == said["clocks"]["gross"]
        assert said["clocks"]["net"] == sum(day["counted"] for day in account)
