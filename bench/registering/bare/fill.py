"""Makes the tables and meetings of the bare app: python -m bench.registering.bare.fill SLUG=30"""

import sys
from datetime import timedelta

import django
from django.core.management import call_command
from django.utils import timezone

from ..texts import TEXTS


def main() -> None:
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from .models import Meeting

    day = timezone.localdate() + timedelta(days=30)
    for argument in sys.argv[1:]:
        slug, places = argument.split("=")
        Meeting.objects.create(slug=slug, capacity=places, day=day, **TEXTS)


if __name__ == "__main__":
    main()
