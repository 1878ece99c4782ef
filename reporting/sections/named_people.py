"""People in a role, by name only where they may be named in this report (decision 69)."""

from collections.abc import Iterable

from programme.models import Person

UNNAMED = "hier niet met naam genoemd"


def told(people: Iterable[Person], *, separator: str, with_capacity: bool = False) -> str:
    """Empty where there is nobody. `is_named` of each was read with the records."""
    rows = list(people)
    named = [_with_capacity(row) if with_capacity else str(row) for row in rows if row.is_named]
    if len(named) < len(rows):
        named.append(f"anderen, {UNNAMED}" if named else UNNAMED)
    return separator.join(named)


def _with_capacity(person: Person) -> str:
    return f"{person} ({person.capacity})" if person.capacity else str(person)
