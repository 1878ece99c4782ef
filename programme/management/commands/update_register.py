from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from programme.register import Plan, Register, bundled, plan, read, update


class Command(BaseCommand):
    help = (
        "Zegt wat er verandert aan de organisaties als het register wordt bijgewerkt; met --doen "
        "gebeurt het ook. Zonder bestanden: die van deze versie."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisaties", nargs="?", type=Path)
        parser.add_argument("--opgeheven", type=Path, help="wat opgeheven of hernoemd is")
        parser.add_argument("--doen", action="store_true", help="niet alleen zeggen, ook doen")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            register = self._register(options["organisaties"], options["opgeheven"])
            planned = plan(register)
            self._tell(planned)
            if planned.refusal:
                raise ValidationError(planned.refusal)
        except (ValidationError, OSError, UnicodeDecodeError) as error:
            raise CommandError(_sentence(error)) from error
        if planned.is_empty:
            self.stdout.write("Er is niets bij te werken.")
        elif options["doen"]:
            update(register, by=None)
            self.stdout.write("Bijgewerkt.")
        else:
            self.stdout.write("Er is nog niets gewijzigd. Met --doen gebeurt het.")

    def _register(self, organisations: Path | None, ended: Path | None) -> Register:
        if organisations is None:
            return bundled()
        return read(organisations.read_text("utf-8"), ended.read_text("utf-8") if ended else "")

    def _tell(self, planned: Plan) -> None:
        for heading, rows in planned.told():
            self.stdout.write(heading)
            for row in rows:
                self.stdout.write(f"  {row}")


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return error.messages[0]
    return f"Het bestand is niet te lezen: {error}"
