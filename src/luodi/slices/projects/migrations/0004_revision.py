import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Which state of a project was read, who changed it last, and why it was given up."""

    dependencies = [
        ("people", "0002_tokens"),
        ("projects", "0003_ledger"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="changed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.post"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="dropped_because",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="project",
            name="revision",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
