# Length: one walk through two counties, from laying them down to every route, told in one place
"""Two counties in one database: whoever is of the first, by whatever way, learns nothing of the second.

What the first county reads is word for word what it read before the second came; a key of the second is answered as a
key that opens nothing anywhere; nothing that is sent changes a row of it. Names of accounts alone belong to both.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test import Client

from luodi.config.jobs import KINDS
from luodi.kernel.problems import Problem
from luodi.spine.commitments.models import Case
from luodi.spine.journal.once import Answer, once
from luodi.spine.people.seats import Place, Refused
from luodi.web.clock import now
from tests.journeys.routes import routes
from tests.journeys.walking import addresses, asked, keys_in, sent_to, share, visited
from tests.support.canaries import CANARY, ROLES, County, Two, missing, put_down, told_of
from tests.support.canaries import two as two
from tests.support.cast import snapshot

QUESTIONS = ("qzx", "qzxname", "朔泉", "C18", "P18", "F06", "zrzy", "2026", "B01", "a file", "spj")
ACTED = "ZRZY-2026-0001"  # by whoever is of the county, in either of them


def starts_of(county: County) -> list[str]:
    """Every route with the county's own keys, what it may look for, and what is nowhere."""
    keys = county.keys | {"cases": [*county.keys["cases"], ACTED], "matters": county.keys["reported"]}
    own = [address for pattern in routes() for address, _ in addresses(pattern, keys)]
    asked = [f"/{room}?q={quote(q)}" for room in ("find/", "api/find") for q in QUESTIONS]
    pieces = [f"/api/{room}?limit=2&offset=1" for room in ("cases", "board/cases", "jobs", "tokens", "resolved")]
    return [*own, *asked, *pieces, "/nowhere/", "/api/nowhere"]


def test_what_is_read_is_as_if_there_were_no_other_county(two: Two) -> None:
    """Pages, lists, counts, finds, downloads and errors, each role: word for word, and no canary."""
    clients = {role: [two.ours.client(role), two.ours.program(role)] for role in ROLES}
    starts = starts_of(two.ours)
    put_down(two.alone)
    mine = {role: share(starts, turn, of=2) for turn, role in enumerate(ROLES)}
    before = {role: visited(clients[role], mine[role]) for role in COMPARED}
    put_down(two.both)
    for role, pair in clients.items():
        after = visited(pair, mine[role])
        assert len(after) > len(mine[role])
        assert {where: met for where, text in after.items() if (met := CANARY.findall(_unasked(where[1], text)))} == {}
        if role in COMPARED:
            same = {where for where in before[role] if not where[1].startswith(OPEN)}
            assert [where for where in same if after.get(where) != before[role][where]] == [], role
            assert same == {where for where in after if not where[1].startswith(OPEN)}


SIGNATURE = re.compile(r"[A-Za-z0-9+/_-]{80,}=*")
OPEN = ("/plan/", "/api/plan")  # pages for anybody say which county they are of, where several stand
COMPARED = ("zrzy", "leader", "F06")  # word for word; of the others no canary is asked


def _unasked(href: str, text: str) -> str:
    """Without what the question itself said, and without signatures, in which any word may stand by chance."""
    text = SIGNATURE.sub("", text)
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


def instead(text: str, keys: Iterable[str]) -> str:
    """What was answered to keys of nothing, these keys in their place."""
    for key in keys:
        whole, part = missing(key), missing(key).rpartition("/")[2]
        text = text.replace(whole, key).replace(part, key.rpartition("/")[2])
    return text


def version(county: County, keys: Iterable[str]) -> int:
    """At which a case stands."""
    rows = Case.objects.within(county.where.pk).filter(number__in=list(keys))
    return rows.values_list("version", flat=True).first() or 1


@pytest.mark.parametrize("county", ["ours", "theirs"])
def test_a_key_of_the_other_county_opens_what_a_key_of_nothing_opens(two: Two, county: str) -> None:
    """The same words, by page, session and key for programs, from either county; no row of any table changes."""
    mine, others = (two.ours, two.theirs) if county == "ours" else (two.theirs, two.ours)
    clients = {role: (mine.client(role), mine.program(role)) for role in (ROLES if county == "ours" else CLERKS)}
    before, keyed = told_of(snapshot()), [pattern for pattern in routes() if keys_in(pattern)]
    for turn, (role, pair) in enumerate(clients.items()):
        patterns = share(keyed, turn, of=2)
        assert _answered_alike(pair, others, patterns, county == "ours") > len(patterns), role
    assert told_of(snapshot()) == before


CLERKS = ("window", "F06")


def _answered_alike(pair: tuple[Client, Client], others: County, patterns: Iterable[str], canaries: bool) -> int:
    """Routes with their keys and with those of nothing; half of the operations by a program. How many times."""
    nothing = {name: [missing(key) for key in keys] for name, keys in others.keys.items()}
    count = 0
    for place, pattern in enumerate(patterns):
        client = pair[pattern.startswith("api/") and place % 2]
        for (theirs, keys), (none, _) in zip(addresses(pattern, others.keys), addresses(pattern, nothing), strict=True):
            sent = sent_to(pattern, version(others, keys))
            for method in ("GET", "POST"):
                there = asked(client, method, pattern, theirs, sent)
                nowhere = asked(client, method, pattern, none, sent)
                assert there == instead(nowhere, keys), (method, theirs)
                assert not (canaries and CANARY.search(nowhere)), (method, theirs)
                assert there[:3] in ("403", "404", "405"), (method, theirs, there[:200])
                count += 1
    return count


def test_a_write_that_names_the_other_county_is_a_write_that_names_nothing(two: Two) -> None:
    """One's own case, with parties, projects, posts and promises of the other county in what is sent."""
    standing, alone = told_of(two.both), told_of(two.alone)
    theirs = {table: rows - alone.get(table, set()) for table, rows in standing.items()}
    for role in ("window", "zrzy", "leader", "zfb", "F06"):
        client = two.ours.client(role)
        assert _written_alike(client, two, theirs) > len(NAMED), role
    assert told_of(snapshot()) == standing


def _written_alike(client: Client, two: Two, theirs: dict[str, set[str]]) -> int:
    own, count = two.ours.keys | {"cases": [ACTED]}, 0
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
                    count += 1
    return count


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


def test_within_a_county_nobody_meets_what_is_anothers(two: Two) -> None:
    """Another department and another firm walk everything with the case's own keys; a firm meets no inner note."""
    starts = starts_of(two.theirs)
    case = {"qzxabout", "qzxitem", "qzxnotice", "qzxfile", "qzxdecision", "qzxremark", "qzxcontent", "qzxother"}
    hidden = {"sthj": case | {"qzxproof", "qzxpaper"}, "F17": case | {"qzxproof", "qzxpaper"}, "F06": {"qzxremark"}}
    for account, words in hidden.items():
        for where, text in visited([two.theirs.client(account)], starts).items():
            assert not [word for word in words if word in text], (account, where)


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
    put_down(two.alone)
    assert run(Looked(two.ours.where)) == words
    put_down(two.both)
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
