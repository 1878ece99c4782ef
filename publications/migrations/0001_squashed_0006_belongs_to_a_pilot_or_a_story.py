import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from backoffice.create_models import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('publications', '0001_initial'),
        ('publications', '0002_dates_have_both_ends'),
        ('publications', '0003_codes_of_constraints'),
        ('publications', '0004_histories_with_values'),
        ('publications', '0005_history_keeps_who'),
        ('publications', '0006_belongs_to_a_pilot_or_a_story'),
    ]

    initial = True

    dependencies = [
        ('meetings', '0021_end_after_begin'),
        ('pilots', '0018_one_yes_is_gone'),
        ('programme', '0012_register_with_dates_parents_and_successors'),
        ('toolkit', '0012_steps_of_stories'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name='HistoricalPublication',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('blog', 'blog'), ('video', 'video'), ('book_note', 'boekbeschrijving'), ('interview', 'interview'), ('minutes', 'verslag van een bijeenkomst'), ('social', 'bericht op sociale media'), ('other', 'anders')], max_length=20, verbose_name='soort')),
                        ('title', models.CharField(max_length=250, verbose_name='titel')),
                        ('slug', models.SlugField(max_length=120, verbose_name='kenmerk')),
                        ('url', models.URLField(blank=True, max_length=500, verbose_name='adres op het web')),
                        ('concerns_public_administration', models.BooleanField(default=True, verbose_name='gaat over het openbaar bestuur')),
                        ('date_earliest', models.DateField(blank=True, null=True, verbose_name='datum: op zijn vroegst')),
                        ('date_latest', models.DateField(blank=True, null=True, verbose_name='datum: op zijn laatst')),
                        ('date_wording', models.CharField(blank=True, max_length=80, verbose_name='datum: zoals geschreven')),
                        ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programme.programme', verbose_name='programma')),
                        ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.meeting', verbose_name='over bijeenkomst')),
                        ('pilot', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pilots.pilot', verbose_name='over pilot')),
                        ('story', models.ForeignKey(blank=True, db_constraint=False, limit_choices_to={'state': 'adopted'}, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='toolkit.story', verbose_name='over verhaal uit de toolkit')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'geschiedenis van bijdrage',
                        'verbose_name_plural': 'historical bijdragen',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Publication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='programme.programme', verbose_name='programma')),
                        ('kind', models.CharField(choices=[('blog', 'blog'), ('video', 'video'), ('book_note', 'boekbeschrijving'), ('interview', 'interview'), ('minutes', 'verslag van een bijeenkomst'), ('social', 'bericht op sociale media'), ('other', 'anders')], max_length=20, verbose_name='soort')),
                        ('title', models.CharField(max_length=250, verbose_name='titel')),
                        ('slug', models.SlugField(max_length=120, unique=True, verbose_name='kenmerk')),
                        ('url', models.URLField(blank=True, max_length=500, verbose_name='adres op het web')),
                        ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='meetings.meeting', verbose_name='over bijeenkomst')),
                        ('pilot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='pilots.pilot', verbose_name='over pilot')),
                        ('story', models.ForeignKey(blank=True, limit_choices_to={'state': 'adopted'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='toolkit.story', verbose_name='over verhaal uit de toolkit')),
                        ('concerns_public_administration', models.BooleanField(default=True, verbose_name='gaat over het openbaar bestuur')),
                        ('date_earliest', models.DateField(blank=True, null=True, verbose_name='datum: op zijn vroegst')),
                        ('date_latest', models.DateField(blank=True, null=True, verbose_name='datum: op zijn laatst')),
                        ('date_wording', models.CharField(blank=True, max_length=80, verbose_name='datum: zoals geschreven')),
                    ],
                    options={
                        'verbose_name': 'bijdrage',
                        'verbose_name_plural': 'bijdragen',
                        'ordering': ['programme', models.OrderBy(models.F('date_earliest'), descending=True, nulls_last=True), 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'minutes'), _negated=True), ('meeting__isnull', False), _connector='OR'), name='publications_publication_minutes_of_meeting', violation_error_code='publications_publication_minutes_of_meeting', violation_error_message='Kies de bijeenkomst waarvan dit het verslag is.'), models.CheckConstraint(condition=models.Q(models.Q(('date_earliest__isnull', True), ('date_latest__isnull', True), ('date_wording', '')), models.Q(('date_earliest__isnull', False), ('date_latest__gte', models.F('date_earliest')), ('date_latest__isnull', False)), _connector='OR'), name='publications_publication_date_interval', violation_error_message='Een datum heeft een eerste en een laatste dag, in volgorde.'), models.CheckConstraint(condition=models.Q(models.Q(('meeting', None), ('pilot', None)), models.Q(('meeting', None), ('story', None)), models.Q(('pilot', None), ('story', None)), _connector='OR'), name='publications_publication_of_one', violation_error_code='publications_publication_of_one', violation_error_message='Een bijdrage hoort bij één bijeenkomst, één pilot of één verhaal. Maak de andere leeg.')],
                    },
                ),
            ],
        ),
    ]
