"""A migration that changes tables with rows tells the journal: what the ledger heard folds to the tables there are.

Each case puts tables of its own up at a migration's state, fills them, changes them and asks the fold. None is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, migrations, models, transaction
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import F
from django.db.models.functions import Upper

from luodi.db.fields import PersonalText, Salt
from luodi.db.ledger import Unrecorded
from luodi.kernel.fold import State, differences, fold
from luodi.spine.journal.verify import stored

APP = "projects"  # of ours, so its tables are told
ROWS = 7

pytestmark = pytest.mark.django_db(transaction=True)


class Ground:
    """Two throw-away tables of one app, a plot and its lines, and the journal they have had so far."""

    def __init__(self) -> None:
        self.state = ProjectState()
        self.told: State = {}
        key = ("id", models.BigAutoField(primary_key=True))
        number, word = models.IntegerField(default=0), models.CharField(max_length=20)
        plot = [key, ("name", word), ("number", number), ("area", models.DecimalField(max_digits=9, decimal_places=3)),
                ("on", models.DateField(null=True)), ("salt", Salt())]  # fmt: skip
        self.change(migrations.CreateModel("Plot", plot))
        to_plot = models.ForeignKey(f"{APP}.plot", models.CASCADE, related_name="+")
        self.change(migrations.CreateModel("Line", [key, ("plot", to_plot), ("text", word)]))
        assert self.told == {}, "an empty table tells nothing"
        self.fill()

    def fill(self) -> None:
        plots = self.model("Plot")._base_manager.bulk_create(
            self.model("Plot")(name=f"plot {n}", number=n, area=Decimal(n) / 8, on=date(2026, 1, n + 1) if n else None)
            for n in range(ROWS)
        )
        self.model("Line")._base_manager.bulk_create(self.model("Line")(plot=p, text=str(p.number)) for p in plots)
        self.heard()

    def model(self, name: str) -> Any:
        return self.state.apps.get_model(APP, name)

    def heard(self) -> list[Any]:
        statements = connection.ledger.take()
        fold(statements, self.told)
        return statements

    def change(self, *operations: Operation) -> list[Any]:
        """One migration; answers what it told."""
        if connection.vendor == "postgresql":
            connection.check_constraints()
        with connection.schema_editor() as editor:
            for operation in operations:
                after = self.state.clone()
                operation.state_forwards(APP, after)
                operation.database_forwards(APP, editor, self.state, after)
                self.state = after
        return self.heard()

    def different(self) -> list[Any]:
        """Where the tables and what was told of them disagree."""
        found: list[Any] = []
        tables = {m._meta.db_table: m for m in self.state.apps.get_models() if m._meta.app_label == APP}
        for name, model in tables.items():
            found += differences(name, stored(model), self.told.get(name, {}))
        return [*found, *(self.told.keys() - tables.keys())]


@pytest.fixture
def ground() -> Iterator[Ground]:
    with connection.constraint_checks_disabled(), transaction.atomic():
        yield Ground()
        connection.ledger.take()
        transaction.set_rollback(True)


def _number(state_apps: Any, editor: Any) -> None:
    state_apps.get_model(APP, "Plot")._base_manager.filter(number__gt=2).update(number=F("number") * 10)


def _come_and_go(state_apps: Any, editor: Any) -> None:
    plots = state_apps.get_model(APP, "Plot")._base_manager
    plots.filter(number=1).delete()
    plots.create(name="new", number=99, area=1)


def add(name: str, field: Any, **options: Any) -> Operation:
    return migrations.AddField("Plot", name, field, **options)


def alter(name: str, field: Any) -> Operation:
    return migrations.AlterField("Plot", name, field)


WORD = models.CharField(max_length=20)
Case = tuple[Sequence[Operation], list[tuple[str, Any]]]
ADDED, NAMED, DROPPED = "column added", "column named", "column dropped"
CASES: dict[str, Callable[[], Case]] = {
    "added with one value": lambda: ([add("kind", models.CharField(max_length=9, default="a"))],
                                     [("projects_plot", ADDED)]),
    "added empty": lambda: ([add("until", models.DateField(null=True))], [("projects_plot", ADDED)]),
    "added with a value that is made": lambda: ([add("made", models.JSONField(default=list))],
                                                [("projects_plot", ADDED)]),
    "added by the database": lambda: ([add("rank", models.IntegerField(db_default=4))], [("projects_plot", ADDED)]),
    "added as an expression": lambda: (
        [add("loud", models.GeneratedField(expression=Upper("name"), output_field=WORD, db_persist=True))],
        [("projects_plot", ["loud"])]),
    "a foreign key added": lambda: (
        [add("first", models.ForeignKey(f"{APP}.line", models.CASCADE, null=True, related_name="+"))],
        [("projects_plot", ADDED)]),
    "a column named": lambda: ([migrations.RenameField("Plot", "name", "title")], [("projects_plot", NAMED)]),
    "a column named underneath": lambda: ([alter("number", models.IntegerField(default=0, db_column="no"))],
                                          [("projects_plot", NAMED)]),
    "a column dropped": lambda: ([migrations.RemoveField("Plot", "name")], [("projects_plot", DROPPED)]),
    "dropped and added anew": lambda: (
        [migrations.RemoveField("Plot", "name"), add("name", models.CharField(max_length=20, default="x"))],
        [("projects_plot", DROPPED), ("projects_plot", ADDED)]),
    "a table named": lambda: ([migrations.AlterModelTable("Plot", "projects_field")],
                              [("projects_plot", "table named")]),
    "a model named, others point to it": lambda: ([migrations.RenameModel("Plot", "Field")],
                                                  [("projects_plot", "table named")]),
    "a table dropped": lambda: ([migrations.DeleteModel("Line")], [("projects_line", "table dropped")]),
    "numbers become text": lambda: ([alter("number", models.CharField(max_length=9))],
                                    [("projects_plot", ["number"])]),
    "text becomes numbers": lambda: ([migrations.AlterField("Line", "text", models.IntegerField())],
                                     [("projects_line", ["text"])]),
    "decimals are cut": lambda: ([alter("area", models.DecimalField(max_digits=9, decimal_places=1))],
                                 [("projects_plot", ["area"])]),
    "nothing becomes a default": lambda: ([alter("on", models.DateField(default=date(2026, 5, 1)))],
                                          [("projects_plot", ["on"])]),
    "open text becomes personal": lambda: ([alter("name", PersonalText(max_length=20))],
                                           [("projects_plot", ["name"])]),
    "wider, and no value altered": lambda: ([alter("name", models.CharField(max_length=40))], []),
    "a constraint that comes and goes": lambda: (
        [migrations.AddConstraint("Plot", models.UniqueConstraint(fields=["name", "id"], name="plot_once")),
         migrations.RemoveConstraint("Plot", "plot_once")], []),
    "values written by a migration": lambda: ([migrations.RunPython(_number)], [("projects_plot", ["number"])]),
    "many at once": lambda: (
        [migrations.RunPython(_number), migrations.RenameField("Plot", "number", "no"),
         migrations.RenameModel("Plot", "Field"), migrations.AddField("Field", "kind", models.IntegerField(default=3))],
        [("projects_plot", ["number"]), ("projects_plot", NAMED), ("projects_plot", "table named"),
         ("projects_field", ADDED)]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_a_migration_does_is_told(ground: Ground, name: str) -> None:
    assert ground.different() == []
    operations, expected = CASES[name]()
    heard = ground.change(*operations)
    assert ground.different() == []
    assert [(table, columns) for table, columns, _ in heard] == expected


def test_rows_a_migration_adds_and_takes_are_told(ground: Ground) -> None:
    ground.change(migrations.RunPython(_come_and_go))
    assert ground.different() == []
    assert (len(ground.told["projects_plot"]), len(ground.told["projects_line"])) == (ROWS, ROWS - 1)


def test_a_row_written_past_the_editor_is_what_the_fold_finds(ground: Ground) -> None:
    """Why migrations hold no SQL of their own."""
    ground.change(migrations.RunSQL("UPDATE projects_plot SET number = 1 WHERE number = 2"))
    assert [(d.column, d.in_table, d.in_journal) for d in ground.different()] == [("number", 1, 2)]


def test_other_peoples_tables_tell_nothing() -> None:
    with connection.constraint_checks_disabled(), transaction.atomic():
        state = ProjectState()
        table = [("id", models.BigAutoField(primary_key=True)), ("name", WORD)]
        create = migrations.CreateModel("Other", table)
        grow = migrations.AddField("Other", "n", models.IntegerField(default=1))
        for operation in (create, grow):
            after = state.clone()
            operation.state_forwards("sessions", after)
            with connection.schema_editor() as editor:
                operation.database_forwards("sessions", editor, state, after)
            state = after
            state.apps.get_model("sessions", "Other")._base_manager.create(name="a")
        assert connection.ledger.open_tables() == []
        transaction.set_rollback(True)


def test_a_told_table_is_never_changed_without_a_transaction(ground: Ground) -> None:
    editor = connection.SchemaEditorClass(connection, atomic=False)
    connection.in_atomic_block = False
    try:
        with pytest.raises(Unrecorded, match="luodi migrate"):
            editor.remove_field(ground.model("Plot"), ground.model("Plot")._meta.get_field("name"))
    finally:
        connection.in_atomic_block = True
