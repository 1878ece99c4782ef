"""Talks about a pilot: acquisition is part of the story (domain.md, rules 10 and 21)."""

from django.db import models

from backoffice.links import LinkToMany
from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dutch.sorting import LONGEST_KEY, fold
from programme.models import Organisation, Person, Programme

from ..querysets import ConversationQuerySet
from .pilot import Pilot


class Counterparty(models.Model):
    """With whom is talked: an organisation, a profession, a kind of organisation, or a pair."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", "organisatie"
        PROFESSION = "profession", "beroepsgroep"
        KIND = "kind", "soort organisatie"
        PAIR = "pair", "organisaties samen"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="counterparties", verbose_name="programma"
    )
    name = models.CharField("naam", max_length=150)
    kind = models.CharField("soort", max_length=20, choices=Kind, default=Kind.ORGANISATION)
    organisations = LinkToMany(
        Organisation,
        blank=True,
        related_name="counterparties",
        verbose_name="organisaties in het register",
    )
    decision_maker = models.CharField(
        "wie beslist", max_length=150, blank=True, help_text="De afdeling of functie; geen namen."
    )
    sort_key = models.CharField(max_length=LONGEST_KEY, editable=False)
    history = History(
        excluded_fields=["sort_key"],
        m2m_fields=["organisations"],
        verbose_name="geschiedenis van gesprekspartner",
    )

    class Meta:
        verbose_name = "gesprekspartner"
        verbose_name_plural = "gesprekspartners"
        ordering = ["programme", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "sort_key"],
                name="pilots_counterparty_name_once",
                violation_error_code="pilots_counterparty_name_once",
                violation_error_message="Deze gesprekspartner staat er al.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = fold(self.name)
        super().save(*args, **kwargs)

    def natural_key(self) -> str:
        return f"{self.programme.slug}/{self.sort_key}"


class Conversation(models.Model):
    class Stage(models.TextChoices):
        """What nobody wrote down stays unknown: a talk is not "verkennend" by itself."""

        UNKNOWN = "unknown", "niet vastgelegd"
        EXPLORATORY = "exploratory", "verkennend"
        CONCRETE = "concrete", "concreet"
        AGREED = "agreed", "afgesproken"
        DECLINED = "declined", "afgevallen"

    class Obstacle(models.TextChoices):
        """Empty: nothing in the way, or nobody wrote it down."""

        MONEY = "money", "geld"
        TIME = "time", "tijd of drukte"
        DECISION = "decision", "nog geen besluit"
        CHANGE = "change", "reorganisatie of ander management"
        TRUST = "trust", "zorg over vertrouwelijkheid"
        NEED = "need", "ziet de noodzaak niet"
        OTHER = "other", "anders"

    GOING_ON = (Stage.UNKNOWN, Stage.EXPLORATORY, Stage.CONCRETE)
    """Nothing came of it yet, and nobody has said no."""

    counterparty = models.ForeignKey(
        Counterparty,
        on_delete=models.PROTECT,
        related_name="conversations",
        verbose_name="gesprekspartner",
    )
    pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conversations",
        verbose_name="over welke pilot",
    )
    date = ApproximateDateField("datum")
    stage = models.CharField("stadium", max_length=20, choices=Stage, default=Stage.UNKNOWN)
    spoken_by = LinkToMany(
        Person,
        blank=True,
        related_name="conversations",
        verbose_name="wie sprak namens de stichting",
    )
    obstacle_kind = models.CharField(
        "soort belemmering", max_length=20, choices=Obstacle, blank=True
    )
    obstacle = models.TextField("wat staat in de weg", blank=True)
    next_step = models.TextField("volgende stap", blank=True)
    next_step_on = models.DateField("volgende stap uiterlijk op", null=True, blank=True)
    next_step_done = models.DateField("volgende stap gedaan op", null=True, editable=False)
    history = History(m2m_fields=["spoken_by"], verbose_name="geschiedenis van gesprek")

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        ordering = ["counterparty", "id"]
        constraints = [
            *date_constraints("pilots_conversation", "date"),
            models.CheckConstraint(
                condition=~models.Q(next_step="") | models.Q(next_step_on__isnull=True),
                name="pilots_conversation_step_with_day",
                violation_error_code="pilots_conversation_step_with_day",
                violation_error_message="Schrijf op wat de volgende stap is, of laat de dag leeg.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gesprek met {self.counterparty}"
