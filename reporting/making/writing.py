"""Writing the text of a section: what was changed by whom, and nothing of another lost."""

import hashlib

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction

from ..collect import material_of
from ..document.values import Figure
from ..models import Narrative, ProgressReport, SectionWork
from ..narrative.checking import refuse_unreadable
from ..narrative.named_figures import printed_now
from ..rules import check_may_write

CHANGED = (
    "Iemand anders heeft deze tekst intussen gewijzigd. Uw tekst staat hieronder nog; "
    "neem over wat u wilt houden en bewaar opnieuw."
)
NOT_DRAFT = "Deze rapportage is geen concept meer. Zet die eerst terug naar concept."


def mark_of(text: str) -> str:
    """By which an editor page knows the text it began with."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def figures_of(report: ProgressReport, text: str) -> dict[str, Figure]:
    """Read only for a text that names one."""
    return material_of(report).figures if "{" in text else {}


@transaction.atomic
def write_section(
    report: ProgressReport, *, section: str, text: str, began_with: str, by: AbstractUser
) -> Narrative:
    """Keep the text of a section. `began_with` is the `mark_of` the text that the writer saw.

    Raises PermissionDenied for who may not write, and ValidationError for unknown figures, for a
    report that is no draft, and where somebody else changed the text meanwhile.
    """
    check_may_write(by)
    report = ProgressReport.objects.select_for_update().get(pk=report.pk)
    check_draft(report)
    figures = figures_of(report, text)
    refuse_unreadable(text, figures)
    narrative = report.narratives.filter(section=section).first()
    narrative = narrative or Narrative(report=report, section=section)
    if mark_of(narrative.text) != began_with:
        raise ValidationError(CHANGED, code="changed")
    kept, narrative.text = narrative.text, text if text.strip() else ""
    narrative.figures = printed_now(text, figures)
    narrative.is_suggestion = False
    narrative._history_user = by
    narrative.save()
    if narrative.text != kept:
        report.work.filter(section=section).update(state=SectionWork.State.WRITING)
    return narrative


def check_draft(report: ProgressReport) -> None:
    if report.state != ProgressReport.State.DRAFT:
        raise ValidationError(NOT_DRAFT)
