from django.core.management.base import BaseCommand, CommandError

from routekaart.backups.making import alone
from routekaart.backups.restoring import try_newest


class Command(BaseCommand):
    help = "Zet de nieuwste back-up op proef terug in een eigen database, en vergelijk alles."

    def handle(self, *_: object, **__: object) -> None:
        """Ends with an error, and an exit code, where anything is wrong."""
        with alone() as mine:
            if not mine:
                raise CommandError("Er is al een back-up of proef bezig.")
            trial = try_newest()
        if trial.faults:
            raise CommandError(" ".join(trial.faults))
        self.stdout.write(f"In orde: {trial.archive}")
