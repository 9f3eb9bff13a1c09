import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=200)),
                ("main", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(blank=True, max_length=4)),
                ("statutory_days", models.PositiveIntegerField(null=True)),
                ("committed_days", models.PositiveIntegerField(null=True)),
                ("visits", models.PositiveIntegerField(null=True)),
                ("fees", models.CharField(blank=True, max_length=200)),
                ("link", models.CharField(blank=True, max_length=600)),
                ("extra", models.JSONField(default=list)),
                (
                    "department",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party"),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.region"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("region", "code"), name="items_item_code")],
            },
        ),
    ]
