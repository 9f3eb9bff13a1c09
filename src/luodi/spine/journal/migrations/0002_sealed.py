import django.db.models.deletion
from django.db import migrations, models

import luodi.db.snapshot


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def region():
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.region")


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_facts"),
        ("people", "0001_who_is_who"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="xid",
            field=models.BigIntegerField(db_default=luodi.db.snapshot.WritingTransaction(), editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("xid__isnull", False)), fields=["region", "xid", "id"], name="journal_entry_xid"
            ),
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", key()),
                ("first", models.BigIntegerField()),
                ("size", models.IntegerField()),
                ("keys", models.BinaryField()),
                ("leaves", models.BinaryField()),
                ("peaks", models.BinaryField()),
                ("root", models.BinaryField(max_length=32)),
                ("cluster", models.CharField(max_length=40)),
                ("horizon", models.BigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("region", region()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("region", "first"), name="journal_batch_first")],
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", key()),
                ("size", models.BigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
                ("region", region()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("region", "size"), name="journal_checkpoint_size")],
            },
        ),
    ]
