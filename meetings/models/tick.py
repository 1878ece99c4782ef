from django.db import models


class AppliedTick(models.Model):
    """What was ticked off on a phone and has been done: sent again, it is not done again.

    Tells nothing of anybody. It outlives what lies on a phone, and goes then (decision 61).
    """

    key = models.UUIDField("sleutel", unique=True)
    applied_at = models.DateTimeField("verwerkt op", auto_now_add=True)

    class Meta:
        verbose_name = "verwerkt vinkje"
        verbose_name_plural = "verwerkte vinkjes"

    def __str__(self) -> str:
        return str(self.key)
