"""What is tried on a plan: the start moves as brute force says, nothing is written, a proposal keeps it and no more."""

import random
import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse, QueryDict

from luodi.kernel.clock import Term
from luodi.slices.matters.actions import set_overlay
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.edges import side_by_side
from luodi.slices.plans.actions.adopt import NewPassage, adopt_plan
from luodi.slices.plans.actions.proposals import propose
from luodi.slices.plans.actions.replan import renew
from luodi.slices.plans.models import Proposal
from luodi.slices.plans.reads import ProjectPlan, course_of, plan_for, proposals
from luodi.slices.plans.rules.forecast import DONE, RUNNING
from luodi.slices.plans.rules.plan import AS_IT_STANDS, Changes
from luodi.slices.plans.rules.tried import allowed, may_decide, may_drop, stored, tried
from luodi.slices.plans.views.kept import query
from luodi.slices.plans.views.wanted import asked
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import NotYours, Refused
from tests.support.cast import DAY, Cast, at

ANSWERS: dict[str, Any] = {
    "land_mode": "granted", "new_building_or_structure": True, "scheme_review_required": True, "eia_class": "form",
    "building_works_above_threshold": True, "fire_class": "special", "drawing_review_required": True,
    "power_class": "high_voltage",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    """Pages are read in English."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """The firm's project with a plan: the code is done, the report of its effects runs since Monday."""
    on = DAY.replace(day=16)
    passages = [NewPassage("A01", on, on, on, "granted"), NewPassage("P03", on, on)]
    adopt_plan(number="P18", answers=ANSWERS, passages=passages, by=cast["fgw"], at=at("2026-11-18"))
    return cast


def the_plan(cast: Cast) -> ProjectPlan:
    return plan_for(cast["zrzy"], "P18", DAY)


def by_hand(plan: ProjectPlan, changes: Changes) -> int:
    """The start by the definition alone: each matter after all it waits for, in recursion."""
    used = course_of(plan).used

    def days(code: str) -> int:
        return changes.days[code].days if code in changes.days else plan.plan.items[code].term.days

    def finish(code: str) -> int:
        standing, item = plan.standing[code], plan.plan.items[code]
        if standing.state == DONE:
            return 0
        before = [b for b in item.entry.prerequisites if b in plan.plan.items and b not in changes.drop]
        beforehand = [finish(b) for b in before if (b, code) in changes.decides]
        ends = [finish(b) for b in before if (b, code) not in changes.decides]
        if standing.state == RUNNING:
            left = max(0, days(code) - used[code]) if code in changes.days else standing.left
            return max([left, *ends, *beforehand])
        return max([days(code) + max(ends, default=0), *beforehand])

    return finish("C12")


def test_the_start_moves_as_brute_force_says(planned: Cast) -> None:
    plan, chance, moved = the_plan(planned), random.Random(5), 0
    course = course_of(plan)
    edges = [(edge.before, edge.after) for edge in plan.plan.edges if may_decide(course, edge)]
    drops = [code for code in plan.plan.items if may_drop(course, code)]
    for _ in range(200):
        days = {code: chance.randint(0, 40) for code in chance.sample(list(plan.plan.items), 4)}
        told = {"days": days, "drop": chance.sample(drops, 1), "decides": chance.sample(edges, chance.randint(0, 3))}
        changes = allowed(course, told)
        start = tried(course, changes, plan.line).start
        assert start == by_hand(plan, changes), told
        moved += start != tried(course, AS_IT_STANDS, plan.line).start
    assert moved > 150


def test_only_what_can_be_tried_is(planned: Cast) -> None:
    plan = the_plan(planned)
    course = course_of(plan)
    assert course.used["P03"] == 4
    refused = {
        "days": {"A01": 3, "P03": 3, "B01": plan.plan.items["B01"].term.days, "nothing": 1, "B02": 9999},
        "drop": ["A01", "C12", "C05", "nothing"],
        "decides": [("A18", "A21"), ("C05", "C12"), ("B02", "D01"), ("B02", "B01")],
    }
    assert allowed(course, refused) == AS_IT_STANDS
    assert allowed(course, {"days": {"P03": 4}, "decides": [["B01", "B02"]]}) == Changes(
        days={"P03": Term(4)}, decides=frozenset({("B01", "B02")})
    )


def test_what_may_be_decided_beside_is_said_with_why_and_not_what_the_county_keeps_apart(planned: Cast) -> None:
    page = says(planned.client("zrzy").get("/projects/P18/what-if/"))
    beside = side_by_side(the_plan(planned).catalogue, "B01", "B02")
    assert beside and f"examined before Design scheme review has come {beside.en} · 城乡规划法§40" in page
    apart = Change("apart", "B02", "B01", source="县政办发〔2026〕3号")
    set_overlay(changes=[apart], note="", by=planned["leader"], at=at("2026-11-19"))
    assert allowed(course_of(the_plan(planned)), {"decides": [("B01", "B02")]}).decides, "the plan keeps its version"
    renew(number="P18", by=planned["fgw"], at=at("2026-11-20"))
    assert allowed(course_of(the_plan(planned)), {"decides": [("B01", "B02")]}) == AS_IT_STANDS
    assert beside.en not in says(planned.client("zrzy").get("/projects/P18/what-if/"))


def test_an_address_holds_what_is_tried(planned: Cast) -> None:
    course = course_of(the_plan(planned))
    drop = [code for code in course.plan.items if may_drop(course, code)]
    changes = allowed(course, {"days": {"B01": 3, "C02": 5}, "drop": drop, "decides": [("B01", "B02")]})
    assert drop and changes.drop == set(drop)
    assert asked(course, QueryDict(query(stored(changes)))) == changes
    assert asked(course, QueryDict("B01=x&C02=-1&decide=B01&decide=a~b~c&drop=&B02=")) == AS_IT_STANDS


def says(response: HttpResponse) -> str:
    """The words of a page, one space apart."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def rows() -> tuple[int, int]:
    return Entry.objects.everywhere("counted in a test").count(), Proposal.objects.count()


def test_looking_writes_nothing_and_says_from_when_to_when(planned: Cast) -> None:
    plan = the_plan(planned)
    client, before = planned.client("zrzy"), rows()
    course = course_of(plan)
    then = tried(course, allowed(course, {"days": {"B01": 3}}), plan.line)
    assert plan.forecast is not None
    gained = plan.forecast.start - then.start
    assert gained > 0
    page = client.get("/projects/P18/what-if/?B01=3")
    assert page.status_code == 200
    assert f"{gained} days sooner" in says(page)
    assert f"to {plan.line.date(then.start):%-d %b}" in says(page)
    assert "Who has to agree zrzy" in says(page).replace("Bureau ", "")
    assert rows() == before


def test_what_an_address_asks_in_vain_is_said(planned: Cast) -> None:
    asked = "B01=-5&B02=abc&A20=99999999&drop=C12&drop=ZZZ&decide=A01~ZZ&decide=A01&utm=1"
    page = says(planned.client("zrzy").get(f"/projects/P18/what-if/?{asked}"))
    for said in ("“B01=-5” cannot be read.", "“B02=abc”", "A20 ", "takes from 0 to 366 days", "C12", "ZZZ cannot"):
        assert said in page
    assert "“A01” cannot be read." in page and "utm" in page
    assert "Left out" not in says(planned.client("zrzy").get("/projects/P18/what-if/?B01=3&B02=2&drop="))


def test_a_proposal_changes_nothing_but_its_own_row(planned: Cast) -> None:
    client, plan = planned.client("zrzy"), the_plan(planned)
    before = rows()
    sent = {"key": uuid.uuid4().hex, "title": "three days", "changes": "B01=3"}
    answer = client.post("/projects/P18/what-if/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/projects/P18/#proposals")
    assert rows() == (before[0] + 1, before[1] + 1)
    [kept] = proposals(planned["leader"], "P18")
    assert (kept.title, kept.changes["days"]) == ("three days", {"B01": 3})
    assert kept.start_on == plan.start_on and kept.tried_start_on < kept.start_on
    after = the_plan(planned)
    assert (after.plan.items, after.standing, after.revision) == (plan.plan.items, plan.standing, plan.revision)
    page = says(planned.client("leader").get("/projects/P18/"))
    assert "three days" in page


@pytest.mark.parametrize(
    ("title", "changes", "status", "why"),
    [("", "B01=3", 422, "Say what it is called."), ("none", "A01=3", 409, "Nothing was changed that can be tried")],
)
def test_a_proposal_that_cannot_be_kept_says_why(
    planned: Cast, title: str, changes: str, status: int, why: str
) -> None:
    sent = {"key": uuid.uuid4().hex, "title": title, "changes": changes}
    answer = planned.client("zrzy").post("/projects/P18/what-if/", sent)
    assert answer.status_code == status
    assert why in re.sub(r"\s+", " ", answer.content.decode())
    assert not Proposal.objects.exists()


def test_who_may_propose(planned: Cast) -> None:
    told: dict[str, Any] = {"number": "P18", "title": "t", "changes": {"days": {"B01": 3}}, "at": at("2026-11-20")}
    for account in ("zrzy", "leader", "F06"):
        propose(**told, by=planned[account])
    with pytest.raises(NotYours):
        propose(**told, by=planned["F17"])
    with pytest.raises(Refused):
        propose(**told | {"changes": {"days": {"A01": 3}}}, by=planned["zrzy"])


def test_the_api_tries_and_keeps(planned: Cast) -> None:
    client, plan = planned.client("zrzy"), the_plan(planned)
    told = client.get("/api/projects/P18/what-if?days=B01:3&decides=B01:B02").json()
    assert told["changes"] == {"days": {"B01": 3}, "drop": [], "decides": [["B01", "B02"]]}
    assert told["gained_workdays"] > 0 and "A20" in told["worth"]
    assert plan.start_on is not None and told["start_on"] == plan.start_on.isoformat()
    sent = {"title": "three", "changes": told["changes"]}
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    for _ in range(2):
        made = client.post("/api/projects/P18/proposals", sent, content_type="application/json", headers=headers)
        assert made.status_code == 201
    assert [one["title"] for one in client.get("/api/projects/P18/proposals").json()["items"]] == ["three"]


@pytest.mark.parametrize(("asked", "why"), [
    ("days=A01:3", "A01 takes no other days here"), ("days=ZZ:1", "ZZ takes no other days"), ("days=C02:-1", "read"),
    ("days=C02", "cannot be read"), ("days=B01:9999", "B01 takes from 0 to 366 days"), ("drop=ZZ", "ZZ cannot fall"),
    ("drop=C12", "C12 cannot fall away"), ("decides=A:B", "B cannot be decided beside A"), ("decides=A", "be read"),
    ("days=" + "x" * 9000, "cannot be read"),
])  # fmt: skip
def test_what_cannot_be_tried_is_refused_with_its_reason(planned: Cast, asked: str, why: str) -> None:
    client = planned.client("zrzy")
    answer = client.get(f"/api/projects/P18/what-if?{asked}", headers={"Accept-Language": "en"})
    assert answer.status_code == 422 and why in str(answer.json()["reasons"])
