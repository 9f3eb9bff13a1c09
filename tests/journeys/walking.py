"""Asking at every address: patterns filled with keys, everything an answer says, pages walked by their links."""

import json
import os
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import product
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from luodi.slices.approvals.rules import PHASES
from luodi.slices.meetings.rules import acts
from tests.journeys.routes import body, form
from tests.support.cast import held_in

LEFT_OUT = ("date", "set-cookie", "content-length")
VERBS = {"meetings/minutes": acts.MINUTE_VERBS, "meetings/matters": tuple(acts.PHASES), "cases": tuple(PHASES)}
ENOUGH = 2  # pages of one route that are reached by links alone
WHOLE = os.environ.get("LUODI_WHOLE") == "1"  # each role at each address; else they share them, and none is left out


def share(starts: Sequence[Any], turn: int, of: int) -> Sequence[Any]:
    """What one of several asks, so that together they ask everything; all of it where the whole is wanted."""
    return starts if WHOLE else starts[turn % of :: of]


def keys_in(pattern: str) -> dict[str, str]:
    """What stands in a pattern's places, as the name of the keys that go there."""
    about = next((name for part, name in ABOUT if pattern.startswith(part)), "")
    file = "papers" if about == "matters" else "tokens" if pattern.startswith("keys/") else "files"
    file = "sheets" if "/import/" in pattern else file
    places = {
        "<str:number>": about, "<number>": about, "<int:key>": file, "<key>": file, "<token>": "tokens",
        "<int:post>": "posts", "<int:job>": "jobs", "<str:kind>/<path:key>": "subjects",
        "<str:key>": "firms",
    }  # fmt: skip
    return {place: name for place, name in places.items() if place in pattern}


ABOUT = (("meetings/minutes", "minutes"), ("api/meetings", "minutes"), ("meetings/matters", "matters"),
         ("api/resolved", "matters"), ("cases", "cases"), ("api/cases", "cases"),
         ("projects/<", "projects"), ("api/projects/<", "projects"))  # fmt: skip


def addresses(pattern: str, keys: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """A pattern with these keys in its places, and the keys that stand there; one address for each verb."""
    places = keys_in(pattern)
    verbs = next((named for part, named in VERBS.items() if pattern.startswith(part)), ())
    for chosen in product(*(keys[name] for name in places.values())):
        filled = pattern.replace("<int:ordinal>", "1").replace("<path:rest>", "nowhere")
        filled = filled.replace("<str:code>", "C08").replace("<code>", "C08")  # both catalogues have it
        for place, key in zip(places, chosen, strict=True):
            filled = filled.replace(place, quote(key))
        for verb in (*verbs, "jump") if "<str:verb>" in filled else ("",):
            whole = filled.replace("<str:verb>", verb)
            assert "<" not in whole, f"{pattern}: say here what stands in its place"
            yield f"/{whole}", list(chosen)


def said(answer: HttpResponse) -> str:
    """All an answer says, head and body, but for what is new in each answer."""
    held = held_in(answer)
    heads = [f"{name}: {value}" for name, value in answer.headers.items() if name.lower() not in LEFT_OUT]
    told = [cookie.value.partition(":")[0] for name, cookie in answer.cookies.items() if name == "messages"]
    whole = "\n".join([str(answer.status_code), *heads, held.decode(errors="replace"), *told])
    return re.sub(r'value="[\w-]{20,}"', "", unquote(unescape(whole)))


def visited(clients: Iterable[Client], starts: Iterable[str]) -> dict[tuple[int, str], str]:
    """All that is said at some addresses, and at what they link to, to each client."""
    found: dict[tuple[int, str], str] = {}
    for place, client in enumerate(clients):
        seen: Counter[str] = Counter()
        first = [start for start in starts if not place or start.startswith("/api/")]  # programs read no pages
        waiting = first.copy()
        while waiting:
            href = waiting.pop(0)
            route = _route(href)
            if (place, href) in found or (href not in first and seen[route] >= ENOUGH):
                continue
            seen[route] += 1
            found[place, href] = text = said(client.get(href))
            waiting += [urldefrag(link)[0] for link in re.findall(r'href="(/[^"]*)"', text) if "/static/" not in link]
    return found


def _route(href: str) -> str:
    try:
        return resolve(unquote(urlsplit(href).path)).route
    except Resolver404:
        return ""


def asked(client: Client, method: str, pattern: str, address: str, sent: dict[str, Any]) -> str:
    """What is answered to a read or a write, under a one-time key of its own."""
    client.cookies.pop("messages", None)
    if method == "GET":
        return said(client.get(address))
    if not pattern.startswith("api/"):
        return said(client.post(address, sent))
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    return said(client.post(address, json.dumps(sent), content_type="application/json", headers=headers))


def sent_to(pattern: str, version: int) -> dict[str, Any]:
    """A form or a body, whole and fresh."""
    return body(pattern, version) if pattern.startswith("api/") else form(version)
