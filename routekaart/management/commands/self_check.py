from django.core.management.base import BaseCommand, CommandError

from routekaart.watch.keeping import hold_all

SIGN = {True: "goed", False: "FOUT", None: "onbekend"}


class Command(BaseCommand):
    help = "Kijk na of de server alles doet, en zeg wat er te doen is."

    def handle(self, *_: object, **__: object) -> None:
        """Ends with an error, and an exit code, where anything is wrong."""
        wrong = 0
        for name, found in hold_all().items():
            self.stdout.write(f"{SIGN[found.is_well]:8} {name}: {found.found}")
            if found.todo and not found.is_well:
                self.stdout.write(f"         {found.todo}")
            wrong += found.is_well is False
        if wrong:
            raise CommandError(f"Niet in orde: {wrong}.")
