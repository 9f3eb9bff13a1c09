"""Which tables are business tables: those whose every change must be told to the journal.

A model of ours is told unless it says why not in `untold`; tables of other people's apps are never told.
"""

from functools import lru_cache

from django.apps import apps
from django.db.models import Model


def untold_reason(model: type[Model]) -> str:
    """Why changes of this table carry no fact; empty for a business table."""
    if not model.__module__.startswith("luodi."):
        return "belongs to " + model._meta.app_config.name if model._meta.app_config else "belongs to another app"
    return str(getattr(model, "untold", ""))


@lru_cache(maxsize=1)
def told_tables() -> dict[str, type[Model]]:
    """Business tables by name, in the order of their apps."""
    return {m._meta.db_table: m for m in apps.get_models() if not untold_reason(m)}


def untold_tables() -> dict[str, str]:
    """Tables that no fact covers, each with its reason."""
    return {m._meta.db_table: reason for m in apps.get_models() if (reason := untold_reason(m))}
