"""What an address may ask: a parameter no operation knows is refused, as a field no body has is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation


def refuse_unknown(api: NinjaAPI) -> None:
    """Let every operation refuse what it would leave unread; whoever may not come in is told that first."""
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                operation.view_func = _strict(operation.view_func, _known(operation))


def _known(operation: Operation) -> frozenset[str]:
    queries = (model for model in operation.models if model.__ninja_param_source__ == "query")
    return frozenset(name for model in queries for name in model.__ninja_flatten_map__)


def _strict(view: Callable[..., Any], known: frozenset[str]) -> Callable[..., Any]:
    @wraps(view)
    def enter(request: HttpRequest, **values: Any) -> Any:
        if unknown := [name for name in request.GET if name not in known]:
            raise ValidationError([{"type": "unknown_parameter", "loc": ("query", name[:40])} for name in unknown[:20]])
        return view(request, **values)

    return enter
