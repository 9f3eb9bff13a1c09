import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What the county registers of a project, and its works."""

    dependencies = [
        ("people", "0002_tokens"),
        ("projects", "0001_projects"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="code",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="project",
            name="code_warning",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="project",
            name="construction_workdays",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="contract_start_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="dropped_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="industry",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="project",
            name="investment",
            field=models.DecimalField(decimal_places=2, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="lead",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="nature",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="project",
            name="planned_start_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="plot",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="project",
            name="site",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name="Works",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("started_on", models.DateField(null=True)),
                ("planned_start_on", models.DateField(null=True)),
                ("construction_workdays", models.PositiveIntegerField(null=True)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("project", "number"), name="projects_works_number")],
            },
        ),
    ]
