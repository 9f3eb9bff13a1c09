"""The compilers of this engine; the writing ones tell."""

from django.db.models.sql import compiler
from django.db.models.sql.compiler import SQLAggregateCompiler, SQLCompiler

from luodi.db.compiler import TellingDelete, TellingInsert, TellingUpdate

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]


class SQLInsertCompiler(TellingInsert, compiler.SQLInsertCompiler):  # type: ignore[misc]
    """INSERT that tells every column of every new row."""


class SQLUpdateCompiler(TellingUpdate, compiler.SQLUpdateCompiler):  # type: ignore[misc]
    """UPDATE that tells the key and the columns it set."""


class SQLDeleteCompiler(TellingDelete, compiler.SQLDeleteCompiler):  # type: ignore[misc]
    """DELETE that tells which rows are gone."""
