from django.db import models

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dates.to_come import refuse_to_come
from programme.models import Programme


class StatedFigure(models.Model):
    """A figure that staff state, with its source and date, because no records hold it (rule 6)."""

    class Key(models.TextChoices):
        ORGANISATIONS = "reach.organisations", "bereikte organisaties, sinds het begin"

    class Qualifier(models.TextChoices):
        EXACT = "", "precies"
        MORE_THAN = "meer dan", "meer dan"
        AT_LEAST = "ten minste", "ten minste"
        ABOUT = "ongeveer", "ongeveer"
        LESS_THAN = "minder dan", "minder dan"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="stated_figures", verbose_name="programma"
    )
    key = models.CharField("cijfer", max_length=40, choices=Key)
    value = models.PositiveIntegerField("aantal")
    qualifier = models.CharField(
        "hoe precies", max_length=20, choices=Qualifier, blank=True, default=Qualifier.EXACT
    )
    as_of = ApproximateDateField("stand van")
    source = models.CharField("bron", max_length=250)
    history = History(verbose_name="geschiedenis van opgegeven cijfer")

    class Meta:
        verbose_name = "opgegeven cijfer"
        verbose_name_plural = "opgegeven cijfers"
        ordering = ["programme", "key", "as_of_latest", "id"]
        constraints = [
            *date_constraints("reporting_statedfigure", "as_of"),
            models.CheckConstraint(
                condition=models.Q(as_of_latest__isnull=False),
                name="reporting_statedfigure_has_date",
                violation_error_code="reporting_statedfigure_has_date",
                violation_error_message="Vul in van wanneer dit cijfer is.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="reporting_statedfigure_has_source",
                violation_error_code="reporting_statedfigure_has_source",
                violation_error_message="Vul in waar dit cijfer vandaan komt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.qualifier} {self.value}".replace(":  ", ": ")

    def clean(self) -> None:
        refuse_to_come(as_of=self.as_of)

    def natural_key(self) -> str:
        return f"{self.programme.slug}/{self.key}/{self.as_of_latest}"
