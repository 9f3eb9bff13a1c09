"""How long a project is built is the register's alone: what only its plan knew goes there."""

from django.db import migrations


def hand_over(apps, editor):
    plans, projects = apps.get_model("plans", "Plan"), apps.get_model("projects", "Project")
    for plan in plans._base_manager.exclude(construction_workdays=0).order_by("pk"):
        rows = projects._base_manager.filter(pk=plan.project_id)
        rows.exclude(construction_workdays=plan.construction_workdays).update(
            construction_workdays=plan.construction_workdays
        )


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_links"),
        ("projects", "0004_revision"),
    ]

    operations = [
        migrations.RunPython(hand_over),
        migrations.RemoveField("plan", "construction_workdays"),
    ]
