from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from routekaart.practice.beginning import ACCOUNTS, NoPractice, begin, password


class Command(BaseCommand):
    help = "Begint de oefenomgeving opnieuw, met verzonnen mensen; alleen waar PRACTICE_DIR staat."

    def handle(self, *args: object, **options: object) -> None:
        try:
            begin(timezone.localdate())
        except NoPractice as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"De oefenomgeving is opnieuw begonnen. Namen: {', '.join(ACCOUNTS)}.")
        self.stdout.write(f"Wachtwoord voor alle namen: {password()}")
