import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("commitments", "0001_promises"),
        ("files", "0001_kept_files"),
        ("matters", "0001_catalogue"),
        ("people", "0001_who_is_who"),
        ("projects", "0001_projects"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(blank=True, max_length=20)),
                ("received_on", models.DateField()),
                ("accepted_on", models.DateField(null=True)),
                ("deemed", models.BooleanField(default=False)),
                ("committed_days", models.PositiveIntegerField(null=True)),
                ("statutory_days", models.PositiveIntegerField(null=True)),
                ("statutory_unit", models.CharField(default="workday", max_length=8)),
                ("statutory_from", models.CharField(default="acceptance", max_length=10)),
                ("extra_days", models.PositiveIntegerField(default=0)),
                ("statutory_due_on", models.DateField(null=True)),
                ("special_until", models.DateField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=24)),
                ("decided_on", models.DateField(null=True)),
                ("overrun_reason", models.CharField(blank=True, max_length=300)),
                ("origin", models.CharField(blank=True, max_length=20)),
                ("marks", models.JSONField(default=list)),
                (
                    "acceptance",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="commitments.case"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party"),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.matter"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.region"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("number", models.CharField(blank=True, max_length=80)),
                ("items", models.JSONField(default=list)),
                ("issued_on", models.DateField()),
                ("answer_by", models.DateField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="approvals.application"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["application"], name="approvals_notice_application")],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="approvals.application"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.post"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["application"], name="approvals_remark_application")],
            },
        ),
    ]
