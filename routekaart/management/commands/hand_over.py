from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from programme.models import Programme
from routekaart.handover.making import hand_over


class Command(BaseCommand):
    help = "Schrijf een heel programma in één archief, dat zonder dit systeem te openen is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme", help="kenmerk van het programma")
        parser.add_argument("output", type=Path, help="het bestand, zoals routekaart.zip")

    def handle(self, *, programme: str, output: Path, **_: object) -> None:
        """Ends with one sentence where it cannot be done, and leaves no half file."""
        try:
            found = Programme.objects.get(slug=programme)
            made = hand_over(found, output)
        except Programme.DoesNotExist:
            known = ", ".join(Programme.objects.values_list("slug", flat=True)) or "geen"
            raise CommandError(
                f"Er is geen programma met kenmerk “{programme}”. Bekend: {known}."
            ) from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        except OSError as fault:
            raise CommandError(f"{output} kan niet worden geschreven: {fault.strerror}.") from fault
        self.stdout.write(f"Gemaakt: {made}")
