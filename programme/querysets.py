from typing import Self

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Concat, Replace

from backoffice.retiring import OfferedQuerySet
from dates.values import Period
from dutch.sorting import fold

from .search_words import abbreviations, search_words, spellings


def lies_in(name: str, period: Period) -> Q:
    """The approximate date `name` lies in the period, whole."""
    return Q(**{f"{name}_earliest__gte": period.first, f"{name}_latest__lte": period.last})


def touches(name: str, period: Period) -> Q:
    """The approximate date `name` lies in the period, or may do so."""
    return Q(**{f"{name}_earliest__lte": period.last, f"{name}_latest__gte": period.first})


_APART = Replace(Concat(Value(" "), "key", Value(" ")), Value("-"), Value(" "))
"""A name with a space before and after each word."""


def _stands_in_key(word: str) -> Q:
    """The word stands in a name, or is the abbreviation."""
    condition = Q(key__in=abbreviations(word))
    for spelling in spellings(word):
        condition |= Q(is_abbreviation=False, key__contains=spelling)
    return condition


class OrganisationQuerySet(OfferedQuerySet):
    def present(self) -> Self:
        """Without those that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def offered(self) -> Self:
        """Those that can be chosen anew: not merged, and not out of use."""
        return super().offered().present()

    def matching(self, typed: str) -> Self:
        """Those of which each of the words stands in a name, or is the abbreviation; none for none.

        No likeness is guessed: "ICTU" must not find "DICTU" first, nor one ministry another. Who is
        called exactly that comes first; of one rank, those in whose name the words stand whole.
        """
        words = search_words(typed)
        if not words:
            return self.none()
        keys = self.model._meta.get_field("keys").related_model.objects
        of_organisation = keys.filter(organisation=OuterRef("pk"))
        is_called = Exists(of_organisation.filter(key__in={fold(typed), " ".join(words)}))
        apart = of_organisation.annotate(apart=_APART)
        holds_all, holds_whole = Q(), Q()
        for word in words:
            holds_all &= Q(Exists(of_organisation.filter(_stands_in_key(word))))
            holds_whole &= Q(Exists(apart.filter(apart__contains=f" {word} ")))
        found = self.filter(Q(is_called) | holds_all)
        nearness = Case(When(is_called, then=Value(0)), default=Value(1))
        wholeness = Case(When(holds_whole, then=Value(0)), default=Value(1))
        return found.order_by(nearness, "rank", wholeness, "sort_key", "id")
