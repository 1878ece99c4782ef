import django.db.models.deletion
import django.utils.timezone
import privacy.models
from django.conf import settings
from django.db import migrations, models

from backoffice.create_models import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('privacy', '0001_initial'),
        ('privacy', '0002_pending_consents_and_counters'),
        ('privacy', '0003_consent_for_a_story'),
        ('privacy', '0004_person_request'),
        ('privacy', '0005_checked_by_link'),
        ('privacy', '0006_receipts'),
        ('privacy', '0007_holds'),
        ('privacy', '0008_reading_log'),
        ('privacy', '0009_consent_to_be_reminded'),
        ('privacy', '0010_guesses_are_read'),
        ('privacy', '0011_results_observations_exports_are_read'),
        ('privacy', '0012_consent_replaced_by'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('ambassador', 'meedoen als ambassadeur'), ('news', 'nieuws per mail'), ('story', 'verhaal voor de toolkit'), ('reminder', 'herinnering om inzet te noteren')], max_length=20, verbose_name='waarvoor')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                        ('text', models.TextField(verbose_name='getoonde tekst')),
                        ('how', models.CharField(blank=True, choices=[('link', 'op de site, bevestigd met een link uit een mail'), ('form', 'op de site, in een formulier'), ('staff', 'vastgelegd door een medewerker')], max_length=10, verbose_name='hoe gegeven')),
                        ('given_at', models.DateTimeField(verbose_name='gegeven op')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='geldt tot en met')),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='ingetrokken op')),
                        ('replaced_by', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='privacy.consent', verbose_name='vervangen door')),
                    ],
                    options={
                        'verbose_name': 'toestemming',
                        'verbose_name_plural': 'toestemmingen',
                        'ordering': ['-given_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='privacy_consent_has_text', violation_error_message='Leg de tekst vast waarmee iemand instemde.'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='privacy_consent_withdrawn_after_given', violation_error_message='Toestemming kan pas na het geven worden ingetrokken.')],
                    },
                ),
                migrations.CreateModel(
                    name='PendingConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('ambassador', 'meedoen als ambassadeur'), ('news', 'nieuws per mail'), ('story', 'verhaal voor de toolkit'), ('reminder', 'herinnering om inzet te noteren')], max_length=20, verbose_name='waarvoor')),
                        ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                        ('text', models.TextField(verbose_name='getoonde tekst')),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gevraagd op')),
                    ],
                    options={
                        'verbose_name': 'gevraagde toestemming',
                        'verbose_name_plural': 'gevraagde toestemmingen',
                        'ordering': ['-asked_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='privacy_pendingconsent_has_text', violation_error_message='Leg de tekst vast waarmee iemand kan instemmen.')],
                    },
                ),
                migrations.CreateModel(
                    name='RateCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64)),
                        ('window', models.PositiveBigIntegerField()),
                        ('n', models.PositiveIntegerField()),
                    ],
                    options={
                        'verbose_name': 'teller',
                        'verbose_name_plural': 'tellers',
                        'constraints': [models.UniqueConstraint(fields=('key', 'window'), name='privacy_ratecount_once', violation_error_message='Deze teller bestaat al.')],
                    },
                ),
                migrations.CreateModel(
                    name='PersonRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked', models.CharField(choices=[('see', 'inzage'), ('erase', 'wissen'), ('hold', 'vasthouden, bijvoorbeeld om een klacht of geschil')], max_length=10, verbose_name='wat is gevraagd')),
                        ('checked', models.CharField(choices=[('mail', 'gemaild vanaf het adres zelf'), ('phone', 'teruggebeld op een nummer dat we al hadden'), ('in_person', 'in persoon, met een legitimatie'), ('proxy', 'gemachtigde, met een getekende brief'), ('link', 'zelf, met de link die naar het adres is gemaild')], max_length=20, verbose_name='hoe nagegaan wie het vroeg')),
                        ('hashed_address', models.CharField(editable=False, max_length=64)),
                        ('outcome', models.CharField(max_length=300, verbose_name='wat is gedaan')),
                        ('handled_at', models.DateTimeField(auto_now_add=True, verbose_name='gedaan op')),
                        ('handled_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gedaan door')),
                    ],
                    options={
                        'verbose_name': 'verzoek van een persoon',
                        'verbose_name_plural': 'verzoeken van personen',
                        'ordering': ['-handled_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Hold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('hashed_address', models.CharField(editable=False, max_length=64)),
                        ('rows', models.JSONField(default=dict, editable=False)),
                        ('reason', models.CharField(max_length=300, verbose_name='waarom')),
                        ('until', models.DateField(verbose_name='tot en met')),
                        ('placed_at', models.DateTimeField(auto_now_add=True, verbose_name='vastgehouden sinds')),
                        ('placed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                        ('lifted_at', models.DateTimeField(editable=False, null=True, verbose_name='opgeheven op')),
                    ],
                    options={
                        'verbose_name': 'vastgehouden gegevens',
                        'verbose_name_plural': 'vastgehouden gegevens',
                        'ordering': ['until', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='privacy_hold_has_reason', violation_error_message='Zeg waarom deze gegevens langer blijven.')],
                    },
                ),
                migrations.CreateModel(
                    name='Reading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('trace_id', models.CharField(default=privacy.models.new_trace, editable=False, max_length=32)),
                        ('operation_id', models.CharField(default=privacy.models.new_operation, editable=False, max_length=16)),
                        ('activity', models.CharField(choices=[('raw_story', 'een ruw verhaal lezen'), ('replacements', 'lezen wat in een verhaal is vervangen'), ('guesses', 'lezen wat een tweede lezer van een verhaal raadde'), ('results', 'resultaten van een pilot lezen of schrijven'), ('observation', 'een waarneming uit een sessie lezen'), ('export', 'een bestand met persoonsgegevens maken')], max_length=20, verbose_name='wat')),
                        ('subject', models.CharField(max_length=80, verbose_name='waarvan')),
                        ('reason', models.CharField(max_length=300, verbose_name='waarom')),
                        ('read_at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
                        ('read_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='wie')),
                    ],
                    options={
                        'verbose_name': 'inzage',
                        'verbose_name_plural': 'leeslogboek',
                        'ordering': ['-read_at', '-id'],
                        'indexes': [models.Index(fields=['subject'], name='privacy_reading_subject')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='privacy_reading_has_reason', violation_error_message='Zeg waarom u dit leest.')],
                    },
                ),
            ],
        ),
    ]
