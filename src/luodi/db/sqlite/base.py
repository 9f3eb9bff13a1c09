"""SQLite that tells and takes turns: Django's own backend with our writing compilers, a ledger and fair writers."""

import sqlite3
from datetime import date, datetime
from functools import lru_cache

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations as SqliteOperations
from django.utils.dateparse import parse_date, parse_datetime

from luodi.db.sqlite.schema import DatabaseSchemaEditor
from luodi.db.sqlite.turns import InTurn
from luodi.db.telling import Telling

DAYS_KEPT = 16384


@lru_cache(DAYS_KEPT)
def _day(stored: bytes) -> date | None:
    return parse_date(stored.decode())


@lru_cache(DAYS_KEPT)
def _instant(stored: bytes) -> datetime | None:
    return parse_datetime(stored.decode())


sqlite3.register_converter("date", _day)  # as Django reads them, but each once: a list has the same days in many rows
sqlite3.register_converter("datetime", _instant)


class DatabaseOperations(SqliteOperations):
    compiler_module = "luodi.db.sqlite.compiler"


class DatabaseWrapper(Telling, InTurn, base.DatabaseWrapper):
    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
