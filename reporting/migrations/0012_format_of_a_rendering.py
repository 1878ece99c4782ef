from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0011_asked_lines")]

    operations = [
        migrations.RemoveConstraint(model_name="rendering", name="reporting_rendering_once_a_form"),
        migrations.RenameField(model_name="rendering", old_name="form", new_name="format"),
        migrations.AlterModelOptions(
            name="rendering",
            options={
                "ordering": ["version", "format"],
                "verbose_name": "download",
                "verbose_name_plural": "downloads",
            },
        ),
        migrations.AddConstraint(
            model_name="rendering",
            constraint=models.UniqueConstraint(
                fields=("version", "format"),
                name="reporting_rendering_once_a_format",
                violation_error_message="Deze download bestaat al.",
            ),
        ),
        migrations.RenameField(
            model_name="publishjob", old_name="forms_made", new_name="formats_made"
        ),
    ]
