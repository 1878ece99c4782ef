"""Telling the funder in time that an agreed unit will not take place as agreed (rule 24).

A letter is due when a unit of a target was cancelled or left its year and no notice of it exists.
The ledger drafts it; staff finish it, and log when it went.
"""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from backoffice.records import record_change
from dates.values import write, write_day
from dutch.numbers import in_words
from meetings.models import Meeting
from pilots.models import Pilot
from programme.models import Party

from ..collect import read_material_of_today
from ..figures.ledger import Ledger
from ..models import Notice
from ..sections.material import Material
from .due import lost_as

OPEN = "[Vul in wat er in de plaats komt, of dat dit nog niet bekend is.]"


def _lost(material: Material) -> Iterator[tuple[Meeting | Pilot, str]]:
    """What will not take place as agreed, or of which nobody knows when."""
    for ledger in material.ledgers.values():
        for unit, standing in ledger.units:
            lost = lost_as(unit, standing)
            if lost:
                yield unit, lost


@transaction.atomic
def draft_notice(unit: Meeting | Pilot) -> Notice:
    """A letter with what is known: what, why, what instead, and the effect on the year.

    Raises ValidationError where the unit fills no target, was not cancelled or moved out, or has
    its letter.
    """
    if unit.target is None:
        raise ValidationError("Dit telt voor geen afspraak mee; er valt niets te melden.")
    material = read_material_of_today(unit.target.programme.slug, unit.target.year)
    lost, standing = next((row for row in _lost(material) if row[0] == unit), (None, None))
    if lost is None:
        raise ValidationError("Dit is niet geannuleerd en niet uit zijn jaar geschoven.")
    part = {"meeting": unit} if isinstance(unit, Meeting) else {"pilot": unit}
    text = letter(lost, material)
    notice = Notice(target=unit.target, standing=standing, text=text, **part)
    notice.validate_constraints()
    notice.save()
    return notice


def letter(unit: Meeting | Pilot, material: Material) -> str:
    """The draft. What is not known is left open between brackets for staff."""
    target, ledger = unit.target, material.ledgers[unit.target.line]
    return "\n\n".join(
        [
            f"Aan: {_funder(material)}",
            f"Betreft: {material.scope.programme}, {_grant(material)}",
            "Geachte heer, mevrouw,",
            f"Voor {target.year} spraken wij af: {target.description}. {_what(unit)}",
            f"De reden: {_why(unit) or '[vul de reden in]'}.",
            f"Wat er in de plaats komt: {_instead(unit)}",
            _effect(ledger),
            "Met vriendelijke groet,",
            f"{material.scope.report.author or 'Stichting Beroepseer'}",
        ]
    )


def _funder(material: Material) -> str:
    funders = [p for p in material.records.parties if p.role == Party.Role.FUNDER]
    names = [", ".join(part for part in (p.organisation.name, p.unit) if part) for p in funders]
    return "; ".join(names) or "[vul de opdrachtgever in]"


def _grant(material: Material) -> str:
    reference = material.scope.programme.grant_reference
    return f"kenmerk {reference}" if reference else "[vul het kenmerk van de subsidie in]"


def _what(unit: Meeting | Pilot) -> str:
    if isinstance(unit, Pilot):
        return f"De pilot “{unit}” gaat niet door."
    if unit.is_cancelled:
        return f"De bijeenkomst “{unit}” gaat niet door."
    if unit.date is None:
        return f"De datum van de bijeenkomst “{unit}” is losgelaten; een nieuwe is nog niet bekend."
    return f"De bijeenkomst “{unit}” is verplaatst naar {write(unit.date)}."


def _why(unit: Meeting | Pilot) -> str:
    if isinstance(unit, Pilot):
        return unit.cancellation_note
    if unit.is_cancelled:
        known = [unit.get_cancellation_reason_display(), unit.cancellation_note]
    else:
        known = [move.reason for move in unit.moves]
    return "; ".join(part.rstrip(". ") for part in known if part)


def _instead(unit: Meeting | Pilot) -> str:
    if isinstance(unit, Meeting) and not unit.is_cancelled:
        return f"de bijeenkomst zelf, op een later moment ({write(unit.date)})."
    return OPEN


def _effect(ledger: Ledger) -> str:
    held = len(ledger.fulfilled)
    agreed = in_words(ledger.agreed)
    return f"Gevolg voor het jaar: van de {agreed} afgesproken zijn er nu {in_words(held)} gedaan."


def log_sent(notice: Notice, *, on: date, by: object) -> Notice:
    """Log when the letter went. Raises ValidationError for a day to come or a second time."""
    if on > timezone.localdate():
        raise ValidationError("Deze dag moet nog komen. Vul de dag in waarop de brief ging.")
    unsent = Notice.objects.filter(pk=notice.pk, sent_on__isnull=True)
    if not unsent.update(sent_on=on, sent_by=by if getattr(by, "pk", None) else None):
        raise ValidationError(f"Deze brief ging al op {write_day(notice.sent_on)}.")
    notice.refresh_from_db()
    record_change(notice, by=by, why="verstuurd")
    return notice
