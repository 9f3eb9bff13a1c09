"""What newcomers on a post are asked about the promises they find, and their answers."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("people", "0001_who_is_who"), ("commitments", "0001_promises")]

    operations = [
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField()),
                ("answer", models.CharField(blank=True, max_length=9)),
                ("answered_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("escalated_on", models.DateField(null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="commitments.commitment"
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.tenure"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.UniqueConstraint(
                fields=("commitment", "tenure"), name="commitments_acknowledgement_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=Q(("answer", ""), ("answered_on", None))
                | Q(Q(("answer", ""), _negated=True), ("answered_on__gte", F("asked_on"))),
                name="commitments_acknowledgement_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=Q(("answer__in", ("", "mine")), Q(("reason", ""), _negated=True), _connector="OR"),
                name="commitments_acknowledgement_reason",
            ),
        ),
    ]
