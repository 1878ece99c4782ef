from django.core.management.commands import flush

from reporting.fixed_tables import open_for_emptying


class Command(flush.Command):
    """Django's own, which empties the whole database: what was published goes with the rest."""

    def handle(self, **options: object) -> None:
        with open_for_emptying(str(options["database"])):
            super().handle(**options)
