import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from backoffice.create_models import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('ambassadors', '0001_initial'),
        ('ambassadors', '0002_dates_have_both_ends'),
        ('ambassadors', '0003_codes_of_constraints'),
        ('ambassadors', '0004_histories_with_values'),
        ('ambassadors', '0005_history_keeps_who'),
        ('ambassadors', '0006_kept_as_long_as_used'),
        ('ambassadors', '0007_states_and_offers'),
        ('ambassadors', '0008_states_of_before'),
        ('ambassadors', '0009_no_reminders_in_the_history'),
    ]

    initial = True

    dependencies = [
        ('privacy', '0003_consent_for_a_story'),
        ('programme', '0012_register_with_dates_parents_and_successors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name='HistoricalAmbassador',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=120, verbose_name='naam')),
                        ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                        ('organisation_typed', models.CharField(blank=True, default='', max_length=250, verbose_name='organisatie, zoals ingevuld')),
                        ('setting', models.CharField(blank=True, default='', max_length=150, verbose_name='eigen werk')),
                        ('sector', models.CharField(blank=True, choices=[('rijk', 'Rijk'), ('provincie', 'Provincie'), ('gemeente', 'Gemeente'), ('waterschap', 'Waterschap'), ('uitvoering', 'Uitvoeringsorganisatie'), ('rechtspraak', 'Rechtspraak en OM'), ('onderwijs', 'Onderwijs'), ('overig', 'Overig')], default='', max_length=20, verbose_name='sector')),
                        ('province', models.CharField(blank=True, choices=[('dr', 'Drenthe'), ('fl', 'Flevoland'), ('fr', 'Fryslân'), ('ge', 'Gelderland'), ('gr', 'Groningen'), ('li', 'Limburg'), ('nb', 'Noord-Brabant'), ('nh', 'Noord-Holland'), ('ov', 'Overijssel'), ('ut', 'Utrecht'), ('ze', 'Zeeland'), ('zh', 'Zuid-Holland')], default='', max_length=2, verbose_name='provincie')),
                        ('leads_talks', models.BooleanField(default=False, verbose_name='een gesprek begeleiden')),
                        ('spreads_toolkit', models.BooleanField(default=False, verbose_name='de toolkit verspreiden')),
                        ('shares_story', models.BooleanField(default=False, verbose_name='een verhaal delen')),
                        ('hosts_hub', models.BooleanField(default=False, verbose_name='een hub ontvangen')),
                        ('reads_along', models.BooleanField(default=False, verbose_name='meelezen')),
                        ('state', models.CharField(choices=[('interested', 'belangstellend'), ('ambassador', 'ambassadeur'), ('pausing', 'pauzeert'), ('left', 'gestopt')], default='interested', editable=False, max_length=20, verbose_name='stand')),
                        ('state_since', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='stand sinds')),
                        ('joined_earliest', models.DateField(blank=True, null=True, verbose_name='ambassadeur sinds: op zijn vroegst')),
                        ('joined_latest', models.DateField(blank=True, null=True, verbose_name='ambassadeur sinds: op zijn laatst')),
                        ('joined_wording', models.CharField(blank=True, max_length=80, verbose_name='ambassadeur sinds: zoals geschreven')),
                        ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programme.programme', verbose_name='programma')),
                        ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programme.organisation', verbose_name='organisatie')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'geschiedenis van ambassadeur',
                        'verbose_name_plural': 'historical ambassadeurs',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Ambassador',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ambassadors', to='programme.programme', verbose_name='programma')),
                        ('name', models.CharField(blank=True, max_length=120, verbose_name='naam')),
                        ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ambassadors', to='programme.organisation', verbose_name='organisatie')),
                        ('organisation_typed', models.CharField(blank=True, default='', max_length=250, verbose_name='organisatie, zoals ingevuld')),
                        ('setting', models.CharField(blank=True, default='', max_length=150, verbose_name='eigen werk')),
                        ('sector', models.CharField(blank=True, choices=[('rijk', 'Rijk'), ('provincie', 'Provincie'), ('gemeente', 'Gemeente'), ('waterschap', 'Waterschap'), ('uitvoering', 'Uitvoeringsorganisatie'), ('rechtspraak', 'Rechtspraak en OM'), ('onderwijs', 'Onderwijs'), ('overig', 'Overig')], default='', max_length=20, verbose_name='sector')),
                        ('province', models.CharField(blank=True, choices=[('dr', 'Drenthe'), ('fl', 'Flevoland'), ('fr', 'Fryslân'), ('ge', 'Gelderland'), ('gr', 'Groningen'), ('li', 'Limburg'), ('nb', 'Noord-Brabant'), ('nh', 'Noord-Holland'), ('ov', 'Overijssel'), ('ut', 'Utrecht'), ('ze', 'Zeeland'), ('zh', 'Zuid-Holland')], default='', max_length=2, verbose_name='provincie')),
                        ('leads_talks', models.BooleanField(default=False, verbose_name='een gesprek begeleiden')),
                        ('spreads_toolkit', models.BooleanField(default=False, verbose_name='de toolkit verspreiden')),
                        ('shares_story', models.BooleanField(default=False, verbose_name='een verhaal delen')),
                        ('hosts_hub', models.BooleanField(default=False, verbose_name='een hub ontvangen')),
                        ('reads_along', models.BooleanField(default=False, verbose_name='meelezen')),
                        ('state', models.CharField(choices=[('interested', 'belangstellend'), ('ambassador', 'ambassadeur'), ('pausing', 'pauzeert'), ('left', 'gestopt')], default='interested', editable=False, max_length=20, verbose_name='stand')),
                        ('state_since', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='stand sinds')),
                        ('reminded_on', models.DateField(blank=True, editable=False, null=True, verbose_name='herinnerd op')),
                        ('unanswered', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='herinneringen zonder antwoord')),
                        ('consent', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, to='privacy.consent', verbose_name='toestemming')),
                        ('joined_earliest', models.DateField(blank=True, null=True, verbose_name='ambassadeur sinds: op zijn vroegst')),
                        ('joined_latest', models.DateField(blank=True, null=True, verbose_name='ambassadeur sinds: op zijn laatst')),
                        ('joined_wording', models.CharField(blank=True, max_length=80, verbose_name='ambassadeur sinds: zoals geschreven')),
                    ],
                    options={
                        'verbose_name': 'ambassadeur',
                        'verbose_name_plural': 'ambassadeurs',
                        'ordering': ['programme', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('joined_earliest__isnull', True), ('joined_latest__isnull', True), ('joined_wording', '')), models.Q(('joined_earliest__isnull', False), ('joined_latest__gte', models.F('joined_earliest')), ('joined_latest__isnull', False)), _connector='OR'), name='ambassadors_ambassador_joined_interval', violation_error_message='Een datum heeft een eerste en een laatste dag, in volgorde.'), models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('programme', 'email'), name='ambassadors_ambassador_email_once', violation_error_code='ambassadors_ambassador_email_once', violation_error_message='Met dit e-mailadres is er al een ambassadeur.')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalActivity',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('conversation', 'gesprek over goed werk'), ('workshop', 'werksessie met de toolkit'), ('presentation', 'presentatie'), ('spread', 'toolkit verspreid'), ('hosted', 'hub ontvangen'), ('story', 'verhaal gedeeld'), ('read', 'meegelezen'), ('other', 'anders')], max_length=20, verbose_name='soort')),
                        ('description', models.CharField(blank=True, default='', help_text='Zonder namen van deelnemers.', max_length=250, verbose_name='wat, in één regel')),
                        ('organisation_typed', models.CharField(blank=True, default='', max_length=250, verbose_name='organisatie, zoals ingevuld')),
                        ('people', models.PositiveIntegerField(blank=True, null=True, verbose_name='aantal mensen')),
                        ('part', models.CharField(blank=True, choices=[('story', 'een verhaal'), ('exercise', 'een opgave'), ('topic', 'een discussiethema'), ('cards', 'de waardenkaarten'), ('whole', 'de hele toolkit'), ('none', 'zonder de toolkit')], max_length=20, verbose_name='deel van de toolkit')),
                        ('logged_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='genoteerd op')),
                        ('date_earliest', models.DateField(blank=True, null=True, verbose_name='datum: op zijn vroegst')),
                        ('date_latest', models.DateField(blank=True, null=True, verbose_name='datum: op zijn laatst')),
                        ('date_wording', models.CharField(blank=True, max_length=80, verbose_name='datum: zoals geschreven')),
                        ('ambassador', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ambassadors.ambassador', verbose_name='ambassadeur')),
                        ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programme.organisation', verbose_name='organisatie')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'geschiedenis van inzet',
                        'verbose_name_plural': 'historical inzet',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Activity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ambassador', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='ambassadors.ambassador', verbose_name='ambassadeur')),
                        ('kind', models.CharField(choices=[('conversation', 'gesprek over goed werk'), ('workshop', 'werksessie met de toolkit'), ('presentation', 'presentatie'), ('spread', 'toolkit verspreid'), ('hosted', 'hub ontvangen'), ('story', 'verhaal gedeeld'), ('read', 'meegelezen'), ('other', 'anders')], max_length=20, verbose_name='soort')),
                        ('description', models.CharField(blank=True, default='', help_text='Zonder namen van deelnemers.', max_length=250, verbose_name='wat, in één regel')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ambassador_activities', to='programme.organisation', verbose_name='organisatie')),
                        ('organisation_typed', models.CharField(blank=True, default='', max_length=250, verbose_name='organisatie, zoals ingevuld')),
                        ('people', models.PositiveIntegerField(blank=True, null=True, verbose_name='aantal mensen')),
                        ('part', models.CharField(blank=True, choices=[('story', 'een verhaal'), ('exercise', 'een opgave'), ('topic', 'een discussiethema'), ('cards', 'de waardenkaarten'), ('whole', 'de hele toolkit'), ('none', 'zonder de toolkit')], max_length=20, verbose_name='deel van de toolkit')),
                        ('logged_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='genoteerd op')),
                        ('date_earliest', models.DateField(blank=True, null=True, verbose_name='datum: op zijn vroegst')),
                        ('date_latest', models.DateField(blank=True, null=True, verbose_name='datum: op zijn laatst')),
                        ('date_wording', models.CharField(blank=True, max_length=80, verbose_name='datum: zoals geschreven')),
                    ],
                    options={
                        'verbose_name': 'inzet',
                        'verbose_name_plural': 'inzet',
                        'ordering': ['ambassador', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('date_earliest__isnull', True), ('date_latest__isnull', True), ('date_wording', '')), models.Q(('date_earliest__isnull', False), ('date_latest__gte', models.F('date_earliest')), ('date_latest__isnull', False)), _connector='OR'), name='ambassadors_activity_date_interval', violation_error_message='Een datum heeft een eerste en een laatste dag, in volgorde.')],
                    },
                ),
            ],
        ),
    ]
