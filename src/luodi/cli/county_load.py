"""Load a county: who is who, the catalogue, projects and firms, and every case with what happened to it."""

import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.conf import settings
from django.db import transaction

from luodi.cli import county_minutes
from luodi.cli.county_file import County, read_county
from luodi.cli.county_progress import Progress, adopt_plans, name_works, read_progress
from luodi.cli.demo import write_passwords
from luodi.cli.main import Failed
from luodi.cli.tick import tick
from luodi.kernel.clock import next_day, start_of
from luodi.slices.approvals.actions import recorded
from luodi.slices.approvals.actions.recorded import Event
from luodi.slices.approvals.actions.steps import Entrant
from luodi.slices.firms.actions import NewFirm, register_firms
from luodi.slices.matters.actions import adopt_catalogue, packaged_document
from luodi.slices.matters.reads import MatterRow
from luodi.slices.projects.actions import NewProject, register_projects
from luodi.slices.projects.reads import ProjectRow
from luodi.spine.find.index import put
from luodi.spine.find.parties import findable as bodies
from luodi.spine.journal import enrol
from luodi.spine.people import reads as people
from luodi.spine.people.actions import NewParty, NewPost
from luodi.spine.people.seats import NotYours, Place, Seat, of_law

ZONE = "Asia/Shanghai"
KINDS = {"tp": "expert", "city": "upper", "prov": "upper"}
GOVERNMENT = "gov"


class Loaded(NamedTuple):
    """What was loaded."""

    region: str
    on: date
    parties: int
    projects: int
    cases: int
    accounts: list[str]
    passwords: str


def load(file: Path, told: Path | None = None) -> Loaded:
    """Load a county, with the progress `told` or beside it, into a place of its own.

    Raises Broken, or Failed where the region stands already.
    """
    matters = {m["code"]: m["department"] for m in packaged_document()["matters"]}
    county = read_county(file, matters)
    progress = read_progress(file, county, told)
    code = str(county.meta["region_code"])
    try:
        people.place(code)
    except NotYours:
        pass
    else:
        raise Failed(f"region {code} is loaded already; use another LUODI_DATA_DIR for a fresh one")
    with transaction.atomic():
        where = _everything(county, progress, code)
        accounts = _accounts(county, where)
        passwords = settings.DATA_DIR / "passwords.txt"
        write_passwords(passwords, [f"{name}\t{word}\t{who}" for name, word, who in accounts])
    tick(people.place(code))
    return Loaded(
        region=code,
        on=county.meta["as_of"],
        parties=len(people.parties(where)),
        projects=len(county.projects),
        cases=len(county.all_cases),
        accounts=[name for name, _, _ in accounts],
        passwords=str(passwords),
    )


def _everything(county: County, progress: Mapping[str, Progress], code: str) -> Place:
    begun = start_of(min((case["ev"][0][0] for case in county.all_cases), default=county.meta["as_of"]), ZONE)
    begun += timedelta(hours=8)
    where = enrol.register_region(
        code=code,
        name=county.meta["county"],
        name_en=_words()["regions_en"].get(code, ""),
        zone=ZONE,
        calendar="CN",
        frozen_on=county.meta["as_of"],
        at=begun,
    )
    law = of_law(where)
    enrol.register_parties(parties=_parties(county), by=law, at=begun)
    put(*bodies(where), region=where.pk)
    firms = [
        NewFirm(
            f["id"],
            f["name"],
            f["uscc"],
            f.get("origin") or "",
            f.get("size") or "",
            f.get("industry") or "",
            f["since"],
            f["contact"],
            [[_words()["firm_note"], f["note"]]] if f.get("note") else [],
        )
        for f in county.firms
    ]
    parties = register_firms(new=firms, by=law, at=begun)
    enrol.open_posts(posts=_posts(county, next_day(county.meta["as_of"], -3650)), by=law, at=begun)
    matters = adopt_catalogue(by=law, at=begun)
    projects = register_projects(new=_projects(county, parties), by=law, at=begun)
    morning = start_of(county.meta["as_of"], ZONE) + timedelta(hours=8)
    adopt_plans(progress, projects, county, by=law, at=morning)
    for case in county.all_cases:
        _case(case, parties, projects, matters, law)
    name_works(progress, projects, county, by=law, at=morning)
    _meetings(county, parties, law)
    return where


def _projects(county: County, parties: Mapping[str, people.PartyRow]) -> list[NewProject]:
    """A file may say of a project where it is, what it costs, who leads it and when it was given up, or not."""
    dropped = {row["id"]: row.get("dropped") for row in county.stage_dates}
    return [
        NewProject(
            p["id"],
            p["name"],
            parties[p["owner"]].pk,
            p["type"],
            industry=p.get("gb") or "",
            investment=p.get("total"),
            site=parties[p["site"]].name if p.get("site") in parties else p.get("site") or "",
            plot=p.get("plot") or "",
            lead=parties[p["dept"]].pk if p.get("dept") else None,
            dropped_on=dropped.get(p["id"]),
        )
        for p in county.projects
    ]


def _meetings(county: County, parties: dict[str, people.PartyRow], law: Seat) -> None:
    keys, posts = {key: row.pk for key, row in parties.items()}, people.posts(law.place)
    titles = _leader_titles(county)
    for meeting in county.meetings:
        chair = posts.get((GOVERNMENT, titles.get(meeting.get("chair") or "", "")))
        county_minutes.take_in(meeting, keys, chair, _words()["minutes"], county.meta["as_of"], law=law)


def _parties(county: County) -> list[NewParty]:
    english = packaged_document()["departments"]
    bodies = [(d["key"], d["name"]) for d in county.departments] + list(county.other_bodies.items())
    return [
        *(NewParty(key, _kind(key), name, english.get(key, {}).get("name_en", "")) for key, name in bodies),
        *(NewParty(t["id"], "town", t["name"]) for t in county.towns),
        *(NewParty(p["id"], "park", p["name"]) for p in county.parks),
    ]


def _kind(key: str) -> str:
    return KINDS.get(key, "utility" if key.endswith("_co") else "department")


def _posts(county: County, since: date) -> list[NewPost]:
    words = _words()
    head, contact = words["head"], words["contact"]
    titles = _leader_titles(county)
    posts = [
        NewPost(d["key"], head["title"], "officer", 4, d["head"], d["since"], head["title_en"])
        for d in county.departments
    ]
    for department in county.departments:
        for title, name in department["posts"].items():
            role = "window" if words["window_word"] in title else "officer"
            rank = 3 if title.startswith(words["deputy_word"]) else 2
            posts.append(NewPost(department["key"], title, role, rank, name, since, words["posts_en"].get(title, "")))
    for leader in county.leaders if GOVERNMENT in county.other_bodies else ():
        title = titles[leader["id"]]
        english = words["posts_en"].get(title, "")
        posts.append(NewPost(GOVERNMENT, title, "leader", 5, leader["name"], leader["in_post_since"], english))
    return posts + [
        NewPost(f["id"], contact["title"], "firm", 1, f["contact"], f["since"], contact["title_en"])
        for f in county.firms
    ]


def _leader_titles(county: County) -> dict[str, str]:
    """The title of each leader's post; where several have the same, with their fields."""
    same = Counter(leader["post"] for leader in county.leaders)
    return {
        one["id"]: one["post"] if same[one["post"]] == 1 else f"{one['post']} {one['fields'] or ''}".strip()
        for one in county.leaders
    }


@cache
def _words() -> dict[str, Any]:
    """What the words of such a file mean, and which accounts are opened."""
    text = (resources.files("luodi") / "catalogue" / "demo" / "loading.yml").read_text("utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words


def _case(
    case: dict[str, Any],
    parties: dict[str, people.PartyRow],
    projects: dict[str, ProjectRow],
    matters: dict[str, MatterRow],
    law: Seat,
) -> None:
    events = case["ev"]
    silent = set(case.get("no_written_notice") or ())
    project = projects.get(case.get("project") or "")
    matter = matters[case["matter"]] if case.get("matter") else None
    first = parties[events[0][2]]
    entrant = Entrant(
        number=case["id"],
        matter=matter,
        about=(project.name if project else "") if matter else case.get("about") or "",
        about_en="",
        applicant=people.party_of(law.place, project.owner) if project else first,
        department=matter.department if matter else first.pk,
        channel="counter",
        project=project.pk if project else None,
        origin="record",
        project_number=project.number if project else "",
    )
    happened = [
        Event(_instant(on, place), word, parties[party].pk)
        for place, (on, word, party) in enumerate(events)
    ]
    recorded.take_in(entrant, happened, by=law, marks=["no_written_notice"] if silent else [])


def _instant(on: date, place: int) -> datetime:
    """The file knows days alone: nine in the morning, a few minutes apart in the order it gives."""
    return start_of(on, ZONE) + timedelta(hours=9, minutes=5 * place)


def _accounts(county: County, where: Place) -> list[tuple[str, str, str]]:
    law, words = of_law(where), _words()
    leaders = _leader_titles(county)
    at = start_of(county.meta["as_of"], ZONE) + timedelta(hours=8)
    opened = []
    for account in words["accounts"]:
        party = account.get("party") or account.get("firm") or GOVERNMENT
        title = account.get("post") or leaders.get(account.get("leader", ""), words["contact"]["title"])
        holder = people.holder_of(where, party, title)
        if holder is not None:
            password = secrets.token_urlsafe(9)
            username = enrol.open_account(
                person=holder.person, username=account["username"], password=password, by=law, at=at
            )
            opened.append((username, password, f"{holder.name} {title}"))
    return opened
