import django.db.models.deletion
from django.db import migrations, models

import luodi.db.fields


class Migration(migrations.Migration):
    """What a county's list of firms says beside, and the industries it loaded."""

    dependencies = [
        ("firms", "0001_firms"),
        ("people", "0002_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="firm",
            name="extra",
            field=luodi.db.fields.PersonalText(blank=True, max_length=40000),
        ),
        migrations.CreateModel(
            name="Industry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=5)),
                ("name", models.CharField(max_length=120)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.region"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("region", "code"), name="firms_industry_code")],
            },
        ),
    ]
