"""PostgreSQL's schema editor, which tells."""

from typing import Self

from django.db.backends.postgresql import schema

from luodi.db.schema import TellingSchema


class DatabaseSchemaEditor(TellingSchema, schema.DatabaseSchemaEditor):
    """Asks waiting constraints first: a table with rows just written cannot be altered in one transaction otherwise."""

    def __enter__(self) -> Self:
        if self.connection.in_atomic_block:
            self.connection.check_constraints()
        super().__enter__()
        return self
