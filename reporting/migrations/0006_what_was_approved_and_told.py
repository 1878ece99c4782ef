
from django.conf import settings
from django.db import migrations, models

def name_what_was_told(apps, schema_editor):
    """The newest letter on a unit keeps what became of it; an older one on the same stays unnamed."""
    told = set()
    for notice in apps.get_model("reporting", "Notice").objects.order_by("-id"):
        unit = notice.meeting or notice.pilot
        state = unit.status if notice.meeting else unit.sessions_state
        standing = "CANCELLED" if state == "cancelled" else "MOVED_OUT"
        if (notice.meeting_id, notice.pilot_id, standing) not in told:
            told.add((notice.meeting_id, notice.pilot_id, standing))
            notice.standing = standing
            notice.save(update_fields=["standing"])

class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_replaced_by'),
        ('pilots', '0003_room_for_folded_names'),
        ('programme', '0003_room_for_folded_names'),
        ('reporting', '0005_writing_is_a_right_of_its_own'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='standing',
            field=models.CharField(blank=True, choices=[('CANCELLED', 'gaat niet door'), ('MOVED_OUT', 'gaat uit zijn jaar'), ('NO_DATE', 'heeft geen datum meer')], editable=False, max_length=20, verbose_name='wat er is gebeurd'),
        ),
        migrations.AddField(
            model_name='publishjob',
            name='approved',
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 van wat is goedgekeurd'),
        ),
        migrations.RunPython(name_what_was_told, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('standing', ''), _negated=True), fields=('meeting', 'standing'), name='reporting_notice_once_of_a_meeting', violation_error_message='Hierover is al een brief gemaakt.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('standing', ''), _negated=True), fields=('pilot', 'standing'), name='reporting_notice_once_of_a_pilot', violation_error_message='Hierover is al een brief gemaakt.'),
        ),
    ]
