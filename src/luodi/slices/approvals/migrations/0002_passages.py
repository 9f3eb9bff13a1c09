import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """An application has its place in the plan of its project."""

    dependencies = [
        ("approvals", "0001_applications"),
        ("plans", "0001_plans"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="passage",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.passage"
            ),
        ),
    ]
