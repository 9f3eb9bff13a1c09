"""The county on luodi's own tables, made before the clock runs, and what stands in them afterwards."""

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import django
from django.core.management import call_command

from bench.peers import plan

STEPS = ("approvals.received", "approvals.accepted", "approvals.granted")


class County(NamedTuple):
    """The keys every peer on these tables needs."""

    region: int
    department: int
    firm: int
    post: int
    person: int
    matter: int
    matter_name: str
    matter_name_en: str


Sought = Callable[[str, int], dict[str, Any]]


def found() -> County:
    """Migrate an empty database and register who takes part, by luodi's own verbs."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from luodi.slices.matters.actions import adopt_catalogue
    from luodi.spine.journal import enrol
    from luodi.spine.people.actions import NewParty, NewPost
    from luodi.spine.people.reads import seat_of
    from luodi.spine.people.seats import of_law

    at = plan.RECEIVED_AT - timedelta(hours=1)
    where = enrol.register_region(code=plan.REGION, name="Bench", zone=plan.ZONE, calendar="CN", at=at)
    law = of_law(where)
    both = [NewParty(plan.DEPARTMENT, "department", "Land"), NewParty(plan.FIRM, "firm", "A firm")]
    parties = enrol.register_parties(parties=both, by=law, at=at)
    posts = [NewPost(plan.DEPARTMENT, plan.POST, "officer", 2, "An officer", plan.RECEIVED_ON)]
    person = enrol.open_posts(posts=posts, by=law, at=at)[plan.DEPARTMENT, plan.POST]
    matter = adopt_catalogue(by=law, at=at)[plan.MATTER]
    assert (matter.committed_days, matter.statutory_days) == (plan.TERMS["committed"], plan.TERMS["statutory"])
    department, firm = parties[plan.DEPARTMENT].pk, parties[plan.FIRM].pk
    post = seat_of(person).post
    assert post is not None
    return County(where.pk, department, firm, post, person, matter.pk, matter.name, matter.name_en)


def sought(stands: County) -> Sought:
    """The row by which the search box finds a case; all but the words of its number are known beforehand."""
    from luodi.slices.approvals.reads import Entered, thing_of
    from luodi.slices.matters.reads import matters
    from luodi.spine.find.index import COLUMNS, row_of
    from luodi.spine.find.tokens import fold, tokens_of
    from luodi.spine.people.reads import parties, places

    where = places()[0]
    firm, matter = parties(where)[plan.FIRM], matters(where)[plan.MATTER]
    blank = Entered(0, "", plan.ABOUT, "", firm, plan.DEPARTMENT, matter, "", (stands.department,))
    known = dict(zip(COLUMNS, row_of(thing_of(blank), stands.region), strict=True))
    words = set(known["tokens"].split())

    def row(number: str, case: int) -> dict[str, Any]:
        own = {"subject": f"case/{number}", '"case"': case, "code": number, '"key"': fold(number)}
        return known | own | {"tokens": " ".join(sorted(words | tokens_of((number,))))}

    return row


def answer() -> dict[str, Any]:
    """What was carried out, the digest of each business table, of the facts, and how durably it was written."""
    from django.db import connection

    from luodi.db.told import told_tables
    from luodi.slices.approvals.models import Application
    from luodi.spine.commitments.models import Case, Commitment
    from luodi.spine.find.models import Found
    from luodi.spine.journal.models import Entry

    facts = list(Entry._base_manager.order_by("id").values_list("kind", "case", "subject", "payload", "happened_at"))
    kinds = Counter(fact[0] for fact in facts)
    tables = {"find_found": _digest(Found._base_manager.exclude(case=None).order_by("case").values_list())}
    for name, model in told_tables().items():
        columns = [f.attname for f in model._meta.local_concrete_fields if f.attname not in ("salt", "password")]
        tables[name] = _digest(model._base_manager.order_by("pk").values_list(*columns))
    closed = Case._base_manager.exclude(closed_at=None)
    promised = Commitment._base_manager.filter(kind="approvals.decision").values_list("due_on", flat=True)
    return {
        "cases": closed.count(),
        "steps": {kind.partition(".")[2]: kinds[kind] for kind in STEPS},
        "outcomes": dict(Counter(Application._base_manager.values_list("outcome", flat=True))),
        "promised_for": {str(day): times for day, times in Counter(promised).items()},
        "tables": tables | {"facts": _digest(sorted(facts, key=lambda fact: (fact[1] or 0, fact[0], fact[3])))},
        "durability": durability(connection),
    }


def _digest(rows: Any) -> str:
    return hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()


def durability(connection: Any) -> dict[str, str]:
    """The settings that decide whether an acknowledged write survives a power cut, read back."""
    lite = connection.vendor == "sqlite"
    names = ("journal_mode", "synchronous") if lite else ("fsync", "synchronous_commit")
    ask = "PRAGMA {}" if lite else "SHOW {}"
    with connection.cursor() as cursor:
        return {name: str(cursor.execute(ask.format(name)).fetchone()[0]) for name in names}
