"""Sign-ins are kept to find misuse; they hold IP addresses, so not for longer than that takes."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessLog
from django.core.management.base import BaseCommand
from django.utils import timezone

KEEP_SIGN_INS = timedelta(days=90)
KEEP_FAILURES = timedelta(days=1)


class Command(BaseCommand):
    help = "Verwijdert inlogpogingen van meer dan een dag en inlogregels van meer dan 90 dagen oud."

    def handle(self, *args, **options) -> None:
        now = timezone.now()
        failures, _ = AccessAttempt.objects.filter(attempt_time__lt=now - KEEP_FAILURES).delete()
        sign_ins, _ = AccessLog.objects.filter(attempt_time__lt=now - KEEP_SIGN_INS).delete()
        self.stdout.write(f"Verwijderd: {failures} mislukte pogingen, {sign_ins} inlogregels.")
