"""Whether there are rows of several kinds, asked in one query."""

from collections.abc import Mapping

from django.db.models import Exists, Model, QuerySet


def which_exist(about: Model, rows: Mapping[str, QuerySet]) -> set[str]:
    """The names of those that hold a row; asked beside the row of a thing that they are about."""
    if not rows:
        return set()
    found = type(about)._base_manager.filter(pk=about.pk).order_by()
    answers = found.values_list(*map(Exists, rows.values())).first()
    return {name for name, is_there in zip(rows, answers or (), strict=False) if is_there}
