#!/usr/bin/env python
"""Django's command line for Routekaart."""

import gc
import os
import sys


def main() -> None:
    gc.set_threshold(50_000)  # migrating makes much that stays; looking it over took a third longer
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "routekaart.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
