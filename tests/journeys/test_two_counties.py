# Length: one walk through two counties, from laying them down to every route, told in one place
"""Two counties in one database: whoever is of the first, by whatever way, learns nothing of the second.

What the first county reads is word for word what it read before the second came; a key of the second is answered as a
key that opens nothing anywhere; nothing that is sent changes a row of it. Names of accounts alone belong to both.
"""

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from itertools import product
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urlsplit

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from luodi.config.jobs import KINDS
from luodi.kernel.problems import Problem
from luodi.slices.approvals.rules import PHASES
from luodi.slices.meetings.rules import acts
from luodi.spine.commitments.models import Case
from luodi.spine.journal.once import Answer, once
from luodi.spine.people.seats import Place, Refused
from luodi.web.clock import now
from tests.journeys.routes import POLICY, body, form, routes
from tests.support.canaries import CANARY, ROLES, County, Two, missing, told_of
from tests.support.canaries import two as two
from tests.support.cast import lay, snapshot

ENOUGH = 2  # pages of one route that are reached by links alone
QUESTIONS = ("qzx", "qzxname", "朔泉", "C18", "P18", "F06", "zrzy", "2026", "B01", "a file", "spj")
VERBS = {"meetings/minutes": acts.MINUTE_VERBS, "meetings/matters": tuple(acts.PHASES), "cases": tuple(PHASES)}
ACTED = "ZRZY-2026-0001"  # by whoever is of the county, in either of them
LEFT_OUT = ("date", "set-cookie", "content-length")


def keys_in(pattern: str) -> dict[str, str]:
    """What stands in a pattern's places, as the name of the keys that go there."""
    about = next((name for part, name in ABOUT if pattern.startswith(part)), "")
    file = "papers" if about == "matters" else "tokens" if pattern.startswith("keys/") else "files"
    places = {
        "<str:number>": about, "<number>": about, "<int:key>": file, "<key>": file, "<token>": "tokens",
        "<int:post>": "posts", "<int:job>": "jobs", "<str:kind>/<path:key>": "subjects",
    }  # fmt: skip
    return {place: name for place, name in places.items() if place in pattern}


ABOUT = (("meetings/minutes", "minutes"), ("api/meetings", "minutes"), ("meetings/matters", "matters"),
         ("api/resolved", "matters"), ("cases", "cases"), ("api/cases", "cases"))  # fmt: skip


def addresses(pattern: str, keys: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """A pattern with these keys in its places, and the keys that stand there; one address for each verb."""
    places = keys_in(pattern)
    verbs = next((named for part, named in VERBS.items() if pattern.startswith(part)), ())
    for chosen in product(*(keys[name] for name in places.values())):
        filled = pattern.replace("<int:ordinal>", "1").replace("<path:rest>", "nowhere")
        for place, key in zip(places, chosen, strict=True):
            filled = filled.replace(place, quote(key))
        for verb in (*verbs, "jump") if "<str:verb>" in filled else ("",):
            whole = filled.replace("<str:verb>", verb)
            assert "<" not in whole, f"{pattern}: say here what stands in its place"
            yield f"/{whole}", list(chosen)


def said(answer: HttpResponse) -> str:
    """All an answer says, head and body, but for what is new in each answer."""
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for close in answer._resource_closers:  # its file
        close()
    heads = [f"{name}: {value}" for name, value in answer.headers.items() if name.lower() not in LEFT_OUT]
    told = [cookie.value.partition(":")[0] for name, cookie in answer.cookies.items() if name == "messages"]
    whole = "\n".join([str(answer.status_code), *heads, text.decode(), *told])
    return re.sub(r'value="[\w-]{20,}"', "", unquote(unescape(whole)))


def visited(clients: Iterable[Client], starts: Iterable[str]) -> dict[tuple[int, str], str]:
    """All that is said at some addresses, and at what they link to, to each client."""
    found: dict[tuple[int, str], str] = {}
    for place, client in enumerate(clients):
        seen: Counter[str] = Counter()
        first = [start for start in starts if not place or start.startswith("/api/")]  # programs read no pages
        waiting = first.copy()
        while waiting:
            href = waiting.pop(0)
            route = _route(href)
            if (place, href) in found or (href not in first and seen[route] >= ENOUGH):
                continue
            seen[route] += 1
            found[place, href] = text = said(client.get(href))
            waiting += [urldefrag(link)[0] for link in re.findall(r'href="(/[^"]*)"', text) if "/static/" not in link]
    return found


def _route(href: str) -> str:
    try:
        return resolve(unquote(urlsplit(href).path)).route
    except Resolver404:
        return ""


def starts_of(county: County) -> list[str]:
    """Every route with the county's own keys, what it may look for, and what is nowhere."""
    keys = county.keys | {"cases": [*county.keys["cases"], ACTED], "matters": county.keys["reported"]}
    own = [address for pattern in routes() for address, _ in addresses(pattern, keys)]
    asked = [f"/{room}?q={quote(q)}" for room in ("find/", "api/find") for q in QUESTIONS]
    pieces = [f"/api/{room}?limit=2&offset=1" for room in ("cases", "board/cases", "jobs", "tokens", "resolved")]
    return [*own, *asked, *pieces, "/nowhere/", "/api/nowhere"]


@pytest.mark.parametrize("role", ROLES)
def test_what_is_read_is_as_if_there_were_no_other_county(two: Two, role: str) -> None:
    """Pages, lists, counts, finds, downloads and errors: word for word, and no canary."""
    clients = [two.ours.client(role), two.ours.program(role)]
    starts = starts_of(two.ours)
    lay(two.alone)
    before = visited(clients, starts)
    lay(two.both)
    after = visited(clients, starts)
    assert len(after) > len(starts)
    met = {where: found for where, text in after.items() if (found := CANARY.findall(_unasked(where[1], text)))}
    assert not met
    assert [where for where in before if after.get(where) != before[where]] == []
    assert before.keys() == after.keys()


def _unasked(href: str, text: str) -> str:
    """Without what the question itself said."""
    return text.replace("qzxname", "").replace("qzx", "") if "q=qzx" in href else text


def test_a_walk_through_the_other_county_meets_canaries(two: Two) -> None:
    """What is looked for above is there, of every kind, and whoever is of that county reads it."""
    starts = starts_of(two.theirs)
    pages = [text for who in ("zrzy", "leader") for text in visited([two.theirs.client(who)], starts).values()]
    met = {word.lower() for text in pages for word in CANARY.findall(text)}
    kinds = ("about", "item", "notice", "file", "remark", "content", "newcomer", "token", "county", "fact")
    names = ("name", "clause", "body", "number", "proof", "holder")
    assert {f"qzx{kind}" for kind in (*kinds, *names)} <= met | _longer(met)


def _longer(met: set[str]) -> set[str]:
    return {word[:end] for word in met for end in range(4, len(word))}


def asked(client: Client, method: str, pattern: str, address: str, sent: dict[str, Any]) -> str:
    """What is answered to a read or a write, under a one-time key of its own."""
    client.cookies.pop("messages", None)
    if method == "GET":
        return said(client.get(address))
    if not pattern.startswith("api/"):
        return said(client.post(address, sent))
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    return said(client.post(address, json.dumps(sent), content_type="application/json", headers=headers))


def instead(text: str, keys: Iterable[str]) -> str:
    """What was answered to keys of nothing, these keys in their place."""
    for key in keys:
        whole, part = missing(key), missing(key).rpartition("/")[2]
        text = text.replace(whole, key).replace(part, key.rpartition("/")[2])
    return text


def sent_to(pattern: str, version: int) -> dict[str, Any]:
    """A form or a body, whole and fresh."""
    return body(pattern, version) if pattern.startswith("api/") else form(version)


def version(county: County, keys: Iterable[str]) -> int:
    """At which a case stands."""
    rows = Case.objects.within(county.where.pk).filter(number__in=list(keys))
    return rows.values_list("version", flat=True).first() or 1


SEATS = [*((role, "ours") for role in ROLES), ("window", "theirs"), ("F06", "theirs")]


@pytest.mark.parametrize(("role", "county"), SEATS)
def test_a_key_of_the_other_county_opens_what_a_key_of_nothing_opens(two: Two, role: str, county: str) -> None:
    """The same words of the same length, by page, session and key for programs; no row of any table changes."""
    mine, others = (two.ours, two.theirs) if county == "ours" else (two.theirs, two.ours)
    browser, program = mine.client(role), mine.program(role)
    nothing = {name: [missing(key) for key in keys] for name, keys in others.keys.items()}
    before = told_of(snapshot())
    count = 0
    for place, pattern in enumerate(pattern for pattern in routes() if keys_in(pattern)):
        client = program if pattern.startswith("api/") and place % 2 else browser
        for (theirs, keys), (none, _) in zip(addresses(pattern, others.keys), addresses(pattern, nothing), strict=True):
            sent = sent_to(pattern, version(others, keys))
            for method in ("GET", "POST"):
                there = asked(client, method, pattern, theirs, sent)
                nowhere = asked(client, method, pattern, none, sent)
                assert there == instead(nowhere, keys), (method, theirs)
                assert county == "theirs" or not CANARY.search(nowhere), (method, theirs)
                assert there[:3] in ("403", "404", "405"), (method, theirs, there[:200])
                count += 1
    assert count > len(POLICY)
    assert told_of(snapshot()) == before


@pytest.mark.parametrize("role", ("window", "zrzy", "leader", "zfb", "F06"))
def test_a_write_that_names_the_other_county_is_a_write_that_names_nothing(two: Two, role: str) -> None:
    """One's own case, with parties, projects, posts and promises of the other county in what is sent."""
    client = two.ours.client(role)
    standing = told_of(two.both)
    theirs = {table: rows - told_of(two.alone).get(table, set()) for table, rows in standing.items()}
    own = two.ours.keys | {"cases": [ACTED]}
    for pattern in routes():
        for address, keys in addresses(pattern, own):
            sent = sent_to(pattern, version(two.ours, keys))
            for wanted, name in NAMED.items():
                if _names(address, wanted, sent):
                    key = two.theirs.keys[name][0]
                    write = partial(_written, client, pattern, address, sent, wanted, theirs=theirs)
                    nowhere = write(missing(key))
                    assert write(key) == instead(nowhere, [key]), (address, wanted)
                    assert not CANARY.search(nowhere), (address, wanted)
    assert told_of(snapshot()) == standing


NAMED = {"applicant": "firms", "project": "projects", "owner": "towns", "to": "towns", "held_by": "towns",
         "agency": "towns", "post": "posts", "chair": "posts", "promise": "promises",
         "supporting": "towns"}  # fmt: skip
ON_FORMS = {  # where a form names whom
    "applicant": "/receive/", "project": "/apply/|/receive/", "owner": "/meetings/.*(/clauses/|/hand_over|/split)",
    "to": "/cases/.*/hand_on|/handover/.", "held_by": "/cases/.*/start_special",
    "agency": "/cases/.*/refuse_acceptance", "post": "/handover/$", "chair": "/meetings/new/",
    "promise": "/handover/.", "supporting": "/meetings/.*/clauses/",
}  # fmt: skip


def _names(address: str, wanted: str, sent: dict[str, Any]) -> bool:
    return wanted in sent if address.startswith("/api/") else bool(re.match(ON_FORMS[wanted], address))


def _written(
    client: Client,
    pattern: str,
    address: str,
    sent: dict[str, Any],
    field: str,
    key: str,
    *,
    theirs: dict[str, set[str]],
) -> str:
    """The answer to a write that names a key, taken back again."""
    value: Any = int(key) if isinstance(sent.get(field), int) else [key] if isinstance(sent.get(field), list) else key
    with transaction.atomic():
        answer = asked(client, "POST", pattern, address, sent | {field: value})
        if answer[0] in "23":
            now_there = told_of(snapshot())
            assert all(rows <= now_there[table] for table, rows in theirs.items()), (address, field)
        transaction.set_rollback(True)
    return answer


def test_a_one_time_key_is_its_persons_own(two: Two) -> None:
    """The same key, another content, in both counties: neither is told of the other."""
    for county in (two.theirs, two.ours):
        by = county.seat("zrzy")
        answer = Answer(303, {"Location": f"/{county.where.code}"})
        kept = once("one key", asked=county.where.code, by=by, at=now(county.where), act=lambda said=answer: said)
        assert kept.headers == {"Location": f"/{county.where.code}"}


@dataclass
class Looked:
    """A piece of work as its kind is run."""

    place: Place
    told: Mapping[str, Any] = field(default_factory=dict)

    def step(self, done: int, total: int, words: Problem | None = None) -> None:
        """Nobody looks."""


def test_what_a_job_says_is_of_its_own_county(two: Two) -> None:
    """Verifying compares all there is: neither how much the other county has, nor what is wrong there, is said."""
    run = KINDS["verify"].run
    words = run(Looked(two.ours.where))
    lay(two.alone)
    assert run(Looked(two.ours.where)) == words
    lay(two.both)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("UPDATE firms_firm SET uscc = substr(uscc, 2) WHERE region_id = %s", [two.theirs.where.pk])
        with pytest.raises(Refused) as refused:
            run(Looked(two.ours.where))
        transaction.set_rollback(True)
    assert "firms_firm" not in str(refused.value)
    assert not refused.value.reasons[0].values


def test_the_same_numbers_stand_in_both(two: Two) -> None:
    """No number is taken because the other county has it; names of accounts are of the whole installation."""
    numbers = [set(Case.objects.within(c.where.pk).values_list("number", flat=True)) for c in (two.ours, two.theirs)]
    assert {"C18", ACTED} <= numbers[0] & numbers[1]
    assert two.ours.seat("zrzy").party_key == two.theirs.seat("zrzy").party_key
