"""What the server knows of itself; nothing here is about a person."""

from django.db import models


class Watch(models.Model):
    """The newest result of one thing that is watched: a check, or a job of the worker.

    `is_well` is null where it could not be found out.
    """

    name = models.CharField(max_length=60, unique=True)
    is_well = models.BooleanField(null=True)
    found = models.CharField(max_length=500)
    todo = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "waarneming van de server"
        verbose_name_plural = "waarnemingen van de server"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
