"""The door of an operation: a session of the screens or a key for programs, and the policy that says who may pass."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import APIKeyCookie

from luodi.spine.people.tokens import SCOPES, token_of

READING = ("GET", "HEAD")


class BeyondScope(Exception):
    """A key for programs was shown that does not reach so far; `scope` is what it lacks, "" where none would do."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope


class Door(APIKeyCookie):
    """Lets in whom `policy` names; the operation finds what `sit` makes of the request as `request.auth`.

    Writes of a session carry the token against forged requests, as forms do; a key for programs needs none, and acts
    from its owner's seat within its scopes. `sit` raises NotYours for a role not named. `programs` False: for a person
    at the screen alone.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, policy: str, sit: Callable[[HttpRequest, str], Any], *, programs: bool = True) -> None:
        self.policy, self.sit, self.programs = policy, sit, programs
        super().__init__()

    def __call__(self, request: HttpRequest) -> Any:
        """Whoever shows a key is judged by the key, whatever session stands beside it."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._by_token(request, secret.strip())
        if not request.user.is_authenticated or request.user.must_change:
            return None
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return self.sit(request, self.policy)

    def _by_token(self, request: HttpRequest, secret: str) -> Any:
        found = token_of(secret)
        if found is None:
            return None
        token, request.user = found
        if not token.stands(self.sit(request, "seated").on):
            return None
        if not self.programs:
            raise BeyondScope("")
        if (scope := scope_of(request.method or "")) not in token.scopes:
            raise BeyondScope(scope)
        return self.sit(request, self.policy)


class Open(Door):
    """Lets in anybody: for what a county tells everybody. The operation finds no one as `request.auth`."""

    def __init__(self) -> None:
        super().__init__("anybody", lambda request, policy: None)

    def __call__(self, request: HttpRequest) -> Any:
        return True


def scope_of(method: str) -> str:
    """What a key must be allowed for a method."""
    return SCOPES[method not in READING]


def doors(api: NinjaAPI) -> dict[str, Door]:
    """The door of each operation by `METHOD path`. ValueError for one that has none."""
    found: dict[str, Door] = {}
    for router in api._get_bound_routers():  # as they are mounted: what a router declares stands on its operations
        for path, view in router.path_operations.items():
            for operation in view.operations:
                hung = [door for door in operation.auth_callbacks if isinstance(door, Door)]
                if len(hung) != 1:
                    raise ValueError(f"{path} declares no policy")
                found |= {f"{method} {router.prefix}{plain(path)}": hung[0] for method in operation.methods}
    return found


def plain(path: str) -> str:
    """A path as its description has it: `{int:post}` is `{post}`."""
    return re.sub(r"{[^}:]+:", "{", path)


def policies(api: NinjaAPI) -> dict[str, str]:
    """The policy of each operation by `METHOD path`."""
    return {operation: door.policy for operation, door in doors(api).items()}
