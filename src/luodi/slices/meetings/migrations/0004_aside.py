from django.db import migrations, models


class Migration(migrations.Migration):
    """A sentence that resolves nothing is said to, with the reason."""

    dependencies = [("meetings", "0003_reported")]

    operations = [
        migrations.AddField(
            "clause", "aside_because", models.CharField(blank=True, default="", max_length=300), preserve_default=False
        ),
    ]
