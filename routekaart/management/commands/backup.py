from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from routekaart.backups.archive import BackupRefused
from routekaart.backups.making import alone, let_go, make_backup, send_off_site
from routekaart.backups.restoring import try_newest


class Command(BaseCommand):
    help = "Maak een versleutelde back-up van de database in BACKUP_DIR."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--nightly",
            action="store_true",
            help="ook: oude opruimen, de nieuwe op proef terugzetten, en naar restic",
        )

    def handle(self, *, nightly: bool, **_: object) -> None:
        """Ends with an error, and an exit code, where anything is wrong."""
        with alone() as mine:
            if not mine:
                raise CommandError("Er is al een back-up of proef bezig.")
            try:
                self.stdout.write(f"Gemaakt: {make_backup()}")
                if nightly:
                    self.after_it()
            except BackupRefused as refusal:
                raise CommandError(str(refusal)) from refusal

    def after_it(self) -> None:
        trial = try_newest()
        if trial.faults:
            raise BackupRefused(" ".join(trial.faults))
        self.stdout.write(f"Op proef teruggezet: {trial.archive}")
        for gone in let_go(timezone.now()):
            self.stdout.write(f"Opgeruimd: {gone.name}")
        if send_off_site():
            self.stdout.write("Gekopieerd met restic")
