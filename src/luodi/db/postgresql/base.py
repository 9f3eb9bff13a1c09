"""PostgreSQL that tells: Django's own backend with our writing compilers and a ledger."""

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations

from luodi.db.postgresql.schema import DatabaseSchemaEditor
from luodi.db.telling import Telling


class DatabaseOperations(PostgresOperations):
    compiler_module = "luodi.db.postgresql.compiler"


class DatabaseWrapper(Telling, base.DatabaseWrapper):
    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
