"""What an address may ask of a list in the admin.

A filter typed into the address would otherwise answer questions about what the person may not see,
such as whether the raw text of a story holds a word.
"""

from collections.abc import Iterable
from typing import Any

COMPARISONS = {"exact", "in", "isnull", "isempty", "gt", "gte", "lt", "lte"}


def is_offered(lookup: str, filters: Iterable[Any]) -> bool:
    """Whether the list itself offers this lookup: by key, or by one of its filters."""
    names = ["pk", "id", *map(_name_of_filter, filters)]
    return any(_compares(lookup, name) for name in names)


def _name_of_filter(item: Any) -> str:
    if isinstance(item, str):
        return item
    return item[0] if isinstance(item, tuple) else item.parameter_name


def _compares(lookup: str, name: str) -> bool:
    """`programme`, `programme__isnull` and `programme__id__exact` compare the programme."""
    if lookup == name:
        return True
    comparison = lookup.removeprefix(f"{name}__").removeprefix("id__")
    return lookup.startswith(f"{name}__") and comparison in COMPARISONS
