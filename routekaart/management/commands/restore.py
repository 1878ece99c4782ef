from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from routekaart.backups.archive import BackupRefused
from routekaart.backups.making import alone
from routekaart.backups.restoring import restore


class Command(BaseCommand):
    help = "Zet een back-up terug. Stop eerst de site en run_worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, help="het bestand routekaart-….tar.age")
        parser.add_argument(
            "--replace", action="store_true", help="vervang de gegevens die er al staan"
        )

    def handle(self, *, archive: Path, replace: bool, **_: object) -> None:
        """Ends with an error, an exit code and an unchanged database where anything is wrong."""
        with alone() as mine:
            if not mine:
                raise CommandError("Er is een back-up of proef bezig; wacht tot die klaar is.")
            try:
                known = restore(archive, replace=replace)
            except BackupRefused as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Teruggezet: de gegevens van {known.made_at}, {len(known.tables)} tabellen, "
            "alle gelijk aan toen."
        )
