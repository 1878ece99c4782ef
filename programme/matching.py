"""Which organisation someone means: only what it is called exactly, never what looks like it."""

from django.db.models import Exists, OuterRef, Q

from dutch.sorting import fold

from .models import Organisation, OrganisationName


def organisation_called(words: str) -> Organisation | None:
    """The only one with this name, abbreviation or other name; None where there are more."""
    key = fold(words)
    if not key:
        return None
    other = OrganisationName.objects.filter(organisation=OuterRef("pk"), sort_key=key)
    called = Q(sort_key=key) | Q(abbreviation__iexact=words.strip()) | Exists(other)
    found = list(Organisation.objects.present().filter(called)[:2])
    return found[0] if len(found) == 1 else None
