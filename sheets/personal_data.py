"""What is kept of an import to be able to undo it; it holds what stood in cells that changed."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from privacy.addresses import hashed_address
from privacy.declarations import Whom, declare
from tables import unpacked

from .models import TOLD_FOR, UNDONE_WITHIN, Import, ImportedRow, ImportJob

KEPT = "30 dagen."


def of_address(email: str) -> QuerySet:
    return ImportedRow.objects.filter(hashed_address=hashed_address(email))


def old_rows(now: datetime) -> QuerySet:
    return ImportedRow.objects.filter(of_import__made_at__lt=now - UNDONE_WITHIN)


def in_tables(email: str) -> QuerySet:
    """There are few, and only of the last day."""
    wanted = email.strip().lower()
    found = [pk for pk, words in _tables() if words is not None and wanted in words]
    return ImportJob.objects.filter(pk__in=found)


def of_somebody() -> QuerySet:
    """What cannot be read any more, as after another SECRET_KEY; and what undoing left, which has
    names and no addresses."""
    unread = [pk for pk, words in _tables() if words is None]
    undone = Q(undoes__isnull=False, finished_at__isnull=False)
    return ImportJob.objects.filter(Q(pk__in=unread) | undone)


def in_hand(email: str) -> QuerySet:
    """What the worker may be applying or undoing just now, of whoever has this address."""
    undoes = Q(undoes__in=of_address(email).values("of_import"))
    return ImportJob.objects.filter(Q(pk__in=in_tables(email)) | undoes, finished_at=None)


def _tables() -> Iterator[tuple[int, set[str] | None]]:
    """Of each job what stands in its table, or None where that cannot be read."""
    kept = ImportJob.objects.exclude(table="").values_list("pk", "table")
    return ((pk, _words(table)) for pk, table in kept)


def _words(table: str) -> set[str] | None:
    try:
        return {cell.lower() for row in unpacked(table).rows for cell in row.cells}
    except ValidationError:
        return None


NOT_THE_PERSONS_OWN: dict[str, Callable[[ImportJob], str]] = {
    "table": lambda job: "een bestand waarin uw adres staat, ook met gegevens van anderen",
    "faults": lambda job: "leest alleen wie het bestand importeert",
    "stays": lambda job: "leest alleen wie het bestand importeert",
    "asked_by": lambda job: "een medewerker",
}


def told(now: datetime) -> QuerySet:
    return ImportJob.objects.filter(finished_at__lt=now - TOLD_FOR)


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
declare(
    ImportJob,
    occasion="Als een medewerker een groot bestand importeert waarin u staat",
    whom=Whom.PARTICIPANT,
    what="dat bestand",
    fields=("table", "faults", "stays", "asked_by"),
    about=("kind", "asked_at", "finished_at"),
    why="Om het te verwerken, en om te laten zien wat er niet klopte.",
    kept="Het bestand tot het verwerkt is; klopte er iets niet, dan nog een dag.",
    found=in_tables,
    along=of_somebody,
    in_hand=in_hand,
    worded=NOT_THE_PERSONS_OWN,
    expired=told,
    hourly=True,
)
