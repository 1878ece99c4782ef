"""The register of processing (AVG, article 30), made of the same declarations as the privacy page,
and what will disappear by itself in the coming days.

What nobody declared, such as the legal basis of each processing, is the foundation's to decide; it
prints as "nog vast te stellen".
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from .declarations import Declaration, Whom, declared
from .holding import held_keys
from .retention import expired

AHEAD = timedelta(days=14)
UNDECIDED = "nog vast te stellen door de stichting"
SECURITY = (
    "Versleutelde verbinding en back-ups; toegang per rol, met een tweede bewijs; wijzigingen "
    "worden bijgehouden; logs zonder persoonsgegevens."
)
PEOPLE = {
    Whom.PARTICIPANT: "deelnemers",
    Whom.CONTRIBUTOR: "mensen die meewerken of meelezen",
    Whom.STAFF: "medewerkers van de stichting",
}
HEADS = {
    "name": "Verwerking",
    "controller": "Verwerkingsverantwoordelijke",
    "purpose": "Doel",
    "basis": "Grondslag",
    "people": "Betrokkenen",
    "data": "Persoonsgegevens",
    "kept": "Bewaartermijn",
    "erased_on_request": "Wissen op verzoek",
    "recipients": "Ontvangers",
    "security": "Beveiliging",
    "where": "Waar in het systeem",
}
"""Of each field of a row what its column is called, in the order in which municipalities use it."""


@dataclass(frozen=True)
class Processing:
    name: str
    controller: str
    purpose: str
    basis: str
    people: str
    data: str
    kept: str
    erased_on_request: str
    recipients: str
    security: str
    where: str


@dataclass(frozen=True)
class Disappearing:
    """So many rows of one kind whose time ends within `AHEAD`."""

    what: str
    kept: str
    count: int


def processings() -> list[Processing]:
    return [_processing(each) for each in declared()]


def _processing(each: Declaration) -> Processing:
    return Processing(
        name=each.occasion,
        controller=settings.CONTACT["name"],
        purpose=each.why,
        basis=UNDECIDED,
        people=PEOPLE[each.whom],
        data=each.holds,
        kept=each.kept,
        erased_on_request=each.stays or "ja",
        recipients="niemand buiten de stichting, tenzij bij het doel anders staat",
        security=SECURITY,
        where=str(each.model._meta.verbose_name_plural),
    )


def disappearing(now: datetime) -> list[Disappearing]:
    """What the worker will erase in the coming days, and what it erases today."""
    held = held_keys(timezone.localdate(now + AHEAD))
    due = (each for each in declared() if each.expired)
    found = ((each, expired(each, now + AHEAD, held).count()) for each in due)
    return [Disappearing(each.holds, each.kept, count) for each, count in found if count]


def as_json() -> dict[str, object]:
    return {"register": [asdict(each) for each in processings()]}


def as_xlsx() -> bytes:
    """A sheet with a head that stays in view; every cell is text, so none is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register van verwerkingen")
    sheet.freeze_panes = "A2"
    for letter in "ABCDEFGHIJK":
        sheet.column_dimensions[letter].width = 40
    for row in (list(HEADS.values()), *(asdict(each).values() for each in processings())):
        sheet.append(list(_cells(sheet, row)))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(sheet: WriteOnlyWorksheet, values: Iterable[str]) -> Iterator[WriteOnlyCell]:
    for value in values:
        cell = WriteOnlyCell(sheet, value=value)
        cell.data_type = "s"
        yield cell
