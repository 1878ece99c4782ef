import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from .meeting import Meeting


class Evaluation(models.Model):
    """What one person thought of a meeting that was held. Nobody can tell who that was.

    No person, address, machine or moment is kept; a random key keeps no order of arrival either.
    """

    class Degree(models.IntegerChoices):
        NOTHING = 1, "Niets"
        LITTLE = 2, "Weinig"
        SOME = 3, "Iets"
        MUCH = 4, "Veel"
        VERY_MUCH = 5, "Heel veel"

    LOWEST_MARK, HIGHEST_MARK = 1, 10

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="evaluations", verbose_name="bijeenkomst"
    )
    useful = models.PositiveSmallIntegerField("nut voor het werk", choices=Degree)
    recognised = models.PositiveSmallIntegerField("herkenning", choices=Degree)
    mark = models.PositiveSmallIntegerField(
        "rapportcijfer",
        validators=[MinValueValidator(LOWEST_MARK), MaxValueValidator(HIGHEST_MARK)],
    )
    takes_along = models.TextField("wat iemand meeneemt", blank=True)

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["meeting", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__range=(1, 5), recognised__range=(1, 5)),
                name="meetings_evaluation_answers_of_the_list",
                violation_error_message="Kies bij elke vraag een van de antwoorden.",
            ),
            models.CheckConstraint(
                condition=Q(mark__range=(1, 10)),
                name="meetings_evaluation_mark_from_1_to_10",
                violation_error_message="Kies een cijfer van 1 tot en met 10.",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluatie {self.pk}"


class EvaluationTicket(models.Model):
    """That one participant may still answer, once. Goes when the answers come in.

    Holds neither the person nor the meeting: those are in the signed link, from which the key
    cannot be told. An answer has nothing of its ticket (docs/decisions/0018-one-answer-each.md).
    """

    key = models.CharField(primary_key=True, max_length=32, editable=False)
    kept_until = models.DateField(editable=False)

    class Meta:
        verbose_name = "bewijs voor de evaluatie"
        verbose_name_plural = "bewijzen voor de evaluatie"

    def __str__(self) -> str:
        return "Bewijs voor de evaluatie"
