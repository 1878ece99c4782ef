"""What the server knows of itself, and what of the first page can wait; neither is of a person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


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


class Snooze(models.Model):
    """One row of work that stands on nobody's first page until a day, and why.

    `kind` is the key of its kind (`Work.key`), `row` that of the record. It changes nothing about
    the record: the list of such work still has it.
    """

    kind = models.CharField(max_length=80, editable=False)
    row = models.BigIntegerField(editable=False)
    until = models.DateField("weer laten zien op")
    reason = models.TextField("reden", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="door",
    )
    at = models.DateTimeField("uitgesteld op", auto_now_add=True)

    class Meta:
        verbose_name = "uitgesteld werk"
        verbose_name_plural = "uitgesteld werk"
        ordering = ["until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "row"],
                name="routekaart_snooze_once",
                violation_error_message="Dit staat al uitgesteld.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="routekaart_snooze_has_reason",
                violation_error_message="Zeg waarom dit kan wachten.",
            ),
        ]

    def __str__(self) -> str:
        return f"Uitgesteld werk {self.pk}"


class LostPhone(models.Model):
    """Asked by one colleague, until another confirms it: take away somebody's second factor.

    The row stands as long as it is open; what became of it stands in the log of the account.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="van",
        error_messages={"unique": "Dit is al gevraagd; een andere collega kan het bevestigen."},
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="gevraagd door",
    )
    checked = models.CharField("zo is nagegaan wie het vroeg", max_length=200)
    asked_at = models.DateTimeField("gevraagd op", auto_now_add=True)

    class Meta:
        verbose_name = "kwijtgeraakte telefoon"
        verbose_name_plural = "kwijtgeraakte telefoons"
        ordering = ["asked_at"]
        default_permissions = ()
        permissions = [("confirm_lostphone", "Mag bevestigen dat een collega de telefoon kwijt is")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(user=F("asked_by")),
                name="routekaart_lostphone_by_another",
                violation_error_message="Vraag een collega om dit voor u te doen.",
            ),
            models.CheckConstraint(
                condition=~Q(checked=""),
                name="routekaart_lostphone_is_checked",
                violation_error_message="Zeg hoe u weet dat uw collega dit zelf vraagt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kwijtgeraakte telefoon {self.pk}"


class LentRole(models.Model):
    """A role for a while, with a reason; who gave and ended it stands in the log of the account."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="lent_roles",
        verbose_name="aan",
    )
    group = models.ForeignKey(
        "auth.Group", on_delete=models.CASCADE, related_name="lent", verbose_name="rol"
    )
    reason = models.CharField("reden", max_length=200)
    until = models.DateTimeField("tot")
    lent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="gegeven door",
    )
    lent_at = models.DateTimeField("gegeven op", auto_now_add=True)

    class Meta:
        verbose_name = "tijdelijke rol"
        verbose_name_plural = "tijdelijke rollen"
        ordering = ["until", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group"],
                name="routekaart_lentrole_once",
                violation_error_message="Uw collega heeft deze rol al voor een tijd.",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("lent_by")),
                name="routekaart_lentrole_by_another",
                violation_error_message="Vraag een andere beheerder om dit voor u te doen.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="routekaart_lentrole_has_reason",
                violation_error_message="Schrijf waarom uw collega deze rol nodig heeft.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tijdelijke rol {self.pk}"
