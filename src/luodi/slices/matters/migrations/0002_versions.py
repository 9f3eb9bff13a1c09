import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The catalogue in versions, with triggers, prerequisites and materials."""

    dependencies = [
        ("matters", "0001_catalogue"),
        ("people", "0002_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("kind", models.CharField(max_length=16)),
                ("source", models.CharField(max_length=10)),
                ("issued_by", models.CharField(blank=True, max_length=20)),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordinal", models.PositiveIntegerField()),
                ("base", models.CharField(max_length=20)),
                ("adopted_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("types", models.JSONField(default=dict)),
                ("overlay", models.JSONField(default=dict)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="matter",
            name="matters_matter_code",
        ),
        migrations.AddField(
            model_name="matter",
            name="applies_to",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="matter",
            name="channel",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="matter",
            name="committed_days_by_type",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="matter",
            name="committed_unit",
            field=models.CharField(default="workday", max_length=8),
        ),
        migrations.AddField(
            model_name="matter",
            name="materials",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="matter",
            name="note",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="matter",
            name="plan_days",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="matter",
            name="plan_days_basis",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="matter",
            name="prerequisites",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="matter",
            name="required_for",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="matter",
            name="result",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="matter",
            name="trigger",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="material",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.region"),
        ),
        migrations.AddField(
            model_name="version",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.region"),
        ),
        migrations.AddField(
            model_name="material",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.version"
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="version",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.version"
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(fields=("version", "code"), name="matters_matter_of_version"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("version", None)), fields=("region", "code"), name="matters_matter_unversioned"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("region", "ordinal"), name="matters_version_ordinal"),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(fields=("version", "code"), name="matters_material_of_version"),
        ),
    ]
