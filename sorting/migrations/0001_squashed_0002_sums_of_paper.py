import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from backoffice.create_models import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('sorting', '0001_initial'),
        ('sorting', '0002_sums_of_paper'),
    ]

    initial = True

    dependencies = [
        ('pilots', '0018_one_yes_is_gone'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name='HistoricalRound',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('question', models.CharField(choices=[('mine', 'Wat vind ik belangrijk?'), ('ours', 'Hoe is het bij ons?')], max_length=10, verbose_name='vraag')),
                        ('moves', models.CharField(choices=[('end', 'aan het eind, van iedereen'), ('steps', 'tijdens het leggen, per vijf mensen')], default='end', max_length=10, verbose_name='wanneer ziet u het beeld?')),
                        ('open_until', models.DateField(verbose_name='open tot en met')),
                        ('state', models.CharField(choices=[('open', 'open'), ('ended', 'afgelopen')], default='open', editable=False, max_length=10, verbose_name='stand')),
                        ('code', models.CharField(editable=False, max_length=8, verbose_name='code')),
                        ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pilots.group', verbose_name='groep')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'geschiedenis van ronde',
                        'verbose_name_plural': 'historical rondes waardenkaarten',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sorting_rounds', to='pilots.group', verbose_name='groep')),
                        ('question', models.CharField(choices=[('mine', 'Wat vind ik belangrijk?'), ('ours', 'Hoe is het bij ons?')], max_length=10, verbose_name='vraag')),
                        ('moves', models.CharField(choices=[('end', 'aan het eind, van iedereen'), ('steps', 'tijdens het leggen, per vijf mensen')], default='end', max_length=10, verbose_name='wanneer ziet u het beeld?')),
                        ('open_until', models.DateField(verbose_name='open tot en met')),
                        ('state', models.CharField(choices=[('open', 'open'), ('ended', 'afgelopen')], default='open', editable=False, max_length=10, verbose_name='stand')),
                        ('code', models.CharField(editable=False, max_length=8, verbose_name='code')),
                        ('cards', models.JSONField(default=list, editable=False, verbose_name='kaarten')),
                        ('counted', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='doorgegeven')),
                        ('on_paper', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='waarvan op papier')),
                        ('tally', models.JSONField(default=list, editable=False, verbose_name='telling')),
                        ('shown_people', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='mensen in het beeld')),
                        ('shown_on_paper', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='waarvan op papier, in het beeld')),
                        ('shown', models.JSONField(default=list, editable=False, verbose_name='getoonde sommen')),
                    ],
                    options={
                        'verbose_name': 'ronde waardenkaarten',
                        'verbose_name_plural': 'rondes waardenkaarten',
                        'ordering': ['-id'],
                        'constraints': [models.UniqueConstraint(fields=('code',), name='sorting_round_code_once', violation_error_code='sorting_round_code_once', violation_error_message='Deze code is al gebruikt. Open de ronde nog eens.'), models.CheckConstraint(condition=models.Q(('shown_people', 0), ('shown_people__gte', 5), _connector='OR'), name='sorting_round_shown_from_five', violation_error_code='sorting_round_shown_from_five', violation_error_message='Een beeld is van ten minste vijf mensen.'), models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('counted', 0), ('on_paper', 0)), _connector='OR'), name='sorting_round_ended_without_tally', violation_error_code='sorting_round_ended_without_tally', violation_error_message='Van een ronde die is afgelopen, blijft alleen het beeld.')],
                    },
                ),
                migrations.CreateModel(
                    name='Sort',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='kenmerk')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sorts', to='sorting.round', verbose_name='ronde')),
                        ('piles', models.CharField(blank=True, default='000000000000000000000000000000', max_length=30, verbose_name='stapels')),
                        ('is_done', models.BooleanField(default=False, verbose_name='doorgegeven')),
                    ],
                    options={
                        'verbose_name': 'sortering',
                        'verbose_name_plural': 'sorteringen',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_done', True), ('piles', '')), models.Q(('is_done', False), models.Q(('piles', ''), _negated=True)), _connector='OR'), name='sorting_sort_forgotten_when_done', violation_error_code='sorting_sort_forgotten_when_done', violation_error_message='Van wat is doorgegeven, blijven geen kaarten staan.')],
                    },
                ),
            ],
        ),
    ]
