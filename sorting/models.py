"""A round, in which a group sorts value cards, and the sorts that are being made in it.

Of a sort that was handed in nothing stays but that it counted: it is added to the tally of its
round, and its cards are forgotten in the same transaction. No row knows an order, a moment or a
person (docs/decisions/0050-sorting-without-a-trace.md).
"""

from datetime import date
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse

from backoffice.records import History
from pilots.models import Group

from .piles import CARDS, UNSORTED, Pile

FEWEST = 5
"""People of whom a picture is shown (domain.md, rule 25)."""


class Rounds(models.QuerySet):
    def open_on(self, today: date) -> Self:
        return self.filter(state=Round.State.OPEN, open_until__gte=today)

    def due_on(self, today: date) -> Self:
        """Those whose last day is past, and that were not ended yet."""
        return self.filter(state=Round.State.OPEN, open_until__lt=today)


class Round(models.Model):
    """A group sorts thirty cards, each person alone. Ended, only the sums stay."""

    class Question(models.TextChoices):
        MINE = "mine", "Wat vind ik belangrijk?"
        OURS = "ours", "Hoe is het bij ons?"

    class Moves(models.TextChoices):
        AT_END = "end", "aan het eind, van iedereen"
        IN_STEPS = "steps", "tijdens het leggen, per vijf mensen"

    class State(models.TextChoices):
        OPEN = "open", "open"
        ENDED = "ended", "afgelopen"

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="sorting_rounds", verbose_name="groep"
    )
    question = models.CharField("vraag", max_length=10, choices=Question)
    moves = models.CharField(
        "wanneer ziet u het beeld?", max_length=10, choices=Moves, default=Moves.AT_END
    )
    open_until = models.DateField("open tot en met")
    state = models.CharField(
        "stand", max_length=10, choices=State, default=State.OPEN, editable=False
    )
    code = models.CharField("code", max_length=8, editable=False)
    cards = models.JSONField("kaarten", default=list, editable=False)
    counted = models.PositiveSmallIntegerField("doorgegeven", default=0, editable=False)
    on_paper = models.PositiveSmallIntegerField("waarvan op papier", default=0, editable=False)
    tally = models.JSONField("telling", default=list, editable=False)
    shown_people = models.PositiveSmallIntegerField(
        "mensen in het beeld", default=0, editable=False
    )
    shown_on_paper = models.PositiveSmallIntegerField(
        "waarvan op papier, in het beeld", default=0, editable=False
    )
    shown = models.JSONField("getoonde sommen", default=list, editable=False)
    history = History(
        excluded_fields=[
            *("cards", "counted", "on_paper", "tally"),
            *("shown_people", "shown_on_paper", "shown"),
        ],
        verbose_name="geschiedenis van ronde",
    )

    objects = Rounds.as_manager()

    class Meta:
        verbose_name = "ronde waardenkaarten"
        verbose_name_plural = "rondes waardenkaarten"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="sorting_round_code_once",
                violation_error_code="sorting_round_code_once",
                violation_error_message="Deze code is al gebruikt. Open de ronde nog eens.",
            ),
            models.CheckConstraint(
                condition=Q(shown_people=0) | Q(shown_people__gte=FEWEST),
                name="sorting_round_shown_from_five",
                violation_error_code="sorting_round_shown_from_five",
                violation_error_message="Een beeld is van ten minste vijf mensen.",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(counted=0, on_paper=0),
                name="sorting_round_ended_without_tally",
                violation_error_code="sorting_round_ended_without_tally",
                violation_error_message="Van een ronde die is afgelopen, blijft alleen het beeld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_question_display()} ({self.code})"

    def get_absolute_url(self) -> str:
        """Where people of the group begin."""
        return reverse("sorting:start", args=[self.code])

    @property
    def piles(self) -> list[Pile]:
        """From most to least."""
        return [Pile(number, name) for number, name in PILE_NAMES[self.question].items()]

    def is_open_on(self, today: date) -> bool:
        return self.state == self.State.OPEN and today <= self.open_until


PILE_NAMES: dict[str, dict[int, str]] = {
    Round.Question.MINE: {
        5: "Het belangrijkst",
        4: "Belangrijk",
        3: "Ertussenin",
        2: "Minder belangrijk",
        1: "Het minst belangrijk",
    },
    Round.Question.OURS: {
        5: "Het sterkst bij ons",
        4: "Sterk bij ons",
        3: "Ertussenin",
        2: "Minder sterk",
        1: "Het minst sterk",
    },
}


class Sort(models.Model):
    """One set of cards on its way. Its key is the link of who sorts, and says nothing else."""

    key = models.UUIDField("kenmerk", primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="sorts", verbose_name="ronde"
    )
    piles = models.CharField("stapels", max_length=CARDS, default=UNSORTED, blank=True)
    is_done = models.BooleanField("doorgegeven", default=False)

    class Meta:
        verbose_name = "sortering"
        verbose_name_plural = "sorteringen"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_done=True, piles="") | Q(is_done=False) & ~Q(piles=""),
                name="sorting_sort_forgotten_when_done",
                violation_error_code="sorting_sort_forgotten_when_done",
                violation_error_message="Van wat is doorgegeven, blijven geen kaarten staan.",
            )
        ]

    def __str__(self) -> str:
        return f"Sortering in {self.round}"
