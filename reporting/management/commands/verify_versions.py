from django.core.management.base import BaseCommand, CommandError

from reporting.making.verifying import faults
from reporting.models import PublishedVersion, Rendering


class Command(BaseCommand):
    help = "Controleer of alles wat is gepubliceerd er nog is, en nog hetzelfde is."

    def handle(self, *_: object, **__: object) -> None:
        """Ends with an error, and an exit code, where anything is wrong."""
        found = 0
        for fault in faults():
            self.stderr.write(fault)
            found += 1
        if found:
            raise CommandError(f"Niet in orde: {found}.")
        versions, files = PublishedVersion.objects.count(), Rendering.objects.count()
        self.stdout.write(f"In orde. Versies: {versions}, bestanden: {files}.")
