"""What the page tells of each row, in the words of the privacy page and of the screen."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from privacy.declarations import Declaration, Door, declared
from privacy.requests import value_of


@dataclass(frozen=True)
class Row:
    """`values` is a list of label and value; `doors` are the pages to do something about it."""

    values: list[tuple[str, Any]]
    doors: list[Door]


@dataclass(frozen=True)
class Part:
    """All rows of one kind; `stays` says why they are not erased, and is empty otherwise."""

    occasion: str
    why: str
    kept: str
    stays: str
    rows: list[Row]


def parts_of(email: str) -> list[Part]:
    """One for each kind of which there is a row, what people did themselves first."""
    parts = (_part(each, email) for each in reversed(declared()))
    return [part for part in parts if part.rows]


def _part(each: Declaration, email: str) -> Part:
    rows = each.rows_of(email).order_by("-pk").select_related(*_related(each))
    told = [_row(each, row) for row in rows]
    return Part(each.occasion, each.why, each.kept, each.stays, told)


def _related(each: Declaration) -> list[str]:
    return [field.name for field in each.exported if field.many_to_one]


def _row(each: Declaration, row: Model) -> Row:
    """Without what is a text of its own, such as that of a mail: that stands in the file alone."""
    values = [
        (str(field.verbose_name), value_of(each, row, field.name))
        for field in each.exported
        if field.name not in each.worded
    ]
    told = [(label, value) for label, value in values if value not in ("", None)]
    return Row(told, [*each.doors(row)])
