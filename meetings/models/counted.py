"""People counted once each, without being known (decision 70)."""

from django.db import models

from .meeting import Meeting


class CountingKey(models.Model):
    """What makes marks of addresses, for the meetings of one year. It is in no archive, and once it
    is destroyed nobody can tell whose mark one is."""

    year = models.PositiveSmallIntegerField("jaar", unique=True)
    key = models.BinaryField()

    class Meta:
        verbose_name = "sleutel om mensen te tellen"
        verbose_name_plural = "sleutels om mensen te tellen"

    def __str__(self) -> str:
        return f"sleutel van {self.year}"


class CountedPerson(models.Model):
    """Somebody was at this meeting: a keyed hash of the address, the same within one year. It stays
    when the registration is erased, so that the number does."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="counted", verbose_name="bijeenkomst"
    )
    mark = models.CharField("merkteken", max_length=64)

    class Meta:
        verbose_name = "getelde aanwezige"
        verbose_name_plural = "getelde aanwezigen"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "mark"],
                name="meetings_countedperson_once",
                violation_error_message="Deze aanwezige is al geteld.",
            )
        ]

    def __str__(self) -> str:
        return "getelde aanwezige"
