"""Making the organisations that are not there yet.

An organisation is made once, by its code, together with its other names. One that is already
there is left alone, names and all, so that nothing that staff changed is lost; one that staff
deleted comes back (merge it into another instead).
"""

from collections.abc import Iterable

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from backoffice.records import IMPORTED
from dates.fields import date_columns
from dutch.sorting import fold

from ..models import NameKey, Organisation, OrganisationName
from .reading import Entry, bundled, parents


@transaction.atomic
def load_register() -> int:
    """Of the bundled files; how many were made."""
    known = set(Organisation.objects.exclude(code=None).values_list("code", flat=True))
    register = bundled()
    return len(
        make([each for each in register.entries if each.code not in known], register.entries)
    )


def make(new: list[Entry], among: Iterable[Entry], *, why: str = IMPORTED) -> list[Organisation]:
    """In a fixed number of queries; what others fall under comes first."""
    ministries = parents(among)
    first = [each for each in new if each.code in ministries.values()]
    rest = [each for each in new if each.code not in ministries.values()]
    made = _make(first, {}, why)
    stored = Organisation.objects.filter(code__in=ministries.values())
    keys = dict(stored.values_list("code", "pk"))
    above = {short: keys[code] for short, code in ministries.items() if code in keys}
    made += _make(rest, above, why)
    by_code = {each.code: each for each in made}
    add_names((by_code[entry.code], name) for entry in new for name in entry.names)
    NameKey.objects.fill()
    return made


def _make(entries: list[Entry], above: dict[str, int], why: str) -> list[Organisation]:
    rows = [
        Organisation(
            code=each.code,
            sort_key=fold(str(each.values["name"])),
            parent_id=above.get(each.parent),
            **each.values,
        )
        for each in entries
    ]
    return bulk_create_with_history(rows, Organisation, default_change_reason=why)


def add_names(names: Iterable[tuple]) -> list[OrganisationName]:
    return OrganisationName.objects.bulk_create(
        OrganisationName(
            organisation=organisation,
            name=name.name,
            is_former=name.is_former,
            sort_key=fold(name.name),
            **date_columns("since", name.since),
            **date_columns("until", name.until),
        )
        for organisation, name in names
    )
