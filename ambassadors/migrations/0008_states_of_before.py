from django.db import migrations
from django.utils import timezone


def say_how_it_stood(apps, schema_editor):
    """Whoever was there was an ambassador, until the consent was taken back; since when it stands
    is when that was given, or taken back."""
    ambassadors = apps.get_model("ambassadors", "Ambassador")
    histories = apps.get_model("ambassadors", "HistoricalAmbassador").objects
    for row in ambassadors.objects.select_related("consent").iterator():
        given = {"state": "ambassador", "state_since": timezone.localdate(row.consent.given_at)}
        histories.filter(id=row.pk).update(**given)
        left = row.consent.withdrawn_at
        now = {"state": "left", "state_since": timezone.localdate(left)} if left else given
        ambassadors.objects.filter(pk=row.pk).update(**now)


class Migration(migrations.Migration):
    dependencies = [
        ("ambassadors", "0007_states_and_offers"),
    ]

    operations = [migrations.RunPython(say_how_it_stood, migrations.RunPython.noop)]
