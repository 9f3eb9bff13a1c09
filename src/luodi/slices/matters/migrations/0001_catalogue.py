import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_who_is_who"),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("stage", models.CharField(max_length=4)),
                ("level", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=24)),
                ("statutory_days", models.PositiveIntegerField(null=True)),
                ("statutory_unit", models.CharField(default="workday", max_length=8)),
                ("statutory_from", models.CharField(default="acceptance", max_length=10)),
                ("committed_days", models.PositiveIntegerField(null=True)),
                ("committed_basis", models.CharField(max_length=10)),
                ("special", models.JSONField(default=list)),
                ("legal_basis", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=80)),
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
                "constraints": [models.UniqueConstraint(fields=("region", "code"), name="matters_matter_code")],
            },
        ),
    ]
