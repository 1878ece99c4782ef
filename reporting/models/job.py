from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from .report import ProgressReport

LEASE = timedelta(minutes=5)
"""Longer than making takes: after it the worker was killed, and another may begin again."""


class PublishJobs(models.QuerySet):
    def unfinished(self) -> "PublishJobs":
        return self.filter(finished_at=None)

    def due(self, now: datetime) -> "PublishJobs":
        """Not begun yet, or begun by a worker that was killed."""
        free = models.Q(started_at=None) | models.Q(started_at__lt=now - LEASE)
        return self.unfinished().filter(free).order_by("id")


class PublishJob(models.Model):
    """That a report was approved and is to be made by the worker (`reporting.publishing`).

    `approved` is the SHA-256 of the Document as it stood then, so that nothing else is published.
    Unfinished until the version is stored, or until `error` says why it was not.
    """

    report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, related_name="jobs", verbose_name="rapportage"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="goedgekeurd door",
    )
    requested_at = models.DateTimeField("goedgekeurd op", auto_now_add=True)
    approved = models.CharField(
        "SHA-256 van wat is goedgekeurd", max_length=64, blank=True, editable=False
    )
    started_at = models.DateTimeField("begonnen op", null=True, editable=False)
    formats_made = models.PositiveSmallIntegerField("vormen gemaakt", default=0, editable=False)
    finished_at = models.DateTimeField("klaar op", null=True, editable=False)
    error = models.TextField("waarom het niet lukte", blank=True, editable=False)

    objects = PublishJobs.as_manager()

    class Meta:
        verbose_name = "publicatie in de maak"
        verbose_name_plural = "publicaties in de maak"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(finished_at=None),
                name="reporting_publishjob_one_at_a_time",
                violation_error_message="Deze rapportage wordt al gemaakt.",
            )
        ]

    def __str__(self) -> str:
        return f"Publicatie van {self.report}"
