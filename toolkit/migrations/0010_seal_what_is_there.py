from django.db import migrations


def seal(apps, schema_editor):
    """Raw texts of before are encrypted too; `save` does that."""
    for story in apps.get_model("toolkit", "Story").objects.exclude(raw_text=""):
        story.save(update_fields=["raw_text"])


def open_again(apps, schema_editor):
    """Without the field that opens them, only the plain text can be read."""
    from toolkit.sealed import Sealed

    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, raw_text FROM toolkit_story WHERE raw_text <> ''")
        for pk, stored in cursor.fetchall():
            cursor.execute(
                "UPDATE toolkit_story SET raw_text = %s WHERE id = %s", [Sealed(stored).opened(), pk]
            )


class Migration(migrations.Migration):
    dependencies = [("toolkit", "0009_sealed_raw_text")]

    operations = [migrations.RunPython(seal, open_again)]
