"""The stories of an edition become its parts; they had no order, so they get that of their rows.

The histories of editions told which stories were linked; that goes with the link, and parts keep a
history of their own from here.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def to_parts(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    part = apps.get_model("toolkit", "EditionPart")
    for edition in apps.get_model("toolkit", "Edition").objects.all():
        for position, story in enumerate(edition.stories.order_by("pk"), start=1):
            part.objects.create(edition=edition, story_id=story.pk, position=position)


def to_links(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for part in apps.get_model("toolkit", "EditionPart").objects.exclude(story=None):
        part.edition.stories.add(part.story_id)


class Migration(migrations.Migration):
    dependencies = [("toolkit", "0019_parts_and_published_editions")]

    operations = [migrations.RunPython(to_parts, to_links)]
