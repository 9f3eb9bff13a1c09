"""The county whose pages are shown: the packaged one, its leader's inbox filled up to a number of rows."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from django.conf import settings
from django.core.management import call_command

BACKENDS = {"luodi": "luodi.spine.people.accounts.Accounts", "plain": "django.contrib.auth.backends.ModelBackend"}
ACCOUNTS = ("leader", "window", "zrzy", "F06")


def county(rows: int) -> dict[str, Any]:
    """Load it; the cookies of its accounts by way and name, and which pages are to be measured."""
    from luodi.cli.county_load import load
    from luodi.cli.demo import packaged
    from luodi.cli.run import collect_static
    from luodi.slices.approvals.actions import entry
    from luodi.spine.commitments.reads import open_promises
    from luodi.spine.people.models import User
    from luodi.spine.people.reads import place, seat_of
    from luodi.web.clock import now

    call_command("migrate", verbosity=0, interactive=False)
    where = place(load(packaged()).region)
    collect_static()
    seats = {name: seat_of(User.objects.get(username=name).person_id, where.frozen_on) for name in ACCOUNTS}
    projects = _projects(where)
    while len(open_promises(seats["leader"])) < rows:
        applicant, project = next(projects)
        entry.receive(matter="B01", applicant=applicant, project=project, by=seats["window"], at=now(where))
    case = next(row.number for row in open_promises(seats["zrzy"]) if row.promise.kind.startswith("approvals."))
    return {"cookies": _cookies(), "pages": pages(case)}


def _projects(where: Any) -> Iterator[tuple[str, str]]:
    """Firms and projects of theirs, over and over."""
    from luodi.slices.projects.reads import projects
    from luodi.spine.people.reads import parties_by_pk

    known = parties_by_pk(where)
    return cycle([(known[row.owner].key, row.number) for row in projects(where).values()])


def _cookies() -> dict[str, str]:
    """A session of each account, for each backend a way asks."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from luodi.spine.people.models import User

    found = {}
    for way, backend in BACKENDS.items():
        for user in User.objects.filter(username__in=ACCOUNTS):
            session = SessionStore()
            session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), backend
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.create()
            kept = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={'a' * 32}"
            found[f"{way} {user.username}"] = kept
    return found


def pages(case: str) -> dict[str, tuple[str, str]]:
    """Address and account of each page that is measured."""
    return {
        "inbox": ("/", "leader"),
        "inbox, own": ("/", "zrzy"),
        "case": (f"/cases/{case}/", "zrzy"),
        "board": ("/board/", "leader"),
        "board rows": ("/board/rows/?figure=open", "leader"),
        "firm's home": ("/", "F06"),
        "minutes": ("/meetings/", "leader"),
        "handovers": ("/handover/", "leader"),
        "jobs": ("/jobs/", "leader"),
        "find": ("/find/?q=%E9%A1%B9%E7%9B%AE", "leader"),
    }
