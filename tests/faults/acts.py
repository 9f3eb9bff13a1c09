"""Every act a form or an operation of the API carries out, each with a scene in which it succeeds.

A route that changes anything and has no scene here fails `test_twice`. To add one: a line in `SCENES`, its key the
route as the resolver has it, `<str:verb>` filled in. A scene lays down what it needs and says who sends what where.
"""

import base64
from collections.abc import Callable
from datetime import date
from typing import Any

from luodi.slices.approvals.actions import acceptance, decision
from luodi.slices.approvals.reads import application_for
from luodi.spine.commitments import handover, verbs
from luodi.spine.commitments.handover import Newcomer
from luodi.spine.commitments.verbs import NewPromise
from luodi.spine.jobs import queue
from luodi.spine.journal.enrol import make_token
from luodi.spine.people.reads import posts
from luodi.web.clock import real_now
from tests.faults import catalogue_acts, plan_acts, register_acts, resolved_acts
from tests.faults.sent import MAP, Scene, Sent
from tests.support.cast import DAY, PASSWORD, Cast, at


def _received(cast: Cast) -> str:
    return cast.received("2026-11-19", "A03")


def _asked(cast: Cast) -> str:
    number = _received(cast)
    acceptance.give_notice(number=number, items=["map"], document="n 0", by=cast["zrzy"], at=at("2026-11-19", "11:00"))
    return number


def _accepted(cast: Cast) -> str:
    return cast.accepted("2026-11-19", "A03")


def _stopped(cast: Cast) -> str:
    number = _accepted(cast)
    until = at("2026-11-30").date()
    told = {"procedure": "expert_review", "document": "n 0", "until": until, "held_by": "tp"}
    decision.start_special(number=number, **told, by=cast["zrzy"], at=at("2026-11-19", "11:00"))
    return number


SPECIAL = {"procedure": "expert_review", "document": "n 1", "until": "2026-11-30", "held_by": "tp"}
FILE = {"name": "a.txt", "content": base64.b64encode(MAP).decode()}
CASE_VERBS: dict[str, tuple[str, Callable[[Cast], str], dict[str, Any]]] = {
    "accept": ("zrzy", _received, {}),
    "give_notice": ("zrzy", _received, {"items": ["map"], "document": "n 1", "answer_by": "2026-11-27"}),
    "supply": ("F06", _asked, {"files": [FILE]}),
    "refuse_acceptance": ("zrzy", _received, {"reason": "a forest", "agency": "fgw", "document": "n 1"}),
    "start_special": ("zrzy", _accepted, SPECIAL),
    "end_special": ("zrzy", _stopped, {"note": "fits"}),
    "extend": ("zrzy-head", _accepted, {"days": 5, "reason": "a wide area", "document": "n 1"}),
    "hand_on": ("zrzy", _accepted, {"to": "fgw", "reason": "theirs"}),
    "grant": ("zrzy", _accepted, {"document": "n 1", "file": FILE}),
    "refuse": ("zrzy", _accepted, {"reason": "outside the plan", "document": "n 1"}),
    "withdraw": ("F06", _accepted, {"reason": "sold"}),
    "remark": ("zrzy", _received, {"text": "call the firm"}),
}


def _by_form(verb: str) -> Scene:
    def scene(cast: Cast) -> Sent:
        who, stands, told = CASE_VERBS[verb]
        number = stands(cast)
        lines = {name: "\n".join(value) for name, value in told.items() if name == "items"}
        return Sent(who, f"/cases/{number}/{verb}/", {**told, **lines, "seen": str(_version(cast, number))})

    return scene


def _by_program(verb: str) -> Scene:
    def scene(cast: Cast) -> Sent:
        who, stands, told = CASE_VERBS[verb]
        number = stands(cast)
        return Sent(who, f"/api/cases/{number}/{verb}", {**told, "version": _version(cast, number)})

    return scene


def _version(cast: Cast, number: str) -> int:
    return application_for(cast["window"], number).case.version


APPLICATION = {"matter": "A03", "project": "P18"}
NEW_PASSWORD = {"present": PASSWORD, "fresh": "another word of the tests", "again": "another word of the tests"}
NEW_KEY = {"name": "nightly", "expires_on": "2026-12-31"}


def _revoked(address: str) -> Scene:
    def scene(cast: Cast) -> Sent:
        told = {"name": "old", "scopes": ("read",), "expires_on": at("2026-12-01").date(), "secret": "s"}
        return Sent("zrzy", address.format(make_token(**told, by=cast["zrzy"], at=at("2026-11-20")).pk), {})

    return scene


def _plain(who: str, address: str, fields: dict[str, Any], *, tells: bool = True, keyed: bool = True) -> Scene:
    return lambda cast: Sent(who, address, fields, tells, keyed)


def _newcomer(cast: Cast) -> tuple[int, int]:
    """A head is followed by another, who finds one promise: post and promise."""
    new = NewPromise("letter", "a letter", cast.party("zrzy"), date(2026, 3, 2), term=300)
    promise = verbs.promise(new, by=cast.law, at=at("2026-03-02"))
    post = posts(cast.where)["zrzy", "主要负责人"]
    cast.persons["newcomer"] = handover.change_holder(
        post, new=Newcomer("陆衡", DAY), by=cast["leader"], at=at("2026-11-20")
    )
    return post, promise


def _word(act: str, *, by_form: bool) -> Scene:
    def scene(cast: Cast) -> Sent:
        post, promise = _newcomer(cast)
        if act in ("uphold", "pass_on"):
            handover.dispute(promise, reason="not ours", by=cast["newcomer"], at=at("2026-11-20", "10:00"))
        who = "newcomer" if act in ("acknowledge", "dispute") else "leader"
        told: dict[str, Any] = {"promise": promise} | ({} if act == "acknowledge" else {"reason": "a reason"})
        if by_form:
            return Sent(who, f"/handover/{post}/", {**told, "act": act})
        told |= {"to": "fgw"} if act == "pass_on" else {}
        return Sent(who, f"/api/handover/{post}/{act}", told)

    return scene


def _named(address: str) -> Scene:
    def scene(cast: Cast) -> Sent:
        post = posts(cast.where)["zrzy", "主要负责人"]
        return Sent("leader", address, {"post": post, "name": "陆衡", "from_on": "2026-11-20"})

    return scene


def _work(address: str, *, stopped: bool) -> Scene:
    def scene(cast: Cast) -> Sent:
        job = queue.ask("verify", by=cast["leader"], at=real_now())
        if stopped:
            queue.stop(job, by=cast["leader"], at=real_now())
        return Sent("leader", address.format(job), {}, tells=False)

    return scene


SCENES: dict[str, Scene] = {
    **{f"cases/<str:number>/{verb}/": _by_form(verb) for verb in CASE_VERBS},
    **{f"api/cases/<number>/{verb}": _by_program(verb) for verb in CASE_VERBS},
    "apply/": _plain("F06", "/apply/", APPLICATION),
    "receive/": _plain("window", "/receive/", {**APPLICATION, "applicant": "F06"}),
    "api/cases": _plain("window", "/api/cases", {**APPLICATION, "applicant": "F06"}),
    "password/": _plain("zrzy", "/password/", NEW_PASSWORD),
    "keys/": _plain("zrzy", "/keys/", {**NEW_KEY, "scopes": "read write"}),
    "keys/<int:key>/revoke": _revoked("/keys/{}/revoke"),
    "api/tokens": _plain("zrzy", "/api/tokens", {**NEW_KEY, "scopes": ["read"]}),
    "api/tokens/<token>/revoke": _revoked("/api/tokens/{}/revoke"),
    "demo/day": _plain("leader", "/demo/day", {"back": "/", "on": "2026-11-20"}),
    "api/demo/day": _plain("leader", "/api/demo/day", {"on": "2026-11-20"}),
    "handover/": _named("/handover/"),
    "api/handover": _named("/api/handover"),
    "handover/<int:post>/": _word("dispute", by_form=True),
    **{
        f"api/handover/<int:post>/{act}": _word(act, by_form=False)
        for act in ("acknowledge", "dispute", "uphold", "pass_on")
    },
    "jobs/": _plain("leader", "/jobs/", {"kind": "verify"}, tells=False),
    "api/jobs": _plain("leader", "/api/jobs", {"kind": "verify"}, tells=False),
    "jobs/<int:job>/stop": _work("/jobs/{}/stop", stopped=False),
    "jobs/<int:job>/again": _work("/jobs/{}/again", stopped=True),
    "api/jobs/<int:job>/stop": _work("/api/jobs/{}/stop", stopped=False),
    "api/jobs/<int:job>/again": _work("/api/jobs/{}/again", stopped=True),
    **resolved_acts.SCENES,
    **catalogue_acts.SCENES,
    **plan_acts.SCENES,
    **register_acts.SCENES,
    "look": _plain("zrzy", "/look", {"language": "en", "back": "/"}, tells=False, keyed=False),
    "signin/": _plain("zrzy", "/signin/", {"username": "zrzy", "password": PASSWORD}, tells=False, keyed=False),
    "signout": _plain("zrzy", "/signout", {}, tells=False, keyed=False),
}
