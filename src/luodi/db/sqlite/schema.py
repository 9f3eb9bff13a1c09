"""SQLite's schema editor, which tells."""

from django.db.backends.sqlite3 import schema

from luodi.db.schema import TellingSchema


class DatabaseSchemaEditor(TellingSchema, schema.DatabaseSchemaEditor):
    """Remakes a table by its own calls: the outermost tells."""
