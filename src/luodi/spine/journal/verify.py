"""Verify: replay the journal, compare it with every business table, recompute every leaf."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import Model

from luodi.db.told import told_tables, untold_tables
from luodi.db.values import told_fields, told_row
from luodi.kernel.fold import Difference, Row, State, differences, fold
from luodi.kernel.merkle import leaf_hash
from luodi.spine.journal.models import Entry
from luodi.spine.journal.record import leaf_text


class Verdict(NamedTuple):
    """What was compared and what disagreed."""

    facts: int
    covered: list[str]
    not_covered: dict[str, str]
    differences: list[Difference]

    @property
    def clean(self) -> bool:
        return not self.differences


Check = Callable[[], Iterator[Difference]]
_CHECKS: list[Check] = []


def also(check: Check) -> Check:
    """Register what a room promises about its own rows, to be verified with the journal."""
    _CHECKS.append(check)
    return check


def verify() -> Verdict:
    """Compare everything. Reads the whole journal once."""
    wrong: list[Difference] = []
    facts = 0
    state: State = {}
    for entry in Entry.objects.everywhere("verify").order_by("id").iterator(chunk_size=2000):
        facts += 1
        if bytes(entry.leaf) != leaf_hash(leaf_text(entry)):
            wrong.append(Difference("journal_entry", entry.pk, "leaf", "does not match", "its own content"))
        state = fold(json.loads(entry.rows), state)
    tables = told_tables()
    for name, model in tables.items():
        wrong += differences(name, _stored(model), state.get(name, {}))
    wrong += [d for name in state.keys() - tables.keys() for d in _foreign(name, state)]
    for check in _CHECKS:
        wrong += check()
    return Verdict(facts, sorted(tables), untold_tables(), wrong)


def _stored(model: type[Model]) -> Iterator[tuple[Any, Row]]:
    """Every row of a table in the form facts have."""
    pk = model._meta.pk
    fields = [pk, *(f for f in model._meta.local_concrete_fields if f is not pk)]
    columns = [f.column for f in told_fields(fields)[1:] if f.column]
    rows = model._base_manager.values_list(*(f.attname for f in fields))
    for row in rows.iterator(chunk_size=2000):
        key, *values = told_row(fields, row)
        yield key, dict(zip(columns, values, strict=True))


def _foreign(table: str, state: State) -> Iterator[Difference]:
    """Rows the journal tells of a table that is not there any more."""
    return (Difference(table, key, "", "no such table", "present") for key in state[table])
