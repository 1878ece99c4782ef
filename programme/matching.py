"""Which organisation someone means: only what it is called exactly, never what looks like it."""

from dutch.sorting import fold

from .models import NameKey, Organisation

ENOUGH = 4
"""An organisation has one key at most three times (name, abbreviation, other name): among four rows
there is a second organisation, if there is one."""


def organisation_called(words: str) -> Organisation | None:
    """The only one with this name, abbreviation or other name; None where there are more."""
    rows = NameKey.objects.present().filter(key=fold(words)).select_related("organisation")
    found = {row.organisation for row in rows[:ENOUGH]} if fold(words) else set()
    return found.pop() if len(found) == 1 else None
