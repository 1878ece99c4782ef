from django.core.management.base import BaseCommand

from reporting.making.publishing import publish_approved


class Command(BaseCommand):
    help = "Maak de rapportages die zijn goedgekeurd; run_worker doet dit ook."

    def handle(self, *_: object, **__: object) -> None:
        self.stdout.write(f"Geprobeerd: {publish_approved()}.")
