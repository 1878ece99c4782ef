"""Makes the tables and meetings of the site: python -m bench.registering.fill SLUG=PLACES ..."""

import sys
from datetime import timedelta

import django
from django.core.management import call_command
from django.utils import timezone

from .texts import APPLICANT, TEXTS

ORGANISATIONS = 2_000
"""About as many as the registers of the government hold."""


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    from dates.values import ApproximateDate
    from hubs.models import Hub
    from programme.models import Programme

    day = ApproximateDate.of_day(timezone.localdate() + timedelta(days=30))
    programme = Programme.objects.create(name="B", slug="b", first_year=2026, last_year=2028)
    for argument in sys.argv[1:]:
        slug, places = argument.split("=")
        Hub.objects.create(programme=programme, slug=slug, capacity=places, date=day, **TEXTS)
    fill_register()


def fill_register() -> None:
    from dutch.sorting import fold
    from programme.models import NameKey, Organisation

    names = [APPLICANT["organisation"], *(f"Gemeente {n}" for n in range(ORGANISATIONS))]
    Organisation.objects.bulk_create(
        Organisation(name=name, sort_key=fold(name), sector="gemeente") for name in names
    )
    NameKey.objects.fill()


if __name__ == "__main__":
    main()
