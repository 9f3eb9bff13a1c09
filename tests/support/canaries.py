"""Two counties with the same work in one database: every text of the second carries a canary, an unlikely word that
says of what kind it is. Where one is met on a page of the first county, what it is on came from the second.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test import Client

from luodi.cli import county_load, county_shape
from luodi.cli.demo import packaged
from luodi.slices.approvals import reads
from luodi.slices.county.actions import ask_for
from luodi.slices.matters import actions as catalogue
from luodi.slices.matters.reads import versions
from luodi.slices.matters.rules.changes import Change
from luodi.slices.meetings.reads.matters import our_matters
from luodi.slices.plans.actions.links import make_link
from luodi.slices.plans.actions.proposals import propose
from luodi.slices.projects.reads import projects
from luodi.spine.commitments.handover import Newcomer, change_holder
from luodi.spine.jobs.reads import jobs
from luodi.spine.journal import enrol
from luodi.spine.journal.seal import seal
from luodi.spine.people import reads as people
from luodi.spine.people.actions import NewPost
from luodi.spine.people.seats import Place, Seat, of_law
from luodi.spine.people.tokens import secret_from, tokens_of
from luodi.web.clock import now
from tests.support import papers
from tests.support.cast import BEGUN, PASSWORD, Demo, Rows, _signed_in, lay, nothing_untold, snapshot

CANARY = re.compile(r"qzx[a-z]*|77077077|77,077,077", re.IGNORECASE)
AMOUNT, CODE = 77_077_077, "990322"
ROLES = ("window", "zrzy", "zrzy-head", "leader", "zfb", "reader", "F06")
SAME = ("F06", "F17", "L04", "P18", "C18", "M1")  # keys that stand in both
Word = Callable[[str], str]


def plain(kind: str) -> str:
    """What the first county writes."""
    return f"a {kind}"


def canary(kind: str) -> str:
    """What the second county writes in its place."""
    return f"qzx{kind}"


@dataclass
class County:
    """A county whose accounts end as its region needs it, and keys of everything that has an address there."""

    where: Place
    ending: str = ""
    keys: dict[str, list[str]] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def seat(self, account: str) -> Seat:
        """From where an account acts."""
        return Demo(self.where, {}).seat(account + self.ending)

    def client(self, account: str) -> Client:
        """A browser without a screen, signed in."""
        return _signed_in(account + self.ending)

    def program(self, account: str) -> Client:
        """A program that shows a key of this account."""
        return Client(headers={"Authorization": f"Bearer {self.secrets[account]}"})


@dataclass
class Two:
    """Both, with the rows as they stood before the second came and since."""

    ours: County
    theirs: County
    alone: Rows
    both: Rows


def other_progress() -> dict[str, Any]:
    """The progress of the packaged county again, of projects and works by their other keys, a canary in every text."""
    file = packaged().with_name("progress.yml")
    told: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=county_shape.Loader)["projects"]
    for row in told.values():
        for works in row.get("works") or ():
            works |= {"id": "qzx" + works["id"], "name": canary("works") + works["name"]}
        row["matters"] = [[*cells[:5], *(f"qzx{one}" for one in cells[5:] if one)] for cells in row["matters"]]
        row["ahead"] = {code: canary("ahead") + why for code, why in (row.get("ahead") or {}).items()}
    return {"projects": {number if number in SAME else f"qzx{number}": row for number, row in told.items()}}


def other_county() -> dict[str, Any]:
    """The packaged county again: other names, other keys but for `SAME`, a canary in every text."""
    raw = yaml.load(packaged().read_text("utf-8"), Loader=county_shape.Loader)
    raw["meta"] |= {"region_code": CODE, "county": canary("county")}
    rows = {name: county_shape.section(raw.get(name, []), name, []).rows for name in ROWS}
    named = {row[county_shape.key(name)] for name in RENAMED for row in rows[name]} - {*SAME}
    told: dict[str, Any] = _renamed(deepcopy(rows), named)
    for name, each in told.items():
        for row in each:
            _marked(name, row)
    bodies = {key: canary("body") + name for key, name in raw["other_bodies"].items()}
    return {"meta": raw["meta"], "other_bodies": bodies} | told


RENAMED = ("leaders", "towns", "parks", "firms", "projects", "cases", "open_cases", "meetings")
ROWS = (*county_shape.ROWS, "chains", "service_officers", "meetings")


def _renamed(value: Any, named: set[str]) -> Any:
    """Every key that is to be another, wherever it stands; matters of the catalogue have codes alike."""
    if isinstance(value, dict):
        return {key: each if key == "matter" else _renamed(each, named) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, named) for each in value]
    return f"qzx{value}" if isinstance(value, str) and value in named else value


def _marked(section: str, row: dict[str, Any]) -> None:
    """A canary in each text of a row."""
    for name in ("name", "head", "contact", "about", "kind", "number"):
        if row.get(name) and (section, name) not in {("departments", "kind"), ("parks", "kind")}:
            row[name] = f"{canary(name)}{row[name]}"
    if section == "firms":
        row["uscc"] = "QZX" + row["uscc"][3:]
        row["origin"] = row["size"] = row["industry"] = "qzxfirm"
    if section == "departments":
        row["posts"] = {title: canary("holder") + name for title, name in row["posts"].items()}
    if section == "meetings":
        row["minutes"] = re.sub(r"(?m)^([一二三四五六七八九十]+、)", r"\1qzxclause", row["minutes"])
        for clause in row["clauses"]:
            clause |= {name: canary(name) + clause[name] for name in ("fact", "state") if clause.get(name)}
            clause |= {"amount": AMOUNT} if clause.get("amount") else {}


def _catalogue() -> dict[str, Any]:
    """The packaged catalogue, a canary in each of its texts."""
    told = deepcopy(_PACKAGED())
    for matter in told["matters"]:
        matter |= {name: canary(name.replace("_", "")) + (matter[name] or "") for name in _TEXTS}
    for department in told["departments"].values():
        department["name_en"] = canary("department")
    return told


_PACKAGED = catalogue.packaged_document
_TEXTS = ("name", "name_en", "legal_basis", "source")


def furnish(county: County, word: Word) -> None:
    """What a loaded county has none of yet: a reader, papers, notes, keys, work, a post that changed hands, seals."""
    where, law = county.where, of_law(county.where)
    post = NewPost("gov", "调研员", "reader", 2, word("reader"), date(2020, 1, 6))
    person = enrol.open_posts(posts=[post], by=law, at=BEGUN)["gov", "调研员"]
    enrol.open_account(person=person, username="reader" + county.ending, password=PASSWORD, by=law, at=BEGUN)
    county.keys["versions"] = _catalogue_of_its_own(county, word)
    county.keys["files"] = [str(papers.case(county, word))]
    project = f"{'qzx' if county.ending else ''}P55"
    propose(number=project, title=word("proposal"), changes={"days": {"C02": 5}}, by=law, at=now(where))
    make_link(number=project, by=law, at=now(where))
    county.keys["papers"] = [str(papers.paper_of_a_matter(county, word))]
    county.keys["sheets"] = [str(papers.sheet(county, word))]
    head = people.posts(where)["fgw", "主要负责人"]
    leader, at = county.seat("leader"), now(where)
    change_holder(head, new=Newcomer(word("newcomer"), at.date()), by=leader, at=at)
    work = [("seal", None), ("import", (word("log") + ".csv", word("content").encode()))]
    county.keys["jobs"] = [str(ask_for(kind, file=file, by=leader, at=now(where))) for kind, file in work]
    for account in ROLES:
        seat, key = county.seat(account), f"of the tests {account}"
        told = {"name": word("token"), "scopes": ["read", "write"], "expires_on": date(2027, 3, 1)}
        county.secrets[account] = secret_from(key, seat)
        enrol.make_token(**told, secret=county.secrets[account], by=seat, at=now(where))
    seal(where, at=now(where))


def _catalogue_of_its_own(county: County, word: Word) -> list[str]:
    """What the county sets itself, as a second version; returns the keys of both, the newer in front."""
    own = [Change("committed_days", "C02", 5, source=word("own")),
           Change("prerequisite", "C08", "C10", legal_basis=f"{word('law')} Law, art. 1")]  # fmt: skip
    catalogue.set_overlay(changes=own, note=word("note"), by=county.seat("leader"), at=now(county.where))
    return [str(row.pk) for row in versions(county.where)]


_LAID: dict[str, Two] = {}  # one per run, as of the demo


@pytest.fixture
def two(request: pytest.FixtureRequest, db: None) -> Two:
    """Both counties: built once, laid down again for each test that asks."""
    if "two" not in _LAID:
        ours = County(request.getfixturevalue("demo").where)
        furnish(ours, plain)
        nothing_untold()
        alone = snapshot()
        _LAID["two"] = Two(ours, second(), alone, snapshot())
        for county in (ours, _LAID["two"].theirs):
            county.keys |= _keys(county)
    put_down(_LAID["two"].both)
    return _LAID["two"]


def put_down(rows: Rows) -> None:
    """`lay`, and the planner told how much there is: it may have looked while another test's rows were gone."""
    lay(rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def second() -> County:
    """The other county, loaded as a person would from a file, and furnished."""
    with pytest.MonkeyPatch.context() as patch:
        file = Path(county_load.settings.DATA_DIR) / "other_county.yml"
        for name, told in ((file.name, other_county()), ("other_progress.yml", other_progress())):
            file.with_name(name).write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
        for module in (catalogue, county_load):
            patch.setattr(module, "packaged_document", _catalogue)
        county_load.load(file)
    county = County(people.place(CODE), f"-{CODE}")
    furnish(county, canary)
    nothing_untold()
    return county


def told_of(rows: Rows) -> dict[str, set[str]]:
    """Every row of every table; who signed in, and when, is apart."""
    kept = {table: found for table, (_, found) in rows.items() if not table.startswith(("axes_", "django_session"))}
    return {table: {repr(row) for row in found} for table, found in kept.items()}


def _keys(county: County) -> dict[str, list[str]]:
    """Keys by what they open; of those both counties know, none."""
    law, leader, zfb = of_law(county.where), county.seat("leader"), county.seat("zfb")
    ours = our_matters(zfb)
    known = [case.number for case in reads.applied_for(law) if case.number not in SAME and "ZRZY" not in case.number]
    bodies = people.parties(county.where)
    town, firm = (next(row.key for row in bodies.values() if row.kind == kind) for kind in ("town", "firm"))
    project = next(iter(projects(county.where)))
    matter, minute = ours[-1].number, ours[-1].minute.number
    subjects = {"case": known[0], "project": project, "firm": firm, "resolved": matter, "minute": minute, "party": town}
    return {
        "cases": [known[0], known[-1]],
        "matters": [matter],
        "minutes": [minute],
        "posts": [str(people.posts(county.where)["fgw", "主要负责人"])],
        "tokens": [str(tokens_of(leader)[0].pk)],
        "promises": [str(ours[-1].promise)],
        "subjects": [f"{kind}/{key}" for kind, key in subjects.items()],
        "jobs": [str(row.pk) for row in jobs(leader)][:1],
        "towns": [town],
        "firms": [firm],
        "projects": [project],
    }


def missing(key: str) -> str:
    """A key of the same shape that opens nothing anywhere."""
    return "9" * 9 if key.isdecimal() else key.replace("qzx", "zzq") if "qzx" in key else re.sub(r"\d", "9", key)
