from typing import Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from dates.values import Period
from dutch.sorting import fold


def lies_in(name: str, period: Period) -> Q:
    """The approximate date `name` lies in the period, whole."""
    return Q(**{f"{name}_earliest__gte": period.first, f"{name}_latest__lte": period.last})


def touches(name: str, period: Period) -> Q:
    """The approximate date `name` lies in the period, or may do so."""
    return Q(**{f"{name}_earliest__lte": period.last, f"{name}_latest__gte": period.first})


class OrganisationQuerySet(models.QuerySet):
    def present(self) -> Self:
        """Without those that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def matching(self, words: str) -> Self:
        """Those of which each of the words stands in the name, abbreviation or another name.

        No likeness is guessed: "ICTU" must not find "DICTU" first, nor one ministry another. Who is
        called exactly that comes first.
        """
        from .models import OrganisationName

        found = self
        for word in fold(words).split():
            other = OrganisationName.objects.filter(
                organisation=OuterRef("pk"), sort_key__contains=word
            )
            found = found.filter(
                Q(sort_key__contains=word) | Q(abbreviation__iexact=word) | Exists(other)
            )
        exactly = Q(sort_key=fold(words)) | Q(abbreviation__iexact=words.strip())
        nearness = Case(When(exactly, then=Value(0)), default=Value(1))
        return found.order_by(nearness, "rank", "sort_key", "id")
