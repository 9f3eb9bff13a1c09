"""Who may come in stands on every address of the API, and holds."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from ninja import NinjaAPI, Router

from luodi.api.doors import Door, policies
from luodi.config import api
from luodi.web.doors import POLICIES, sit
from tests.api.asking import reasons
from tests.support.cast import Cast


def test_every_address_declares_one_of_the_policies() -> None:
    declared = {str(pattern.pattern): pattern.callback.policy for pattern in api.urls[0]}
    assert set(declared.values()) <= set(POLICIES)
    assert declared[""] == "anybody"
    assert [path for path, policy in declared.items() if policy == "anybody"] == ["plan", "", "<path:rest>"]
    assert declared["board"] == "staff"


def test_the_table_of_operations_holds_each_verb_once() -> None:
    assert len(api.POLICIES) >= 30
    assert api.POLICIES["POST /tokens"] == "seated"
    assert api.POLICIES["GET /board"] == "staff"
    assert api.POLICIES["POST /cases/{number}/grant"] == "seated"


@pytest.fixture
def plain() -> Callable[[Router], NinjaAPI]:
    def made(router: Router) -> NinjaAPI:
        found = NinjaAPI(urls_namespace="of-a-test")
        found.add_router("", router)
        return found

    return made


def test_an_operation_without_a_policy_is_not_mounted(plain: Callable[[Router], NinjaAPI]) -> None:
    open_door, router = Router(), Router(auth=Door("staff", sit))

    @open_door.get("/secret")
    def secret(request: HttpRequest) -> str:
        return "everything"

    @router.get("/ours")
    def ours(request: HttpRequest) -> str:
        return "ours"

    with pytest.raises(ValueError, match="/secret declares no policy"):
        policies(plain(open_door))
    assert policies(plain(router)) == {"GET /ours": "staff"}


@pytest.mark.django_db
def test_without_a_session_nothing_is_told() -> None:
    for operation in sorted(api.POLICIES):
        if api.POLICIES[operation] == "anybody":
            continue
        method, path = operation.split(" ")
        address = "/api" + re.sub(r"{\w+}", "1", path)
        answer = Client().generic(method, address, "{}", content_type="application/json")
        assert (operation, answer.status_code) == (operation, 401)
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="luodi"'
        assert json.loads(answer.content)["title"]
        assert set(json.loads(answer.content)) == {"type", "status", "title", "reasons"}


def test_what_went_wrong_inside_is_told_to_a_program_in_its_own_way() -> None:
    told, shown = (api.failed(RequestFactory().get(path)) for path in ("/api/cases", "/cases/1/"))
    assert (told.status_code, told.headers["Content-Type"]) == (500, "application/problem+json")
    assert json.loads(told.content)["status"] == 500
    assert (shown.status_code, shown.headers["Content-Type"]) == (500, "text/html; charset=utf-8")


def test_no_write_takes_a_field_that_nobody_knows() -> None:
    described = json.loads(json.dumps(api.api.get_openapi_schema(path_prefix="api/"), default=str))
    known, seen = described["components"]["schemas"], set[str]()

    def within(node: Any) -> Iterator[str]:
        for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from within(part)
        to = node.get("$ref", "").rpartition("/")[2] if isinstance(node, dict) else ""
        if to and to not in seen:
            seen.add(to)
            yield to
            yield from within(known[to])

    bodies = [way.get("requestBody", {}) for path in described["paths"].values() for way in path.values()]
    told = list(within(bodies))
    assert len(told) > 30 and {"Part", "TriggerClause"} <= set(told)
    assert [name for name in told if known[name].get("additionalProperties") is not False] == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/docs", "/api/openapi.json"])
def test_the_description_is_behind_the_sign_in(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/signin/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/", "/api/nowhere", "/api/tokens/none/revoke/more", "/api/jobs/%0A1"])
def test_what_is_no_address_says_so_as_the_api_does(address: str) -> None:
    answer = Client().get(address)
    assert reasons(answer, 404) == []
    assert answer.content == Client(enforce_csrf_checks=True).post(address).content


def test_the_description_needs_no_other_host(cast: Cast) -> None:
    page = cast.client("F06").get("/api/docs").content.decode()
    assert "/static/ninja/swagger-ui-bundle.js" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_description_holds_every_operation(cast: Cast) -> None:
    described = cast.client("zrzy").get("/api/openapi.json").json()
    paths = {path.removeprefix("/api"): one for path, one in described["paths"].items()}
    assert {f"{method.upper()} {path}" for path, one in paths.items() for method in one} == set(api.POLICIES)
    grant = described["paths"]["/api/cases/{number}/grant"]["post"]
    assert "Idempotency-Key" in [parameter["name"] for parameter in grant["parameters"]]
    body = described["components"]["schemas"]["Grant"]
    assert {"version", "document"} == set(body["required"])
    assert grant["summary"].startswith("Grant and close")
