from django.db import migrations, models


class Migration(migrations.Migration):
    """A note may be as long as the catalogue's longest; PostgreSQL keeps to the length."""

    dependencies = [
        ("matters", "0002_versions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="matter",
            name="note",
            field=models.CharField(blank=True, max_length=600),
        ),
    ]
