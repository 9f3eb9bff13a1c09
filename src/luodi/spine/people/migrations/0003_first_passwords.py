from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="must_change",
            field=models.BooleanField(default=False),
        ),
    ]
