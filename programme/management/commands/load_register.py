from django.core.management.base import BaseCommand

from programme.register import load_register


class Command(BaseCommand):
    help = "Laadt de overheidsorganisaties die er nog niet zijn; wat er is, blijft zoals het is."

    def handle(self, *args: object, **options: object) -> None:
        made = load_register()
        if made:
            self.stdout.write(f"Register: {made} organisaties toegevoegd.")
        else:
            self.stdout.write("Register: alle organisaties waren er al.")
