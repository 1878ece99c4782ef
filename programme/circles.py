"""Rows that point at rows of their own kind, and may not come back where they began."""

from django.db import models


def is_in_circle(row: models.Model, name: str) -> bool:
    """Whether following the foreign key `name` from the row leads back to it.

    A row that points at itself is left to its constraint. A circle further on, which the row only
    leads into, is not this row's: the search then ends without finding it.
    """
    column = row._meta.get_field(name).attname
    rows = row._meta.concrete_model._base_manager
    seen = {getattr(row, column)}
    following = _next(rows, column, getattr(row, column))
    while following is not None and following not in seen:
        if following == row.pk:
            return True
        seen.add(following)
        following = _next(rows, column, following)
    return False


def _next(rows: models.Manager, column: str, key: object) -> object:
    return rows.filter(pk=key).values_list(column, flat=True).first() if key else None
