"""SQLite that tells: Django's own backend with our writing compilers and a ledger."""

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations as SqliteOperations

from luodi.db.sqlite.schema import DatabaseSchemaEditor
from luodi.db.telling import Telling


class DatabaseOperations(SqliteOperations):
    compiler_module = "luodi.db.sqlite.compiler"


class DatabaseWrapper(Telling, base.DatabaseWrapper):
    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
