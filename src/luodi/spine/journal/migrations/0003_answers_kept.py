"""A one-time key keeps the whole answer, and is one person's.

What was answered before is carried over: a form led to an address, a write of the API named a case.
"""

import json

from django.db import migrations, models


def carry_over(apps, editor):
    once = apps.get_model("journal", "Once")
    for row in once.objects.all().iterator():
        if row.answer.startswith("/"):
            row.status, row.headers = 303, json.dumps({"Location": row.answer})
        else:
            href = f"/api/cases/{row.answer}"
            row.status, row.headers = 200, json.dumps({"Content-Type": "application/json", "Location": href})
            row.body = json.dumps({"number": row.answer, "href": href}).encode()
        row.save(update_fields=["status", "headers", "body"])


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_sealed"),
    ]

    operations = [
        migrations.AddField("once", "status", models.PositiveSmallIntegerField(default=0), preserve_default=False),
        migrations.AddField("once", "headers", models.TextField(default=""), preserve_default=False),
        migrations.AddField("once", "body", models.BinaryField(default=b""), preserve_default=False),
        migrations.RunPython(carry_over),
        migrations.RemoveField("once", "answer"),
        migrations.AlterField("once", "key", models.CharField(max_length=64)),
        migrations.AddConstraint("once", models.UniqueConstraint(fields=("person", "key"), name="journal_once_key")),
    ]
