"""SQLite's schema editor, which tells."""

from typing import Any

from django.db.backends.sqlite3 import schema

from luodi.db.schema import TellingSchema


class DatabaseSchemaEditor(TellingSchema, schema.DatabaseSchemaEditor):  # type: ignore[misc]
    """Remakes a table by its own calls: the outermost tells; a constraint that comes or goes has nothing to tell."""

    def _remake_table(self, *args: Any, **options: Any) -> None:
        self._depth += 1
        try:
            super()._remake_table(*args, **options)  # type: ignore[misc]
        finally:
            self._depth -= 1
