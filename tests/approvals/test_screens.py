"""The case page and its forms over HTTP: every verb, both sides, strangers, stale forms and forms sent twice."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags

from luodi.slices.approvals import reads
from luodi.slices.approvals.actions import acceptance, decision
from luodi.slices.approvals.forms import FORMS
from luodi.slices.approvals.rules import PHASES
from luodi.slices.approvals.views.acts import VERBS
from luodi.spine.commitments.reads import evidence_of
from tests.support.cast import at

TODAY = "2026-11-20"
PDF = b"%PDF-1.7\nmade up"


@pytest.fixture(autouse=True)
def english(client_language: None) -> None:
    """Pages are read in English."""


@pytest.fixture
def client_language(settings) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    yield


def says(response) -> str:
    """The words of a page, one space apart."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def look(cast, account: str, number: str):
    return cast.client(account).get(f"/cases/{number}/")


def phase(cast, number: str) -> str:
    return reads.application_for(cast.law, number).phase


def version(cast, number: str) -> int:
    return reads.application_for(cast.law, number).case.version


def send(cast, account: str, number: str, verb: str, *, key: str = "", seen: int | None = None, **fields):
    fields |= {"key": key or uuid.uuid4().hex, "seen": version(cast, number) if seen is None else seen}
    return cast.client(account).post(f"/cases/{number}/{verb}/", fields)


def paper(name: str = "map.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


def asked(cast) -> str:
    number = cast.received(TODAY)
    acceptance.give_notice(
        number=number, items=["A map of the plot"], document="N-1", by=cast["zrzy"], at=at(TODAY, "09:30")
    )
    return number


def stopped(cast) -> str:
    number = cast.accepted("2026-11-16")
    decision.start_special(
        number=number, procedure="expert_review", document="N-2", until=at("2026-11-30").date(), held_by="tp",
        by=cast["zrzy"], at=at("2026-11-18"),
    )  # fmt: skip
    return number


def test_every_verb_of_the_rules_has_a_form_and_a_button():
    assert set(VERBS) == set(FORMS) == set(PHASES)


STEPS = {
    "accept": ("window", "received", {}, "accepted"),
    "give_notice": ("zrzy", "received", {"items": "A map\n\nA seal", "document": "N-3"}, "asked"),
    "refuse_acceptance": (
        "zrzy", "received", {"reason": "Another law", "agency": "The city", "document": "N-4"}, "closed",
    ),
    "start_special": (
        "zrzy", "accepted",
        {"procedure": "expert_review", "held_by": "tp", "document": "N-5", "until": "2026-11-30"}, "stopped",
    ),
    "end_special": ("zrzy", "stopped", {"note": "In order"}, "accepted"),
    "extend": ("zrzy-head", "accepted", {"days": "5", "reason": "A second reading", "document": "N-6"}, "accepted"),
    "hand_on": ("zrzy", "accepted", {"to": "fgw", "reason": "Theirs by law"}, "accepted"),
    "grant": ("zrzy", "accepted", {"document": "N-7"}, "closed"),
    "refuse": ("zrzy", "accepted", {"reason": "Outside the plan", "document": "N-8"}, "closed"),
    "withdraw": ("F06", "accepted", {"reason": "We build elsewhere"}, "closed"),
    "remark": ("zrzy", "accepted", {"text": "Ask the map room"}, "accepted"),
}  # fmt: skip


@pytest.mark.parametrize("verb", STEPS)
def test_a_verb_through_its_form(cast, verb):
    account, begins, fields, ends = STEPS[verb]
    matter = "A05" if verb == "extend" else "B01"
    made = {"received": lambda: cast.received(TODAY), "stopped": lambda: stopped(cast)}
    number = made[begins]() if begins in made else cast.accepted("2026-11-18", "A03" if verb == "extend" else "B01")
    assert matter
    offered = look(cast, account, number).content.decode()
    assert f'action="/cases/{number}/{verb}/"' in offered
    answer = send(cast, account, number, verb, **fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/cases/{number}/")
    assert phase(cast, number) == ends
    assert str(VERBS[verb].did) in says(look(cast, account, number)) or answer.cookies["messages"].value


def test_papers_are_supplied_with_their_checksums_and_opened_by_nobody_else(cast):
    number = asked(cast)
    answer = send(cast, "F06", number, "supply", files=[paper(), paper("seal.pdf")])
    assert answer.status_code == 303
    assert phase(cast, number) == "received"
    keys = [kept for _p, kept, _l, _a in evidence_of(cast.law, reads.application_for(cast.law, number).case_id) if kept]
    assert len(keys) == 2
    page = says(look(cast, "F06", number))
    assert "map.pdf" in page
    assert "SHA-256" in page
    address = f"/cases/{number}/files/{keys[0]}/"
    for account in ("F06", "zrzy", "window"):
        given = cast.client(account).get(address)
        assert b"".join(given.streaming_content) == PDF
        assert given.headers["Content-Disposition"].startswith("attachment")
        assert given.headers["X-Content-Type-Options"] == "nosniff"
    for account in ("F17", "sthj"):
        assert cast.client(account).get(address).status_code == 404


def test_a_file_opens_through_its_own_case_alone(cast):
    number, other = asked(cast), cast.received(TODAY)
    send(cast, "F06", number, "supply", files=paper())
    case = reads.application_for(cast.law, number).case_id
    key = next(kept for _p, kept, _l, _a in evidence_of(cast.law, case) if kept)
    assert cast.client("F06").get(f"/cases/{other}/files/{key}/").status_code == 404


def test_a_file_of_no_known_type_changes_nothing(cast):
    number = asked(cast)
    answer = send(cast, "F06", number, "supply", files=SimpleUploadedFile("map.pdf", b"MZ\x90\x00"))
    assert answer.status_code == 409
    assert "none of these" in says(answer)
    assert phase(cast, number) == "asked"


@pytest.mark.parametrize("account", ["F17", "sthj"])
def test_strangers_find_nothing(cast, account):
    number = cast.accepted("2026-11-18")
    assert look(cast, account, number).status_code == 404
    for verb in VERBS:
        assert send(cast, account, number, verb, text="x", reason="x", document="x").status_code == 404
    assert says(look(cast, account, number)) == says(look(cast, account, "XX-1"))


def test_nobody_comes_in_without_signing_in(cast, client):
    number = cast.received(TODAY)
    for address in (f"/cases/{number}/", f"/cases/{number}/accept/", "/apply/", "/receive/"):
        assert client.get(address).headers["Location"].startswith("/signin/")


def test_a_firm_reads_the_same_account_and_nothing_of_the_office(cast):
    number = cast.accepted("2026-11-16")
    decision.remark(number=number, text="Only between us", by=cast["zrzy"], at=at(TODAY))
    office, firm = says(look(cast, "zrzy", number)), says(look(cast, "F06", number))
    assert "Only between us" in office
    assert "Only between us" not in firm
    assert "A remark inside the office" in office
    assert "inside the office" not in firm
    days = r"11/\d\d [A-Z][a-z]{2} \S+ (?:counted|day 0) (?:–|\d) \d"
    assert len(re.findall(days, office)) == 5
    assert re.findall(days, office) == re.findall(days, firm)


def test_one_thing_waits_for_the_firm_and_it_comes_first(cast):
    page = look(cast, "F06", asked(cast)).content.decode()
    assert "A map of the plot" in page
    assert page.index("A map of the plot") < page.index("Two clocks")
    assert 'type="file"' in page


def test_a_stale_form_says_who_was_faster_and_keeps_what_was_typed(cast):
    number = cast.received(TODAY)
    old = version(cast, number)
    acceptance.accept(number=number, by=cast["window"], at=at(TODAY, "11:00"))
    answer = send(cast, "zrzy", number, "remark", seen=old, text="Look at the map again")
    assert answer.status_code == 409
    assert "Look at the map again" in answer.content.decode()
    assert "xzsp" in says(answer)
    assert reads.remarks(cast["zrzy"], reads.application_for(cast.law, number).pk) == []


def test_a_form_sent_twice_is_one_act(cast):
    number, key = cast.accepted("2026-11-18"), uuid.uuid4().hex
    seen = version(cast, number)
    answers = [send(cast, "zrzy", number, "remark", key=key, seen=seen, text="Once") for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert len(reads.remarks(cast["zrzy"], reads.application_for(cast.law, number).pk)) == 1
    other = send(cast, "zrzy", number, "remark", key=key, seen=seen, text="Another")
    assert other.status_code == 409


def test_a_field_left_empty_says_what_would_be_right_and_the_rest_stays(cast):
    number = cast.received(TODAY)
    answer = send(cast, "zrzy", number, "give_notice", items="A map of the plot", document="", answer_by="soon")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write the number the document carries." in page
    assert "for instance 2026-12-01" in page
    assert "A map of the plot" in page
    assert phase(cast, number) == "received"


def test_a_late_decision_is_asked_why(cast):
    number = cast.accepted("2026-11-02")
    assert "Explain and close" in says(look(cast, "zrzy", number))
    answer = send(cast, "zrzy", number, "grant", document="N-9")
    assert answer.status_code == 409
    assert "say why, in public" in says(answer)
    assert send(cast, "zrzy", number, "grant", document="N-9", overrun_reason="Two maps").status_code == 303
    assert "Two maps" in says(look(cast, "F06", number))


def test_an_act_that_is_not_ones_own_is_refused_with_its_reason(cast):
    number = cast.accepted("2026-11-18")
    answer = send(cast, "leader", number, "grant", document="N-1")
    assert answer.status_code == 409
    assert "for the department" in says(answer)
    assert cast.client("zrzy").post(f"/cases/{number}/vanish/", {}).status_code == 404


@pytest.mark.parametrize(
    ("make", "account", "sentence"),
    [
        (lambda c: c.received(TODAY), "zrzy", "day 0 of 5"),
        (lambda c: c.received("2026-11-13"), "window", "the last day to accept it"),
        (asked, "zrzy", "the clock stands still until the papers come"),
        (asked, "F06", "It is your turn"),
        (lambda c: c.accepted("2026-11-18"), "zrzy", "5 working days left"),
        (lambda c: c.accepted("2026-11-11"), "zrzy", "day 7 of 7"),
        (lambda c: c.accepted("2026-11-10"), "zrzy", "1 working day over"),
        (lambda c: c.accepted("2026-11-10"), "F06", "We are 1 working day late"),
        (stopped, "zrzy", "stands still at day 1 : Expert review"),
    ],
)
def test_the_first_sentence_answers_the_first_question(cast, make, account, sentence):
    page = look(cast, account, make(cast)).content.decode()
    headline = re.search(r'class="headline">(.*?)</h1>', page, re.DOTALL)
    assert headline is not None
    assert sentence.replace(" :", ":") in strip_tags(headline[1])


def test_the_ball_shares_of_a_page_are_its_waiting(cast):
    page = says(look(cast, "zrzy", stopped(cast)))
    assert "The firm has waited 4 working days since receipt: " in page
    shares = re.search(r"since receipt: ([^.]*)\.", page)
    assert shares is not None
    assert sum(map(int, re.findall(r"(\d+)(?:,|$)", shares[1]))) == 4


def test_a_firm_applies_and_gets_its_receipt(cast):
    client = cast.client("F06")
    assert "P18" in client.get("/apply/").content.decode()
    answer = client.post("/apply/", {"key": uuid.uuid4().hex, "matter": "B01", "project": "P18", "about": ""})
    assert answer.status_code == 303
    number = answer.headers["Location"].split("/")[2]
    assert reads.application_for(cast["F06"], number).received_on.isoformat() == TODAY
    assert client.post("/apply/", {"key": uuid.uuid4().hex, "matter": ""}).status_code == 422


def test_the_counter_receives_and_a_department_only_its_own(cast):
    fields = {"key": uuid.uuid4().hex, "matter": "B01", "applicant": "F06", "project": "P18", "about": ""}
    assert cast.client("window").post("/receive/", fields).status_code == 303
    assert cast.client("fgw").post("/receive/", fields | {"key": uuid.uuid4().hex}).status_code == 422
    for account, address in (("F06", "/receive/"), ("window", "/apply/"), ("leader", "/receive/")):
        assert cast.client(account).get(address).status_code == 404
