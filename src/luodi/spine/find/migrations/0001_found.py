"""The table of what can be looked for, and each engine's index upon it.

A migration that remakes the table on SQLite must make these triggers anew: they go with the table.
"""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    "CREATE VIRTUAL TABLE find_index USING fts5(tokens, circle, content='find_found', content_rowid='id', "
    "detail='none', tokenize=\"ascii tokenchars '^@#='\")",
    "CREATE TRIGGER find_put AFTER INSERT ON find_found BEGIN "
    "INSERT INTO find_index (rowid, tokens, circle) VALUES (new.id, new.tokens, new.circle); END",
    "CREATE TRIGGER find_drop AFTER DELETE ON find_found BEGIN "
    "INSERT INTO find_index (find_index, rowid, tokens, circle) VALUES ('delete', old.id, old.tokens, old.circle); END",
    "CREATE TRIGGER find_change AFTER UPDATE ON find_found "
    "WHEN old.tokens IS NOT new.tokens OR old.circle IS NOT new.circle BEGIN "
    "INSERT INTO find_index (find_index, rowid, tokens, circle) VALUES ('delete', old.id, old.tokens, old.circle); "
    "INSERT INTO find_index (rowid, tokens, circle) VALUES (new.id, new.tokens, new.circle); END",
)
POSTGRESQL = (
    "CREATE INDEX find_index ON find_found USING gin (string_to_array(tokens || ' ' || circle, ' ')) "
    "WITH (fastupdate = off)",
)


def forward(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backward(apps, schema_editor):
    kind = "TABLE" if schema_editor.connection.vendor == "sqlite" else "INDEX"
    for trigger in ("find_put", "find_drop", "find_change") if kind == "TABLE" else ():
        schema_editor.execute(f"DROP TRIGGER {trigger}")
    schema_editor.execute(f"DROP {kind} find_index")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0001_who_is_who")]
    operations = [
        migrations.CreateModel(
            name="Found",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=120)),
                ("case", models.BigIntegerField(null=True)),
                ("title", models.CharField(max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("note", models.CharField(blank=True, max_length=400)),
                ("note_en", models.CharField(blank=True, max_length=400)),
                ("head", models.CharField(blank=True, max_length=40)),
                ("key", models.CharField(blank=True, max_length=60)),
                ("tokens", models.TextField()),
                ("circle", models.TextField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.region"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["region", "key"], name="find_found_key"),
                    models.Index(fields=["case"], name="find_found_case"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "subject"), name="find_found_subject"),
                ],
            },
        ),
        migrations.RunPython(forward, backward),
    ]
