"""Every route of the resolver, what a stranger may send to it, and what the reviewed policy says of it."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.urls import URLPattern, URLResolver, get_resolver

from luodi.api.sheets import SheetBody
from luodi.api.writing import Nothing
from luodi.config import demo
from luodi.slices.approvals.endpoints import acts
from luodi.slices.approvals.rules import PHASES
from luodi.slices.county.endpoints import handover, jobs, tokens
from luodi.slices.items import endpoints as items
from luodi.slices.matters.endpoints import acts as matters
from luodi.slices.meetings.endpoints import acts as meetings
from luodi.slices.meetings.rules import acts as resolved
from luodi.slices.plans.endpoints import projects as plans
from luodi.slices.projects import endpoints as projects
from luodi.spine.people.reads import places, posts

POLICY: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("policy.yml").read_text("utf-8"))
SENT = {  # everything a verb may ask for, so that nothing but the seat stands against it
    "document": "n 1", "reason": "a reason", "agency": "fgw", "items": "map", "procedure": "hearing",
    "until": "2026-12-01", "held_by": "tp", "to": "fgw", "days": "5", "text": "a note", "note": "a note",
    "overrun_reason": "the flood", "matter": "A20", "applicant": "F06", "about": "a yard", "back": "/",
    "from_place": "1", "to_place": "2", "ordinal": "1", "title": "a title", "owner": "fgw", "due_on": "2026-12-01",
    "scope": "all of it", "before": "this", "after": "that", "authority": "the body", "effect": "seen",
    "language": "en", "name": "a report", "scopes": "read", "expires_on": "2026-12-31", "on": "2026-11-20",
     "username": "nobody", "password": "wrong", "post": 1, "promise": 1, "act": "acknowledge",
    "kind": "seal", "from_on": "2026-11-24",
}  # fmt: skip

OTHERS = {"api/tokens": tokens.Make, "api/tokens/<token>/revoke": Nothing, "api/demo/day": demo.GoOn,
          "api/handover": handover.Name, "api/handover/<int:post>/acknowledge": handover.Acknowledge,
          "api/handover/<int:post>/dispute": handover.Dispute, "api/handover/<int:post>/uphold": handover.Uphold,
          "api/handover/<int:post>/pass_on": handover.PassOn, "api/jobs": jobs.Ask,
          "api/jobs/<int:job>/stop": Nothing, "api/jobs/<int:job>/again": Nothing}  # fmt: skip


OTHERS |= {"api/meetings": meetings.Type}
OTHERS |= {f"api/meetings/<number>/{verb}": told for verb, (told, _) in meetings.ON_MINUTE.items()}
OTHERS |= {f"api/resolved/<number>/{verb}": told for verb, (told, _) in meetings.ON_MATTER.items()}
OTHERS |= {"api/catalogue/versions": matters.SetOverlay}
OTHERS |= {"api/projects/<number>/proposals": plans.ProposeStart, "api/projects/<number>/answers": plans.Answered,
           "api/projects/<number>/renew": plans.Renew, "api/projects/<number>/link": Nothing}  # fmt: skip
OTHERS |= {"api/projects/<number>/register": projects.Change, "api/projects/<number>/works": projects.ChangeWorks}
OTHERS |= {"api/projects/new": projects.NewProject, "api/projects/<number>/drop": projects.Drop,
           "api/ledger": SheetBody, "api/items/list": items.ListBody}  # fmt: skip
MINUTE, MATTER = "县政府常务会议纪要〔2026〕17号", "县政府常务会议纪要〔2026〕17号-6"  # of others, as the case is


class Route(NamedTuple):
    """A pattern of the resolver; several methods of the API share one address."""

    pattern: str
    policy: str | None


def routes() -> dict[str, Route]:
    """Every address by its pattern."""
    found: dict[str, Route] = {}
    for pattern, view in _walk(get_resolver().url_patterns, ""):
        policy = getattr(view, "policy", None)
        known = found.setdefault(pattern, Route(pattern, policy))
        assert known.policy == policy, f"{pattern}: one address, two policies"
    return found


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Any]]:
    for each in patterns:
        whole = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield whole, each.callback
        else:
            yield from _walk(each.url_patterns, whole)


def addresses(pattern: str, number: str, key: int) -> list[str]:
    """A pattern with a case and a file in it; one address for each verb."""
    if number != "C99":
        number = MINUTE if "minutes/" in pattern or "api/meetings" in pattern else number
        number = MATTER if "meetings/matters/" in pattern or "api/resolved" in pattern else number
    filled = pattern.replace("<str:number>", number).replace("<number>", number).replace("<int:key>", str(key))
    if "<int:post>" in filled:
        filled = filled.replace("<int:post>", str(_post(number)))
    filled = filled.replace("<key>", str(key)).replace("<token>", str(key)).replace("<path:rest>", "nowhere")
    filled = filled.replace("<int:job>", "1").replace("<str:key>", "F06")
    filled = filled.replace("<str:code>", "B01").replace("<code>", "B01")
    filled = filled.replace("<str:kind>/<path:key>", "firm/F06")
    filled = filled.replace("<int:ordinal>", "1")
    if "<str:verb>" in filled:
        verbs = {"meetings/minutes": resolved.MINUTE_VERBS, "meetings/matters": tuple(resolved.PHASES)}
        named = verbs.get("/".join(pattern.split("/")[:2]), tuple(PHASES))
        return [f"/{filled.replace('<str:verb>', verb)}" for verb in (*named, "jump")]
    assert "<" not in filled, f"{pattern}: say here what stands in its place"
    return [f"/{filled}"]


def _post(number: str) -> int:
    """A post of the department that has the case; of a case that is not there, a post that is not there."""
    key = next(pk for (party, _), pk in posts(places()[0]).items() if party == "zrzy")
    return 999_999 if number == "C99" else key


def form(version: int) -> dict[str, Any]:
    """A form whole and fresh."""
    return SENT | {"key": uuid.uuid4().hex, "seen": str(version)}


def body(pattern: str, version: int) -> dict[str, Any]:
    """What an operation of the API asks for, whole."""
    verb = pattern.rpartition("/")[2]
    schema = OTHERS.get(pattern) or (acts.VERBS[verb][0] if verb in acts.VERBS else acts.Enter)
    files = [{"name": "a.txt", "content": "YSBtYXA="}]
    sent = SENT | {"version": version, "days": 5, "items": ["map"], "files": files, "project": "", "scopes": ["read"]}
    own = {"sets": "committed_days", "matter": "B01", "to": 5, "source": "n 1"}
    sent |= {"parts": [], "supporting": [], "changes": [own] if schema is matters.SetOverlay else {}}
    sent |= {"answers": {"land_mode": "granted"}} if schema is plans.Answered else {}
    sent |= {"number": "W1"} if schema is projects.ChangeWorks else {}
    sent |= {"file": files[0]} if issubclass(schema, SheetBody) else {}
    return {name: sent[name] for name in schema.model_fields if name in sent}
