"""A story meets a motivated intruder before it is adopted: ten minutes with the text alone.

The attempt is of the text as it was; when the text changes, it is to be tried again.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from privacy.models import Reading
from privacy.reading import subject_of

from .models import Attempt, Story, StoryReader
from .models.attempt import digest_of

TIME = timedelta(minutes=10)
LONGEST = 2000
TRIED_AT = (Story.State.ANONYMISED, Story.State.CHECKED)
COMPARE = "toolkit.view_raw_story"
OWN_WORK = (
    "U werkte aan dit verhaal of las de ruwe tekst, dus u weet al over wie het gaat. Vraag een "
    "collega of een lezer van buiten."
)
NOT_NOW = "Dit verhaal is nu niet te proberen: het is niet geanonimiseerd, of al opgenomen."
ANOTHER_TEXT = (
    "De tekst is intussen gewijzigd. Lees hem opnieuw; wat u schreef, staat er nog, en is nog niet "
    "bewaard."
)
ANSWERED = "U hebt dit verhaal al beantwoord. Dank u wel."
OWN_ANSWER = "U gaf dit antwoord zelf. Vraag een collega om het te vergelijken."
READ_FIRST = "Lees eerst het antwoord bij “Antwoorden van lezers”, en vergelijk het dan."
UNTRIED = (
    "Laat eerst een tweede lezer proberen te achterhalen over wie dit verhaal gaat, en vergelijk "
    "het antwoord. Is de tekst daarna gewijzigd, laat hem dan opnieuw lezen."
)
RECOGNISED = (
    "Een lezer herkende iets in deze tekst. Zet het verhaal een stap terug, en maak het verder "
    "anoniem."
)


def attempt_of(
    story: Story, *, reader: StoryReader | None = None, by: AbstractUser | None = None
) -> Attempt | None:
    """That of this person with the text as it is now."""
    rows = story.attempts.filter(text_digest=digest_of(story), reader=reader, read_by=by)
    return rows.last()


@transaction.atomic
def begin(
    story: Story, *, reader: StoryReader | None = None, by: AbstractUser | None = None
) -> Attempt:
    """The ten minutes begin; who begins twice goes on. Locks the story against two at once."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state not in TRIED_AT:
        raise ValidationError(NOT_NOW)
    if by is not None:
        refuse_own(story, by)
    found = attempt_of(story, reader=reader, by=by)
    if found:
        return found
    return Attempt.objects.create(
        story=story, reader=reader, read_by=by, text_digest=digest_of(story)
    )


@transaction.atomic
def give_answer(attempt: Attempt, *, who: str, where: str) -> Attempt:
    """Once; a late answer counts too, since who takes longer finds more. Staff see how long."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.answered_at:
        raise ValidationError(ANSWERED)
    answer = f"Wie: {who.strip()}\nWaar: {where.strip()}"
    attempt.answer = answer  # type: ignore[assignment]
    attempt.answered_at = timezone.now()
    attempt.save(update_fields=["answer", "answered_at"])
    return attempt


@transaction.atomic
def compare(story: Story, *, attempt: Attempt, outcome: str, by: AbstractUser) -> None:
    """Set by who knows the raw text beside the answer, and has read both here."""
    if not by.has_perm(COMPARE):
        raise PermissionDenied
    row = story.attempts.to_compare().select_for_update().filter(pk=attempt.pk).first()
    if row is None:
        raise ValidationError("Dit antwoord is intussen vergeleken of gewist.")
    if row.read_by_id == by.pk:
        raise ValidationError(OWN_ANSWER)
    if not has_read(story, by, Reading.Activity.GUESSES, since=row.answered_at):
        raise ValidationError(READ_FIRST)
    row.outcome, row.compared_by, row.compared_at = outcome, by, timezone.now()
    row.save(update_fields=["outcome", "compared_by", "compared_at"])


def attempt_for_adoption(story: Story) -> Attempt:
    """Raises ValidationError as long as nobody tried this very text, or somebody recognised."""
    rows = story.attempts.filter(text_digest=digest_of(story))
    if rows.filter(outcome=Attempt.Outcome.RECOGNISED).exists():
        raise ValidationError(RECOGNISED)
    found = rows.filter(outcome=Attempt.Outcome.NOBODY).last()
    if found is None:
        raise ValidationError(UNTRIED)
    return found


def refuse_own(story: Story, by: AbstractUser) -> None:
    """Raises ValidationError for who made the text, or read the raw one."""
    made = [Story.State.WRITTEN, Story.State.ANONYMISED]
    own = story.steps.filter(state_after__in=made, taken_by=by).exists()
    own = own or story.replacements.filter(replaced_by=by).exists()
    if own or has_read(story, by, Reading.Activity.RAW_STORY, Reading.Activity.REPLACEMENTS):
        raise ValidationError(OWN_WORK)


def has_read(
    story: Story, by: AbstractUser, *activities: str, since: datetime | None = None
) -> bool:
    rows: QuerySet = Reading.objects.filter(
        subject=subject_of(story), read_by=by, activity__in=activities
    )
    return (rows.filter(read_at__gte=since) if since else rows).exists()


def told(story: Story) -> str:
    """What anyone who sees the story may know of it; never an answer, nor of whom."""
    rows = list(story.attempts.all())
    now = [row for row in rows if row.text_digest == digest_of(story)]
    if any(row.outcome == Attempt.Outcome.RECOGNISED for row in now):
        return "een lezer herkende iets in deze tekst"
    if any(row.outcome for row in now):
        return "een lezer probeerde het en herkende niemand"
    if any(row.answered_at and row.answer for row in now):
        return "een antwoord wacht op vergelijking"
    if story.state == Story.State.ADOPTED and not rows:
        return "niet gevraagd: deze stap bestond nog niet"
    return "deze tekst is nog door niemand geprobeerd"
