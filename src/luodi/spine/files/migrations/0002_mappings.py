import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is said of a kept sheet: which column is which."""

    dependencies = [
        ("files", "0001_kept_files"),
        ("people", "0002_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.region"
                    ),
                ),
            ],
        ),
    ]
