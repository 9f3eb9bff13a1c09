"""The API does what its description says, whatever it is asked: a small, seeded part of `python -m tools.fuzz`."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from ninja import Schema

from luodi.config.api import POLICIES, api
from tests.support.cast import Demo
from tools.fuzz import fuzz, seats

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")  # of the library alone
ANSWERED = {"401", "403", "404"}
WRITES = {"400", "409", "413", "422"}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return dict(json.loads(json.dumps(api.get_openapi_schema(path_prefix="api/"), default=str)))


@pytest.mark.usefixtures("connection_kept")
def test_what_is_asked_is_answered_as_described(demo: Demo) -> None:
    found = fuzz(seats(("window", "F06")), examples=2, seed=20261120)
    assert not found.findings, "\n\n".join(found.findings)
    asked = {label.replace("/api", "", 1) for label, _status in found.answers}
    assert asked == set(POLICIES)
    assert {status for _label, status in found.answers} <= {200, 201, 400, 401, 403, 404, 409, 413, 422}
    assert sum(times for (_label, status), times in found.answers.items() if status == 200) > 50


def test_the_description_is_valid(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    loaded = schemathesis.openapi.from_dict(described)
    assert not [result.err() for result in loaded.get_all_operations() if not hasattr(result.ok(), "label")]
    loaded.validate()


def _shapes(of: type[Schema]) -> Iterator[type[Schema]]:
    for shape in of.__subclasses__():
        yield shape
        yield from _shapes(shape)


def test_no_two_shapes_have_one_name() -> None:
    """The description knows a shape by its name alone: of two, one would be told for both."""
    named = Counter(shape.__name__ for shape in set(_shapes(Schema)) if shape.__module__.startswith("luodi."))
    assert not [name for name, times in named.items() if times > 1]


def test_every_operation_is_whole(described: dict[str, Any]) -> None:
    assert set(described["components"]["securitySchemes"]) == {"session", "bearer"}
    seen: set[str] = set()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"] and operation["description"] and operation["tags"], where
            assert operation["security"][0] == {"session": []}, where
            assert operation["operationId"] not in seen, where
            seen.add(operation["operationId"])
            for parameter in operation["parameters"]:
                if parameter["in"] != "query" or parameter["name"] in ("limit", "offset"):
                    assert "example" in parameter, (where, parameter["name"])
            answers = set(operation["responses"])
            assert answers >= (ANSWERED | WRITES if method == "post" else ANSWERED), where
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"], where
            if method == "post":
                assert any(parameter["name"] == "Idempotency-Key" for parameter in operation["parameters"]), where
