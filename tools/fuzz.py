"""Ask the API what its description allows, and what it does not: `python -m tools.fuzz [--examples N] [--seed S]`.

Every operation is asked from three seats, about cases that are there and cases that are not. A fault of the server, an
answer the description does not know, what is invalid and taken, what is valid and not understood, a door that lets
pass who shows nothing: each is a finding. Run as a program it stands on a demo of its own, in a place that goes with
it, or in the empty database of `LUODI_DATABASE_URL`; at the end the journal has to replay to the tables.
"""

import argparse
import json
import logging
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from schemathesis.generation.case import Case

ACCOUNTS = ("window", "F06", "zrzy-head")
FORGERY = "f" * 32
THERE = {
    "matter": "A03", "project": "", "applicant": "F06", "expires_on": "2026-12-31", "until": "2026-12-01",
    "procedure": "expert_review", "held_by": "tp", "to": "fgw", "days": 5, "owner": "zrzy", "kind": "verify",
}  # fmt: skip
UNDERSTOOD = ["2xx", "403", "404", "409", "422"]


class Seat(NamedTuple):
    """An account as it asks: by its key, or by its session where no key will do."""

    account: str
    token: str
    session: str


class Shows(NamedTuple):
    """What a seat shows with each request, as the library asks for it."""

    seat: Seat
    by_key: bool

    def get(self, case: "Case", context: Any) -> Seat:
        return self.seat

    def set(self, case: "Case", seat: Seat, context: Any) -> None:
        if self.by_key:
            case.headers["Authorization"] = f"Bearer {seat.token}"
        else:
            case.headers["X-CSRFToken"] = FORGERY
            case.cookies |= {"sessionid": seat.session, "csrftoken": FORGERY}


class Found(NamedTuple):
    """What was answered how often, and what went against the description."""

    answers: Counter[tuple[str, int]]
    findings: list[str]


def seats(names: Sequence[str] = ACCOUNTS) -> list[Seat]:
    """Accounts of the demo that stands, signed in and with a key each."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils.module_loading import import_string

    from luodi.kernel.clock import next_day
    from luodi.spine.journal.enrol import make_token
    from luodi.spine.people.models import User
    from luodi.spine.people.reads import seat_of
    from luodi.spine.people.tokens import SCOPES, secret_from
    from luodi.web.clock import now, today

    found = []
    for name in names:
        user = User.objects.get(username=name)
        by = seat_of(user.person_id)
        secret = secret_from(f"fuzz-{name}", by)
        last = next_day(today(by.place), 300)
        make_token(name="fuzz", scopes=SCOPES, expires_on=last, secret=secret, by=by, at=now(by.place))
        session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "luodi.spine.people.accounts.Accounts"
        session.create()
        found.append(Seat(name, secret, session.session_key or ""))
    return found


def fuzz(who: Sequence[Seat], *, examples: int, seed: int) -> Found:
    """Ask every operation `examples` valid and as many invalid things from each seat."""
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.config import SchemathesisConfig

    from luodi.config.api import api
    from luodi.config.wsgi import application

    config = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": UNDERSTOOD}}})
    described = json.loads(json.dumps(api.get_openapi_schema(path_prefix="api/"), default=str))
    schema = schemathesis.openapi.from_dict(described, config=config)
    schema.app = application
    found = Found(Counter(), [])
    for result in sorted(schema.get_all_operations(), key=lambda each: "revoke" in each.ok().label):  # its own key last
        for seat in who:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                _probe(result.ok(), seat, mode, found, examples=examples, seed=seed)
    return found


def _probe(operation: Any, seat: Seat, mode: Any, found: Found, *, examples: int, seed: int) -> None:
    import hypothesis
    from hypothesis import HealthCheck, Phase
    from hypothesis import strategies as st
    from schemathesis.auths import AuthStorage

    numbers = list(_numbers(seat))
    shown = AuthStorage(providers=[Shows(seat, by_key="bearer" in str(operation.definition.raw["security"]))])

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=examples, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @hypothesis.given(
        case=operation.as_strategy(generation_mode=mode, auth_storage=shown), real=st.sampled_from([*numbers, None])
    )
    def ask(case: "Case", real: tuple[str, int] | None) -> None:
        _about(case, real, valid=mode.name == "POSITIVE")
        answer = case.call()
        found.answers[operation.label, answer.status_code] += 1
        case.validate_response(answer)

    try:
        ask()
    except (Exception, BaseExceptionGroup) as failure:  # a finding, whatever it is; the next operation is asked
        found.findings.append(f"{operation.label} as {seat.account}, {mode.name.lower()}: {failure}")


def _numbers(seat: Seat) -> Iterator[tuple[str, int]]:
    from luodi.spine.commitments.reads import cases
    from luodi.spine.people.models import User
    from luodi.spine.people.reads import seat_of

    for row in cases(seat_of(User.objects.get(username=seat.account).person_id))[:12]:
        yield row.number, row.version


def _about(case: "Case", real: tuple[str, int] | None, *, valid: bool) -> None:
    """Let a question be about a case that is there, and a valid one name what there is, so that it may be done."""
    if real is None:
        return
    if "number" in (case.path_parameters or {}):
        case.path_parameters["number"] = real[0]
    if valid and isinstance(case.body, dict):
        case.body |= {name: value for name, value in (THERE | {"version": real[1]}).items() if name in case.body}


def main() -> int:
    """Lay down a demo, ask, say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description="Ask the API at length.")
    parser.add_argument("--examples", type=int, default=300, help="of each kind, for each operation and seat")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="luodi-fuzz-") as place:
        (Path(place) / "static").mkdir()
        os.environ |= {"LUODI_DATA_DIR": place, "DJANGO_SETTINGS_MODULE": "luodi.config.settings"}
        return _run(args.examples, args.seed)


def _run(examples: int, seed: int) -> int:
    from luodi.cli.main import with_django

    with_django()
    from django.db import connection

    from luodi.cli.county_load import load
    from luodi.cli.demo import packaged
    from luodi.cli.migrate import migrate
    from luodi.spine.journal.verify import verify

    logging.getLogger("django.request").setLevel(logging.ERROR)  # refusals by the thousand are what is asked for
    migrate()
    load(packaged())
    found = fuzz(seats(), examples=examples, seed=seed)
    statuses = Counter[int]()
    for (_operation, status), times in found.answers.items():
        statuses[status] += times
    clean = verify().clean
    print(f"{connection.vendor}: {statuses.total()} requests to {len({name for name, _ in found.answers})} operations")
    print(", ".join(f"{status}: {times}" for status, times in sorted(statuses.items())))
    print("the journal replays to the tables" if clean else "the journal does NOT replay to the tables")
    print("\n\n".join(found.findings) or "nothing found")
    return 1 if found.findings or not clean else 0


if __name__ == "__main__":
    sys.exit(main())
