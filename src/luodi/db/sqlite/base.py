"""SQLite that tells and takes turns: Django's own backend with our writing compilers, a ledger and fair writers."""

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations as SqliteOperations

from luodi.db.sqlite.schema import DatabaseSchemaEditor
from luodi.db.sqlite.turns import InTurn
from luodi.db.telling import Telling


class DatabaseOperations(SqliteOperations):
    compiler_module = "luodi.db.sqlite.compiler"


class DatabaseWrapper(Telling, InTurn, base.DatabaseWrapper):
    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
