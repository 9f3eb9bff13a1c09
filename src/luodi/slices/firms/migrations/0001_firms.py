import django.db.models.deletion
from django.db import migrations, models

import luodi.db.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_who_is_who"),
    ]

    operations = [
        migrations.CreateModel(
            name="Firm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uscc", models.CharField(max_length=18)),
                ("uscc_warning", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, max_length=10)),
                ("size", models.CharField(blank=True, max_length=10)),
                ("industry", models.CharField(blank=True, max_length=10)),
                ("since", models.DateField(null=True)),
                ("contact", luodi.db.fields.PersonalText(blank=True, max_length=60)),
                ("salt", luodi.db.fields.Salt()),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party"
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
                "constraints": [models.UniqueConstraint(fields=("region", "uscc"), name="firms_firm_uscc")],
            },
        ),
    ]
