from django.db import migrations, models


class Migration(migrations.Migration):
    """What the owner reported last stands on the matter's row."""

    dependencies = [("meetings", "0002_supporting")]

    operations = [
        migrations.AddField(
            "matter", "note", models.CharField(blank=True, default="", max_length=300), preserve_default=False
        ),
        migrations.AddField("matter", "reported_on", models.DateField(null=True)),
    ]
