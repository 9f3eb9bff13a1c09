"""Which tables are business tables: those whose every change must be told to the journal.

A model of ours is told unless it says why not in `untold`; tables of other people's apps are never told.
"""

from functools import lru_cache

from django.apps import apps
from django.db.models import Model

AT_A_MIGRATION = "__fake__"  # the module Django gives a model it builds from migrations


def untold_reason(model: type[Model]) -> str:
    """Why changes of this table carry no fact; empty for a business table."""
    if not model.__module__.startswith("luodi."):
        return "belongs to " + model._meta.app_config.name if model._meta.app_config else "belongs to another app"
    return str(getattr(model, "untold", ""))


def is_told(model: type[Model]) -> bool:
    """Whether changes of this table are told; asked also of a model as it stood at a migration."""
    if model.__module__ != AT_A_MIGRATION:
        return not untold_reason(model)
    app = apps.app_configs.get(model._meta.app_label)
    named = model._meta.auto_created is False and model._meta.db_table not in untold_tables()
    return named and app is not None and app.name.startswith("luodi.")


@lru_cache(maxsize=1)
def told_tables() -> dict[str, type[Model]]:
    """Business tables by name, in the order of their apps."""
    return {m._meta.db_table: m for m in apps.get_models() if not untold_reason(m)}


@lru_cache(maxsize=1)
def untold_tables() -> dict[str, str]:
    """Tables that no fact covers, each with its reason."""
    return {m._meta.db_table: reason for m in apps.get_models() if (reason := untold_reason(m))}
