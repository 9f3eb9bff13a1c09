"""The door of an operation: the session of the screens and the policy that says who may come in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import APIKeyCookie


class Door(APIKeyCookie):
    """Lets in whom `policy` names; the operation finds what `sit` makes of the request as `request.auth`.

    Writes carry the token against forged requests, as forms do. `sit` raises NotYours for a role not named.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, policy: str, sit: Callable[[HttpRequest, str], Any]) -> None:
        self.policy, self.sit = policy, sit
        super().__init__()

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return self.sit(request, self.policy) if request.user.is_authenticated else None


def policies(api: NinjaAPI) -> dict[str, str]:
    """The policy of each operation by `METHOD path`. ValueError for one that declares none."""
    found: dict[str, str] = {}
    for router in api._get_bound_routers():  # as they are mounted: what a router declares stands on its operations
        for path, view in router.path_operations.items():
            for operation in view.operations:
                doors = [door for door in operation.auth_callbacks if isinstance(door, Door)]
                if len(doors) != 1:
                    raise ValueError(f"{path} declares no policy")
                found |= {f"{method} {router.prefix}{path}": doors[0].policy for method in operation.methods}
    return found
