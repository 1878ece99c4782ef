"""An account to look around with on one's own machine."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

USERNAME = "demo"


class Command(BaseCommand):
    help = "Maakt het account 'demo' voor het beheer, of geeft het een nieuw wachtwoord."

    def handle(self, *args: object, **options: object) -> None:
        if settings.PRODUCTION:
            raise CommandError("Een demo-account hoort niet in productie.")
        password = set_new_password()
        self.stdout.write(f"Beheer: gebruiker {USERNAME}, wachtwoord {password}")


def set_new_password() -> str:
    """Make the account where there is none yet, and return its new password."""
    password = secrets.token_urlsafe(12)
    account, _ = get_user_model().objects.get_or_create(username=USERNAME)
    account.is_active = account.is_staff = account.is_superuser = True
    account.set_password(password)
    account.save()
    return password
