from django.db import migrations, models


class Migration(migrations.Migration):
    """Who helps with a matter is called as the glossary calls it."""

    dependencies = [("meetings", "0001_minutes")]

    operations = [
        migrations.RemoveConstraint(model_name="cohandler", name="meetings_cohandler_once"),
        migrations.RenameModel(old_name="CoHandler", new_name="Supporting"),
        migrations.AddConstraint(
            model_name="supporting",
            constraint=models.UniqueConstraint(fields=("matter", "party"), name="meetings_supporting_once"),
        ),
    ]
