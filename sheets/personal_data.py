"""What is kept of an import to be able to undo it; it holds what stood in cells that changed."""

from datetime import datetime

from django.db.models import QuerySet

from privacy.addresses import hashed_address
from privacy.declarations import Whom, declare

from .models import UNDONE_WITHIN, Import, ImportedRow

KEPT = "30 dagen."


def of_address(email: str) -> QuerySet:
    return ImportedRow.objects.filter(hashed_address=hashed_address(email))


def old_rows(now: datetime) -> QuerySet:
    return ImportedRow.objects.filter(of_import__made_at__lt=now - UNDONE_WITHIN)


declare(
    Import,
    occasion="Als u een bestand importeert of dat ongedaan maakt",
    whom=Whom.STAFF,
    what="wie een bestand importeerde, en wanneer",
    fields=("made_by",),
    about=("kind", "made_at", "made", "changed", "undone_at"),
    why="Om een import ongedaan te kunnen maken.",
    kept=KEPT,
    owner="made_by__email__iexact",
    expired=lambda now: Import.objects.filter(made_at__lt=now - UNDONE_WITHIN),
    stays="Anders is de import niet meer ongedaan te maken; na 30 dagen is het weg.",
)
declare(
    ImportedRow,
    occasion="Als een medewerker uw gegevens met een bestand bijwerkt",
    whom=Whom.PARTICIPANT,
    what="wat er voor die wijziging stond",
    fields=("former",),
    why="Om een bestand met fouten ongedaan te kunnen maken.",
    kept=KEPT,
    found=of_address,
    expired=old_rows,
)
