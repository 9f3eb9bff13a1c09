"""The description of the API for programs, whole: what each operation asks for, answers and refuses."""

from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from luodi.api.doors import Door, doors, scope_of

Node = dict[str, Any]

PROBLEM: Node = {
    "type": "object",
    "description": "What stands against a request (RFC 9457), in the reader's language",
    "required": ["type", "status", "title", "reasons"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string", "description": "what kind of thing it is"},
        "reasons": {"type": "array", "items": {"type": "string"}, "description": "sentences a citizen could read"},
        "conflict": {"$ref": "#/components/schemas/Conflict"},
        "fields": {"type": "array", "items": {"$ref": "#/components/schemas/FieldProblem"}},
    },
    "additionalProperties": False,
}
CONFLICT: Node = {
    "type": "object",
    "description": "Who changed the case meanwhile; all but `version` null where it is the office's own",
    "required": ["version", "by", "at", "fact"],
    "properties": {
        "version": {"type": "integer"},
        "by": {"type": ["string", "null"]},
        "at": {"type": ["string", "null"], "format": "date-time"},
        "fact": {"type": ["string", "null"]},
    },
    "additionalProperties": False,
}
FIELD: Node = {
    "type": "object",
    "required": ["where", "what", "code"],
    "properties": {name: {"type": "string"} for name in ("where", "what", "code")},
    "additionalProperties": False,
}
AGAINST = {
    "400": "The body is no JSON",
    "401": "No session and no key that is still good",
    "403": "A key whose scopes do not reach so far, or a session's write without the token against forged requests",
    "404": "Not there, or not yours: one answer",
    "409": "Somebody acted on the case since it was read at this version",
    "413": "More than one request may hold",
    "422": "A rule says no, or what was sent cannot be read; or the one-time key came before with other content",
}
SESSION, BEARER = "session", "bearer"
EXAMPLES: dict[str, Any] = {
    "Idempotency-Key": "grant-ZRZY-2026-0007-1",
    "number": "ZRZY-2026-0007",
    "limit": 20,
    "offset": 0,
    "on": "2026-11-20",
    "whose": "all",
    "figure": "open_late",
    "light": "overdue",
    "ball": "zrzy",
    "by": "department",
    "kind": "department",
    "code": "B01",
}


class Described(NinjaAPI):
    """A ninja API whose description leaves nothing out."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        root, hung = self.get_root_path(options.get("path_params") or {}), doors(self)
        for path, methods in schema["paths"].items():
            short = "/" + path.removeprefix(f"/{root.strip('/')}/")
            for method, operation in methods.items():
                _complete(operation, hung[f"{method.upper()} {short}"], method.upper())
        components = schema["components"]
        components["schemas"] |= {"Problem": PROBLEM, "Conflict": CONFLICT, "FieldProblem": FIELD}
        components["securitySchemes"] = {
            SESSION: {
                "type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME,
                "description": "The session of the screens; a write sends the cookie csrftoken as X-CSRFToken too",
            },
            BEARER: {"type": "http", "scheme": "bearer", "description": "A key for programs, within its scopes"},
        }  # fmt: skip
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The room and the name of its function."""
        view = operation.view_func
        return f"{view.__module__.split('.')[2]}_{view.__name__}"


def _complete(operation: Node, door: Door, method: str) -> None:
    """Problems, heads, who may come in, and an example for every place in the address."""
    operation["security"] = [{SESSION: []}, {BEARER: []}] if door.programs else [{SESSION: []}]
    needs = f"Needs a key with the scope `{scope_of(method)}`." if door.programs else "Not for keys: sign in."
    operation["description"] = f"{operation.get('description', '')}\n\nOpen to: {door.policy}. {needs}".strip()
    for parameter in operation["parameters"]:
        if parameter["name"] in EXAMPLES or parameter["schema"].get("type") == "integer":
            parameter["example"] = EXAMPLES.get(parameter["name"], 1)
    answers = operation["responses"]
    for status in _against(operation):
        answers[status] = {
            "description": AGAINST[status],
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    answers["401"]["headers"] = {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}}
    for status, answer in answers.items():
        if str(status).startswith("2") and answer.get("content", {}).get("application/json", {}).get("schema") == DONE:
            answer["headers"] = {"Location": {"required": True, "schema": {"type": "string"}}}


DONE = {"$ref": "#/components/schemas/Done"}


def _against(operation: Node) -> list[str]:
    found = ["401", "403", "404", "422"]
    if "requestBody" in operation:
        found += ["400", "409", "413"]
    return found
