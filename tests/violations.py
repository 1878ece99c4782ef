"""One way to break each constraint, and what the database and the person then hear."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

INTERVAL = "Een datum heeft een eerste en een laatste dag, in volgorde."


@dataclass(frozen=True)
class Violation:
    """`row` makes a sound row; `changes`, or what they are for that row, break the constraint."""

    constraint: str
    row: Callable[[], models.Model]
    changes: dict[str, object] | Callable[[models.Model], dict[str, object]]
    sentence: str

    def __str__(self) -> str:
        return self.constraint


def interval_violations(constraint: str, row: Callable[[], models.Model]) -> list[Violation]:
    """The four ways in which an approximate date is no interval; the constraint names its field."""
    app_and_model = "_".join(constraint.split("_")[:2])
    name = constraint.removeprefix(f"{app_and_model}_").removesuffix("_interval")
    broken = (
        {"earliest": date(2013, 3, 2), "latest": date(2013, 3, 1), "wording": ""},
        {"earliest": date(2013, 3, 1), "latest": None, "wording": ""},
        {"earliest": None, "latest": date(2013, 3, 1), "wording": ""},
        {"earliest": None, "latest": None, "wording": "najaar 2013"},
    )
    return [
        Violation(
            constraint, row, {f"{name}_{part}": value for part, value in one.items()}, INTERVAL
        )
        for one in broken
    ]


def assert_database_refuses(violation: Violation) -> None:
    row, changes = _sound_row_and_changes(violation)

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**changes)

    assert _name_of(row, violation.constraint) in str(refusal.value)


def assert_person_hears(violation: Violation) -> None:
    row, changes = _sound_row_and_changes(violation)
    row.full_clean()
    for name, value in changes.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()

    assert refusal.value.messages == [violation.sentence]


def _sound_row_and_changes(violation: Violation) -> tuple[models.Model, dict[str, object]]:
    row = violation.row()
    changes = violation.changes
    return row, changes(row) if callable(changes) else changes


def _name_of(row: models.Model, name: str) -> str:
    """SQLite does not name a unique constraint of fields, but its columns."""
    constraint = next(known for known in row._meta.constraints if known.name == name)
    fields = getattr(constraint, "fields", ())
    if connection.vendor == "postgresql" or not fields:
        return name
    columns = (row._meta.get_field(field).column for field in fields)
    return ", ".join(f"{row._meta.db_table}.{column}" for column in columns)
