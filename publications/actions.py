"""Adding, changing and removing many publications at once; read from a file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from backoffice.records import IMPORTED
from backoffice.replacing import user_of
from dates.fields import date_columns
from programme.models import Programme

from .models import Publication

BATCH = 500


@transaction.atomic
def add_publications(
    rows: Sequence[Mapping[str, Any]], *, programme: Programme, by: object
) -> list[Publication]:
    """Of checked values; for each batch in a fixed number of queries."""
    taken = set(Publication.objects.values_list("slug", flat=True))
    made: list[Publication] = []
    for batch in _batches(rows):
        new = [Publication(programme=programme, slug=_slug(row, taken), **row) for row in batch]
        made += bulk_create_with_history(new, Publication, **_read_by(by))
    return made


@transaction.atomic
def change_publications(
    rows: Sequence[tuple[Publication, Mapping[str, Any]]], *, by: object
) -> None:
    """Give each, as it stands under its lock, the checked values beside it; for each batch in a
    fixed number of queries."""
    names = {name for _, values in rows for name in values}
    fields = [*(names - {"date"}), *(date_columns("date", None) if "date" in names else ())]
    for batch in _batches(rows):
        for publication, values in batch:
            for name, value in values.items():
                setattr(publication, name, value)
        changed = [publication for publication, _ in batch]
        bulk_update_with_history(changed, Publication, fields, **_read_by(by))


@transaction.atomic
def remove_publications(publications: Sequence[Publication]) -> None:
    """Made by mistake."""
    Publication.objects.filter(pk__in=[each.pk for each in publications]).delete()


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """So that the histories of all are never in memory together."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _read_by(by: object) -> dict[str, Any]:
    return {
        "default_user": user_of(by),
        "default_change_reason": IMPORTED,
        "batch_size": BATCH,
    }


def _slug(row: Mapping[str, Any], taken: set[str]) -> str:
    wanted = slugify(row["title"])[:100].strip("-") or "bijdrage"
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    taken.add(slug)
    return slug
