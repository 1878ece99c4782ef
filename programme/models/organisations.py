from collections.abc import Iterator, Sequence
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from backoffice.records import History
from backoffice.retiring import Retirable
from dates.fields import ApproximateDateField, date_constraints
from dutch.sorting import LONGEST_KEY, fold

from ..querysets import OrganisationQuerySet

BATCH = 500


class Sector(models.TextChoices):
    CENTRAL = "rijk", "Rijk"
    PROVINCE = "provincie", "Provincie"
    MUNICIPALITY = "gemeente", "Gemeente"
    WATER_BOARD = "waterschap", "Waterschap"
    AGENCY = "uitvoering", "Uitvoeringsorganisatie"
    JUSTICE = "rechtspraak", "Rechtspraak en OM"
    EDUCATION = "onderwijs", "Onderwijs"
    OTHER = "overig", "Overig"


class Rank(models.IntegerChoices):
    """Where it stands among what a search finds."""

    FIRST = 0, "vooraan"
    PLAIN = 1, "gewoon"
    LAST = 2, "achteraan"


class Organisation(Retirable):
    """One organisation under its present name; other and former names are its `names`."""

    name = models.CharField("naam", max_length=250)
    abbreviation = models.CharField("afkorting", max_length=60, blank=True)
    sector = models.CharField("sector", max_length=20, choices=Sector)
    kind = models.CharField("soort in het register", max_length=60, blank=True)
    code = models.CharField(
        "code in het register", max_length=20, unique=True, null=True, blank=True, default=None
    )
    place = models.CharField("plaats", max_length=80, blank=True)
    website = models.URLField("website", max_length=600, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="samengevoegd met",
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="valt onder",
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="opgevolgd door",
        help_text="Van een organisatie die niet meer bestaat.",
    )
    sort_key = models.CharField(max_length=LONGEST_KEY, editable=False, db_index=True)
    rank = models.PositiveSmallIntegerField(
        "plaats bij zoeken",
        choices=Rank,
        default=Rank.PLAIN,
        help_text="Ministeries, gemeenten en dergelijke staan vooraan.",
    )
    history = History(excluded_fields=["sort_key"], verbose_name="geschiedenis van organisatie")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="programme_organisation_not_merged_into_itself",
                violation_error_message="Een organisatie gaat niet in zichzelf op.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="programme_organisation_not_its_own_parent",
                violation_error_code="programme_organisation_not_its_own_parent",
                violation_error_message="Een organisatie valt niet onder zichzelf.",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("id")),
                name="programme_organisation_not_its_own_successor",
                violation_error_code="programme_organisation_not_its_own_successor",
                violation_error_message="Een organisatie volgt zichzelf niet op.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.code = self.code or None
        self.sort_key = fold(self.name)
        super().save(*args, **kwargs)
        NameKey.objects.renew(self)

    def natural_key(self) -> str:
        return self.code or self.sort_key

    def names_in(self, year: int) -> list[str]:
        """What it was called in that year, where that is known and was not its present name; more
        than one where it is made of several."""
        return [other.name for other in self.former_names if other.was_used_in(year)]

    @cached_property
    def former_names(self) -> list["OrganisationName"]:
        return list(self.names.filter(is_former=True))


class OrganisationName(models.Model):
    """Another name by which people know an organisation; never a guess."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="names", verbose_name="organisatie"
    )
    name = models.CharField("andere naam", max_length=250)
    is_former = models.BooleanField("vroegere naam", default=False)
    since = ApproximateDateField("vanaf")
    until = ApproximateDateField("tot en met")
    sort_key = models.CharField(max_length=LONGEST_KEY, editable=False, db_index=True)
    history = History(excluded_fields=["sort_key"], verbose_name="geschiedenis van andere naam")

    class Meta:
        verbose_name = "andere naam"
        verbose_name_plural = "andere namen"
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sort_key"],
                name="programme_organisationname_once",
                violation_error_message="Deze naam staat er al.",
            ),
            *date_constraints("programme_organisationname", "since"),
            *date_constraints("programme_organisationname", "until"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = fold(self.name)
        super().save(*args, **kwargs)
        self.keys.exclude(key=self.sort_key, organisation=self.organisation_id).delete()
        NameKey.objects.get_or_create(
            other_name=self, key=self.sort_key, organisation_id=self.organisation_id
        )

    def was_used_in(self, year: int) -> bool:
        """Only of a former name of which beginning and end are known: nothing is supposed."""
        if not self.is_former or self.since is None or self.until is None:
            return False
        return self.since.earliest.year <= year <= self.until.latest.year


class NameKeyQuerySet(models.QuerySet):
    def present(self) -> Self:
        """Of organisations that were not merged into another."""
        return self.filter(organisation__merged_into__isnull=True)

    def offered(self) -> Self:
        """Of organisations that can be chosen anew."""
        return self.present().filter(organisation__is_retired=False)

    def renew(self, organisation: Organisation) -> None:
        """Hold name and abbreviation as they are now; a write only where they changed."""
        stored = self.filter(organisation=organisation, other_name=None)
        own = list(NameKey.own(organisation))
        if {(row.key, row.is_abbreviation) for row in own} != set(
            stored.values_list("key", "is_abbreviation")
        ):
            stored.delete()
            self.bulk_create(own)

    def renew_all(self, organisations: Sequence[Organisation]) -> None:
        """As `renew`, of many at once."""
        for start in range(0, len(organisations), BATCH):
            batch = organisations[start : start + BATCH]
            self.filter(organisation__in=batch, other_name=None).delete()
            self.bulk_create(key for each in batch for key in NameKey.own(each))

    def fill(self) -> None:
        """Give organisations that were made many at once their keys."""
        bare = Organisation.objects.filter(keys=None).prefetch_related("names")
        self.bulk_create(key for each in bare for key in NameKey.every(each))


class NameKey(models.Model):
    """One spelling under which an organisation is found: its name, abbreviation or other name.

    Stored twice for speed: every registration asks which organisation is called so, and one index
    answers that. Written by `save` of the row it is of, and by what makes many rows at once.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="keys")
    other_name = models.ForeignKey(
        OrganisationName, on_delete=models.CASCADE, null=True, related_name="keys"
    )
    key = models.CharField(max_length=LONGEST_KEY, db_index=True)
    is_abbreviation = models.BooleanField(default=False)

    objects = NameKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "zoeksleutel"
        verbose_name_plural = "zoeksleutels"

    def __str__(self) -> str:
        return self.key

    @classmethod
    def own(cls, organisation: Organisation) -> Iterator[Self]:
        yield cls(organisation=organisation, key=organisation.sort_key)
        if organisation.abbreviation:
            short = fold(organisation.abbreviation)
            yield cls(organisation=organisation, key=short, is_abbreviation=True)

    @classmethod
    def every(cls, organisation: Organisation) -> Iterator[Self]:
        yield from cls.own(organisation)
        for other in organisation.names.all():
            yield cls(organisation=organisation, other_name=other, key=other.sort_key)
