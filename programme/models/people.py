from typing import Self

from django.db import models
from django.db.models import Q

from backoffice.records import History
from backoffice.retiring import OfferedQuerySet, Retirable
from dutch.sorting import LONGEST_KEY, fold


def full_name(title: str, name: str) -> str:
    """dr. I. Nuijten"""
    return f"{title} {name}".strip()


class PersonQuerySet(OfferedQuerySet):
    def offered(self) -> Self:
        """Those that can be chosen anew: not merged, and not out of use."""
        return super().offered().filter(merged_into__isnull=True)

    def named_on_site(self) -> Self:
        """Those who agreed to it."""
        return self.filter(self._may("site", Q(answer="agreed")))

    def named_in_report(self, year: int) -> Self:
        """Those who agreed to it, or whom a published source on that year names (decision 69)."""
        return self.filter(self._may_in_report(year))

    def told_in_report(self, year: int) -> Self:
        """All, each with whether it may be named there."""
        is_named = models.ExpressionWrapper(self._may_in_report(year), models.BooleanField())
        return self.annotate(is_named=is_named)

    def refused_in_report(self) -> Self:
        return self.filter(self._refusal("report"))

    def _may_in_report(self, year: int) -> Q:
        return self._may("report", Q(answer="agreed") | Q(answer="published", year=year))

    def _may(self, use: str, yes: Q) -> Q:
        return Q(self._said(use, yes)) & ~Q(self._refusal(use))

    def _refusal(self, use: str) -> models.Exists:
        return self._said(use, Q(answer="refused"))

    def _said(self, use: str, what: Q) -> models.Exists:
        """Also what was said under a record that went up in this one: it is the same person."""
        same = Q(person=models.OuterRef("pk")) | Q(person__merged_into=models.OuterRef("pk"))
        said = self.model.name_uses.rel.related_model.objects
        return models.Exists(said.filter(same, what, use=use))


class Person(Retirable):
    """Someone who works on the programme in public: a facilitator, speaker, author or translator.

    Participants, ambassadors and story givers are not kept here.
    """

    name = models.CharField("naam", max_length=120)
    title = models.CharField("titel", max_length=40, blank=True)
    capacity = models.CharField(
        "hoedanigheid",
        max_length=250,
        blank=True,
        help_text="Zoals het in de rapportage komt, bijvoorbeeld: senior docent.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="samengevoegd met",
    )
    sort_key = models.CharField(max_length=LONGEST_KEY, editable=False, unique=True)
    history = History(excluded_fields=["sort_key"], verbose_name="geschiedenis van medewerker")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="programme_person_not_merged_into_itself",
                violation_error_message="Een medewerker gaat niet in zichzelf op.",
            )
        ]

    def __str__(self) -> str:
        return full_name(self.title, self.name)

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = fold(self.name)
        super().save(*args, **kwargs)

    def natural_key(self) -> str:
        return self.sort_key
