from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from routekaart.demo.load import Loaded, load_demo


class Command(BaseCommand):
    help = "Laadt de voorbeeldgegevens: de Routekaart van 2013 en een verzonnen programma van nu."

    def handle(self, *args: object, **options: object) -> None:
        if settings.PRODUCTION:
            raise CommandError("Voorbeeldgegevens horen niet in productie. Er is niets geladen.")
        for loaded in load_demo(today=timezone.localdate()):
            self.stdout.write(_sentence(loaded))


def _sentence(loaded: Loaded) -> str:
    if not loaded.made:
        return f"{loaded.programme}: was er al en is niet veranderd."
    return f"{loaded.programme}: geladen met {', '.join(loaded.made)}."
