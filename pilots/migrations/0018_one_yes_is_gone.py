from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pilots", "0017_take_over_consents")]

    operations = [
        migrations.RemoveConstraint(
            model_name='pilot',
            name='pilots_pilot_release_by_and_on',
        ),
        migrations.RemoveConstraint(
            model_name='pilot',
            name='pilots_pilot_release_of_written_results',
        ),
        migrations.RemoveField(
            model_name='historicalpilot',
            name='release_consent_by',
        ),
        migrations.RemoveField(
            model_name='historicalpilot',
            name='release_consent_on',
        ),
        migrations.RemoveField(
            model_name='pilot',
            name='release_consent_by',
        ),
        migrations.RemoveField(
            model_name='pilot',
            name='release_consent_on',
        ),
    ]
