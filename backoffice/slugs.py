"""A name in addresses for a new row."""

from collections.abc import Sequence

from django.db import models
from django.utils.text import slugify


def fill_slug(obj: models.Model, *words: str, among: models.QuerySet | None = None) -> None:
    """Give a new row a slug of these words that no row has yet; an existing slug stays."""
    if obj.slug:
        return
    rows = obj._meta.concrete_model._base_manager.all() if among is None else among
    obj.slug = free_slug(rows, obj, words)


def free_slug(rows: models.QuerySet, obj: models.Model, words: Sequence[str]) -> str:
    longest = obj._meta.get_field("slug").max_length - 5
    wanted = slugify(" ".join(words))[:longest].strip("-") or obj._meta.model_name
    taken = set(rows.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)
