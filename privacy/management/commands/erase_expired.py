from django.core.management.base import BaseCommand

from privacy.retention import erase_expired


class Command(BaseCommand):
    help = "Wis wat niet langer bewaard hoeft te worden; de worker doet dit elke dag."

    def handle(self, **_: object) -> None:
        for label, number in erase_expired().items():
            self.stdout.write(f"{label}: {number}")
