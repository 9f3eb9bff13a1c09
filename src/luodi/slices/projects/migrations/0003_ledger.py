from django.db import migrations

import luodi.db.fields


class Migration(migrations.Migration):
    """What a county's ledger says of a project beside the columns we know."""

    dependencies = [
        ("projects", "0002_register"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="extra",
            field=luodi.db.fields.PersonalText(blank=True, max_length=40000),
        ),
        migrations.AddField(
            model_name="project",
            name="salt",
            field=luodi.db.fields.Salt(),
        ),
    ]
