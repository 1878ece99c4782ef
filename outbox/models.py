import uuid

from django.db import models
from django.utils import timezone

from .kinds import KINDS
from .querysets import MessageQuerySet
from .secrets import masked


class Message(models.Model):
    """A mail as a row: written in the transaction that causes it, sent by the worker.

    `key` names the person and the cause, so that one cause gives one mail. `context` holds plain
    values of the moment of the cause; the worker makes the text of them (`outbox.composing`). Both
    `to` and `context` are erased in time (`outbox.retention`), and what is secret in it as soon as
    the mail has been sent (`outbox.secrets`).
    `message_id` is fixed before the first attempt: should a worker die while sending, the second
    copy carries the same one and mail programs can show them as one.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "wacht op verzending"
        SENT = "sent", "verstuurd"
        FAILED = "failed", "niet gelukt"
        WITHDRAWN = "withdrawn", "ingetrokken"

    key = models.CharField("oorzaak", max_length=200, unique=True)
    to = models.EmailField("aan", blank=True)
    template = models.CharField("soort", max_length=40)
    context = models.JSONField("gegevens")
    message_id = models.CharField(
        "kenmerk van de mail (Message-ID)", max_length=120, default=uuid.uuid4, editable=False
    )
    state = models.CharField("stand", max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    due_at = models.DateTimeField("te versturen vanaf", default=timezone.now)
    leased_until = models.DateTimeField("in behandeling tot", null=True)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    sent_at = models.DateTimeField("verstuurd op", null=True)
    failed_at = models.DateTimeField("niet gelukt op", null=True)
    last_error = models.CharField("laatste fout", max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "due_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent") ^ models.Q(sent_at__isnull=True),
                name="outbox_message_sent_at_when_sent",
                violation_error_message="Een verstuurde mail heeft een moment van verzending.",
            )
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk}"

    def get_template_display(self) -> str:
        return KINDS.get(self.template, self.template)

    def get_context_display(self) -> dict:
        """What others than the one it goes to may see; also for the export of personal data."""
        return masked(self.context)
