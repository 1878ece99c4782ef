from django.core.management.base import BaseCommand
from pyrage.x25519 import Identity


class Command(BaseCommand):
    help = "Maak een sleutel voor back-ups, om in BACKUP_KEY te zetten."

    def handle(self, *_: object, **__: object) -> None:
        """Prints the key, and beside it what to do with it."""
        self.stdout.write(str(Identity.generate()))
        self.stderr.write(
            "Zet deze regel in BACKUP_KEY en bewaar hem ook buiten deze server: zonder de sleutel "
            "is geen back-up te openen."
        )
