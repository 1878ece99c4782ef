"""A calendar knows an event by its uid. Meetings that were in calendars keep theirs."""

from django.db import migrations, models
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat

import meetings.models.meeting


def keep_what_calendars_know(apps, schema_editor):
    for name, key in (("Meeting", "pk"), ("HistoricalMeeting", "id")):
        uid = Concat(
            Value("meeting-"), Cast(F(key), TextField()), Value("@routekaart"),
            output_field=TextField(),
        )
        apps.get_model("meetings", name).objects.update(calendar_uid=uid)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_several_days_and_past_midnight")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="calendar_uid",
            field=models.CharField(default="", editable=False, max_length=120),
        ),
        migrations.AddField(
            model_name="historicalmeeting",
            name="calendar_uid",
            field=models.CharField(
                db_index=True, default=meetings.models.meeting.new_calendar_uid, editable=False,
                max_length=120,
            ),
        ),
        migrations.RunPython(keep_what_calendars_know, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="meeting",
            name="calendar_uid",
            field=models.CharField(
                default=meetings.models.meeting.new_calendar_uid, editable=False, max_length=120,
                unique=True,
            ),
        ),
    ]
