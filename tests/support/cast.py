"""A small county to act in, and the packaged one loaded once and laid down again quickly for every test that asks."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management.color import no_style
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test import Client

from luodi.cli.county_load import load
from luodi.cli.demo import packaged
from luodi.slices.approvals.actions import acceptance, entry
from luodi.slices.firms.actions import NewFirm, register_firms
from luodi.slices.matters import reads as catalogue
from luodi.slices.matters.actions import adopt_catalogue
from luodi.slices.matters.reads import MatterRow
from luodi.slices.projects.actions import NewProject, register_projects
from luodi.spine.journal import enrol
from luodi.spine.journal.verify import verify
from luodi.spine.people import reads as people
from luodi.spine.people.actions import NewParty, NewPost
from luodi.spine.people.models import User
from luodi.spine.people.reads import PartyRow
from luodi.spine.people.seats import Place, Seat, of_law

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 20)
BEGUN = datetime(2026, 1, 5, 9, tzinfo=ZONE)
PASSWORD = "a long word of the tests"
DEPARTMENTS = ("zrzy", "fgw", "sthj", "gxj", "zjj")
OFFICES = {  # account: party, title, role, rank, holder
    "window": ("xzsp", "综合窗口组长", "window", 2, "安小棠"),
    "zrzy": ("zrzy", "窗口首席代表", "officer", 2, "糜小英"),
    "zrzy-head": ("zrzy", "主要负责人", "officer", 4, "郭守拙"),
    "fgw": ("fgw", "投资股股长", "officer", 2, "聂远帆"),
    "sthj": ("sthj", "环评股股长", "officer", 2, "宓静"),
    "leader": ("gov", "常务副县长", "leader", 5, "祁修远"),
    "F06": ("F06", "联系人", "firm", 1, "甄总"),
    "F17": ("F17", "联系人", "firm", 1, "小詹"),
}


def at(day: str | date, clock: str = "09:00") -> datetime:
    """An instant of a day in Shanghai: ``at("2026-11-02", "14:30")``."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)


@dataclass
class Cast:
    """Who stands in the county. Seats by account: ``cast["zrzy"]``; the firm's project is ``P18``."""

    where: Place
    persons: dict[str, int]
    parties: dict[str, PartyRow]
    matters: dict[str, MatterRow] = field(default_factory=dict)
    project: str = "P18"

    def __getitem__(self, account: str) -> Seat:
        return people.seat_of(self.persons[account])

    @property
    def law(self) -> Seat:
        return of_law(self.where)

    def party(self, key: str) -> int:
        """The row of a party."""
        return self.parties[key].pk

    def received(self, on: str = "2026-11-02", matter: str = "B01") -> str:
        """The number of an application the window received for the firm."""
        return entry.receive(matter=matter, applicant="F06", project="P18", by=self["window"], at=at(on))

    def accepted(self, on: str = "2026-11-02", matter: str = "B01") -> str:
        """The number of one received and accepted on the same day."""
        number = self.received(on, matter)
        acceptance.accept(number=number, by=self["window"], at=at(on, "10:00"))
        return number

    def client(self, account: str) -> Client:
        """A browser without a screen, signed in from this account's seat."""
        if not User.objects.filter(username=account).exists():
            enrol.open_account(
                person=self.persons[account], username=account, password=PASSWORD, by=self.law, at=BEGUN
            )
        return _signed_in(account)


def held_in(answer: Any) -> bytes:
    """All an answer holds, its file let go; `answer.close()` would take the connection of the test along."""
    held = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for close in answer._resource_closers:
        close()
    return bytes(held)


def _signed_in(account: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=account), backend="luodi.spine.people.accounts.Accounts")
    return client


@pytest.fixture
def cast(db: None) -> Cast:
    """A county of eight people on 20 November 2026: see `OFFICES`; the packaged catalogue is adopted."""
    if people.places():  # another stands there: what is laid down would take its place
        return stood()
    if "cast" not in _LAID:
        _CASTS.append(stood())
        _LAID["cast"] = snapshot()
    else:
        lay(_LAID["cast"])
    made = _CASTS[0]
    return replace(made, persons=dict(made.persons), parties=dict(made.parties), matters=dict(made.matters))


def stood() -> Cast:
    """The county of the cast, where there was none."""
    where = enrol.register_region(
        code="990900", name="试县", name_en="Trial County", zone=str(ZONE), calendar="CN", frozen_on=DAY, at=BEGUN
    )
    law = of_law(where)
    bodies = [NewParty(key, "department", f"{key}局", f"Bureau {key}") for key in (*DEPARTMENTS, "xzsp", "gov")]
    enrol.register_parties(parties=[*bodies, NewParty("tp", "expert", "评审机构", "Experts")], by=law, at=BEGUN)
    firms = [NewFirm("F06", "卓岩塔筒", "91990321MAY108298Q", contact="甄总"),
             NewFirm("F17", "微粒包装", "91990321MAY123367K", contact="小詹")]  # fmt: skip
    parties = register_firms(new=firms, by=law, at=BEGUN)
    posts = [NewPost(*office, date(2020, 1, 6)) for office in OFFICES.values()]
    held = enrol.open_posts(posts=posts, by=law, at=BEGUN)
    persons = {account: held[office[0], office[1]] for account, office in OFFICES.items()}
    matters = adopt_catalogue(by=law, at=BEGUN)
    register_projects(new=[NewProject("P18", "塔筒及法兰", parties["F06"].pk, "SOC_GENERAL")], by=law, at=BEGUN)
    return Cast(where, persons, parties, matters)


@dataclass
class Demo:
    """The packaged county; `passwords` by account."""

    where: Place
    passwords: dict[str, str]

    def seat(self, account: str) -> Seat:
        """From where an account acts."""
        return people.seat_of(User.objects.get(username=account).person_id)

    def client(self, account: str) -> Client:
        """A browser without a screen, signed in."""
        return _signed_in(account)


@pytest.fixture
def connection_kept(db: None) -> Iterator[None]:
    """Where a request ends by itself, not by the test client: a server would then give up the connection that the
    test's transaction stands on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]
_WORDS: dict[str, str] = {}  # the passwords it was loaded with
_LAID: dict[str, Rows] = {}  # one per run: what the tables held once a county stood
_CASTS: list[Cast] = []


@pytest.fixture
def demo(db: None) -> Demo:
    """The packaged demo county on its day. Under `live_server` it is committed, else it goes with the test."""
    if "rows" in _LAID:
        lay(_LAID["rows"])
    else:
        opened = load(packaged()).accounts
        lines = (Path(settings.DATA_DIR) / "passwords.txt").read_text("utf-8").splitlines()
        words = {name: word for name, word, _ in (line.split("\t") for line in lines)}
        _WORDS.update((name, words[name]) for name in opened)
        _LAID["rows"] = snapshot()
    return Demo(people.places()[0], dict(_WORDS))


def _tables() -> list[str]:
    """Tables of models; what an engine keeps beside them (an index in tables of its own) follows by itself."""
    return connection.introspection.django_table_names(only_existing=True)


def snapshot() -> Rows:
    """Every table as the engine holds it."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            if rows:
                found[table] = [column[0] for column in cursor.description], rows
    return found


def lay(laid: Rows) -> None:
    """Put the rows back past the ledger: the journal that tells them is among them."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in laid.items():
            cursor.execute(f"DELETE FROM {quote(table)}")
            if not rows:
                continue
            _put(cursor, quote(table), ", ".join(map(quote, columns)), rows)
        models = connection.introspection.installed_models(laid)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
    _STANDS["as laid"] = _last_fact()


def _put(cursor: Any, table: str, names: str, rows: list[tuple[object, ...]]) -> None:
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join(["%s"] * len(rows[0]))
    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)


def _last_fact() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM journal_entry")
        return int(cursor.fetchone()[0])


_STANDS: dict[str, int] = {}  # the last fact of what was laid down for this test


def nothing_untold() -> None:
    """No row waits for a fact, and the journal replays to the tables."""
    assert connection.ledger.open_tables() == [], "rows changed that no fact took"
    assert verify().differences == []


@pytest.fixture(autouse=True)
def everything_is_told(request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test that touched the database: the journal replays to the tables, and no row waits for a fact."""
    if request.node.get_closest_marker("rows") is None:
        yield
        return
    request.getfixturevalue("db")  # so that this ends before the test's rows go
    _STANDS.clear()
    yield
    try:
        assert connection.ledger.open_tables() == [], "rows changed that no fact took"
        if _STANDS.get("as laid") != _last_fact():  # else nothing happened since what was verified when it was made
            nothing_untold()
    finally:
        people.party_key.cache_clear()
        people._calendar.cache_clear()
        catalogue.catalogue_of_version.cache_clear()
        catalogue.county_changes.cache_clear()
