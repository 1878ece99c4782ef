from django.core.management.base import BaseCommand, CommandError, CommandParser

from routekaart.backups import updating
from routekaart.backups.archive import BackupRefused
from routekaart.backups.making import alone


class Command(BaseCommand):
    help = "Werk de database bij: back-up, migreren, kijken of het werkt, en anders terug."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--settle",
            action="store_true",
            help="ga alleen terug als een bijwerking werd afgebroken; voor het starten van de site",
        )

    def handle(self, *, settle: bool, **_: object) -> None:
        """Ends with an error, an exit code and the database as it was where anything is wrong."""
        with alone() as mine:
            if not mine:
                raise CommandError("Er is een back-up of bijwerking bezig; wacht tot die klaar is.")
            try:
                (updating.settle if settle else updating.update)(self.stdout.write)
            except BackupRefused as refusal:
                raise CommandError(str(refusal)) from refusal
