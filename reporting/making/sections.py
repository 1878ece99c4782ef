"""What people do with a section besides typing: how far it is, who writes it, what is said of it.

All raise PermissionDenied for who may not, and ValidationError with a sentence for the person.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..models import Comment, Narrative, ProgressReport, SectionWork
from ..narrative.named_figures import printed_now
from ..narrative.suggesting import suggestion_for
from ..rules import check_may_look, check_may_write, may_write
from ..sections.material import Material
from .writing import check_draft, figures_of

State = SectionWork.State
NO_TEXT = "Dit onderdeel heeft nog geen tekst."
NO_SUGGESTION = "Over dit onderdeel is niets vastgelegd waar een voorstel van te maken is."
HAS_TEXT = "Dit onderdeel heeft al een tekst. Een voorstel zou die vervangen."
NOT_A_WRITER = "Kies iemand die rapportages mag schrijven."


@transaction.atomic
def set_state(report: ProgressReport, *, section: str, state: str, by: AbstractUser) -> SectionWork:
    """How far a section is. Who reads a text says that it is right as it stands: a suggestion is
    one no longer, and its figures are those of now. Anyone who may look can read."""
    (check_may_look if state == State.READ else check_may_write)(by)
    report = _locked_draft(report)
    narrative = report.narratives.filter(section=section).first()
    if state != State.WRITING and (narrative is None or not narrative.text):
        raise ValidationError(NO_TEXT)
    if state == State.READ and narrative:
        seen = printed_now(narrative.text, figures_of(report, narrative.text))
        of_section = Narrative.objects.filter(pk=narrative.pk)
        of_section.update(figures=seen, is_suggestion=False)  # nothing that was typed changes
    values = {"state": state, "state_by": by, "state_at": timezone.now()}
    return SectionWork.objects.update_or_create(report=report, section=section, defaults=values)[0]


@transaction.atomic
def assign(
    report: ProgressReport, *, section: str, writer: AbstractUser | None, by: AbstractUser
) -> SectionWork:
    check_may_write(by)
    report = _locked_draft(report)
    if writer and not may_write(writer):
        raise ValidationError(NOT_A_WRITER)
    values = {"writer": writer}
    return SectionWork.objects.update_or_create(report=report, section=section, defaults=values)[0]


def comment(report: ProgressReport, *, section: str, text: str, by: AbstractUser) -> Comment:
    check_may_look(by)
    if not text.strip():
        raise ValidationError("Schrijf uw opmerking op.")
    return Comment.objects.create(report=report, section=section, text=text.strip(), made_by=by)


def settle(found: Comment, *, by: AbstractUser) -> None:
    """Who settles it second finds that it was done."""
    check_may_look(by)
    still_open = Comment.objects.filter(pk=found.pk, settled_at=None)
    still_open.update(settled_by=by, settled_at=timezone.now())


@transaction.atomic
def suggest(
    report: ProgressReport, *, section: str, material: Material, by: AbstractUser
) -> Narrative:
    """Put a first text where there is none; the report leaves it out until somebody read it."""
    check_may_write(by)
    report = _locked_draft(report)
    narrative = report.narratives.filter(section=section).first()
    if narrative and narrative.text:
        raise ValidationError(HAS_TEXT)
    if not (text := suggestion_for(section, material)):
        raise ValidationError(NO_SUGGESTION)
    narrative = narrative or Narrative(report=report, section=section)
    narrative.text, narrative.is_suggestion = text, True
    narrative.figures = printed_now(text, material.figures)
    narrative._history_user = by
    narrative.save()
    return narrative


def writers() -> list[AbstractUser]:
    """Who may write a report and can sign in, by name."""
    users = get_user_model().objects.filter(is_staff=True, is_active=True)
    able = get_user_model().objects.with_perm(
        "reporting.write_progressreport", backend=settings.RIGHTS_BACKEND
    )
    return sorted(users.filter(pk__in=able), key=name_of)


def name_of(user: AbstractUser | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else "iemand die er niet meer is"


def _locked_draft(report: ProgressReport) -> ProgressReport:
    report = ProgressReport.objects.select_for_update().get(pk=report.pk)
    check_draft(report)
    return report
