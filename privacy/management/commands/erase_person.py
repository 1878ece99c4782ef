from django.core.management.base import BaseCommand, CommandError, CommandParser

from privacy.holding import HeldError
from privacy.requests import erase_person, staying_of


class Command(BaseCommand):
    help = "Wis wat er van een e-mailadres wordt bewaard, ook uit geschiedenis en logboek."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **_: object) -> None:
        if "@" not in email:
            raise CommandError("Geef een e-mailadres.")
        try:
            erased = erase_person(email)
        except HeldError as error:
            raise CommandError(error.message) from error
        for label, number in erased.items():
            if number:
                self.stdout.write(f"Gewist: {number} van {label}")
        for declaration in staying_of(email):
            self.stdout.write(f"Blijft: {declaration.occasion}. {declaration.stays}")
        self.stdout.write("Klaar.")
