"""What a story giver does by the link: agree with the text, strike passages, change the uses."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from privacy.actions import give_consent, replace_consent
from privacy.models import Consent

from ..actions import leave_drafts
from ..models import Story, StoryTerms
from ..models.attempt import digest_of
from ..sharing import consent_text
from ..way import take_step
from .passages import parts_of, passages_of
from .reading import may_read

CHANGED = "De tekst is intussen gewijzigd. Hieronder staat hij zoals hij nu is; kijk opnieuw."
NOT_YET = "Er is nu geen tekst om te lezen. Kijk later nog eens."
USES_FIRST = "Kruis eerst onderaan deze pagina aan waarvoor uw verhaal gebruikt mag worden."
TAKEN_BACK = "U trok uw toestemming intussen in. Er is niets meer te wijzigen."
NOTHING = "Kruis aan welke zinnen weg moeten."


@transaction.atomic
def agree(story: Story, *, version: str) -> None:
    """Twice is once."""
    story = _locked(story, version)
    values = {"agreed_at": timezone.now(), "agreed_digest": version}
    if not StoryTerms.objects.filter(story=story).update(**values):
        raise ValidationError(USES_FIRST)


@transaction.atomic
def strike(story: Story, *, version: str, numbers: Collection[int], reason: str) -> None:
    """The passages are gone from what is written at once, and the story goes back to be written
    out; out of the editions that are not ready too."""
    story = _locked(story, version)
    if not numbers or not set(numbers) <= {passage.number for passage in passages_of(story)}:
        raise ValidationError(NOTHING)
    what = "een zin" if len(numbers) == 1 else f"{len(numbers)} zinnen"
    note = f"De verteller streepte {what} door: {reason.strip()}"[:500]
    take_step(story, Story.State.WRITTEN, by=None, note=note)
    parts = parts_of(story)
    for part in parts:
        setattr(story, part.field, part.without(numbers))
    story.save(update_fields=[part.field for part in parts])
    leave_drafts([story])


@transaction.atomic
def change_uses(story: Story, *, uses: Collection[str]) -> None:
    """A new consent to the text with these uses; the one before ends. So each has its receipt.

    Locks the story, so that two changes follow each other. Raises ValidationError where the consent
    was taken back meanwhile, or nothing changes.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)
    before = Consent.objects.select_for_update().standing().filter(pk=story.consent_id).first()
    if before is None:
        raise ValidationError(TAKEN_BACK)
    values = {use: use in uses for use in StoryTerms.USES}
    terms, _ = StoryTerms.objects.get_or_create(story=story)
    if terms.uses == [use for use in StoryTerms.USES if use in uses]:
        raise ValidationError("Er is niets gewijzigd.")
    story.consent = give_consent(
        purpose=Consent.Purpose.STORY,
        text=consent_text(uses),
        how=Consent.How.FORM,
        email=before.email,
        valid_until=before.valid_until,
    )
    story.save(update_fields=["consent"])
    StoryTerms.objects.filter(pk=terms.pk).update(**values)
    replace_consent(before, by=story.consent)
    if not values["printed"]:
        leave_drafts([story])


def _locked(story: Story, version: str) -> Story:
    story = Story.objects.select_for_update().get(pk=story.pk)
    if not may_read(story):
        raise ValidationError(NOT_YET)
    if digest_of(story) != version:
        raise ValidationError(CHANGED)
    return story
