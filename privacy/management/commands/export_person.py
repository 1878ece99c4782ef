import json

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from privacy.requests import export_person


class Command(BaseCommand):
    help = "Schrijf als JSON wat er van een e-mailadres wordt bewaard, voor wie daarom vraagt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **_: object) -> None:
        if "@" not in email:
            raise CommandError("Geef een e-mailadres.")
        found = {"e-mailadres": email, "onderdelen": export_person(email)}
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
