"""What a story giver does by the link: agree with the text, strike passages, change the uses."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from privacy.actions import give_consent, withdraw_consent
from privacy.models import Consent

from ..actions import leave_drafts
from ..models import Story, StoryTerms
from ..models.attempt import digest_of
from ..sharing import consent_text
from ..way import take_step
from .reading import may_read

CHANGED = "De tekst is intussen gewijzigd. Hieronder staat hij zoals hij nu is; kijk opnieuw."
NOT_YET = "Er is nu geen tekst om te lezen. Kijk later nog eens."
USES_FIRST = "Kruis eerst onderaan deze pagina aan waarvoor uw verhaal gebruikt mag worden."
NOTHING = "Kruis aan welke zinnen weg moeten."
SENTENCE = re.compile(r"(?<=[.!?…])[ \t]+")


@dataclass(frozen=True)
class Passage:
    """One sentence; `number` counts through the whole text."""

    number: int
    text: str


def passages_of(text: str) -> list[list[Passage]]:
    """The sentences, by paragraph."""
    found, number = [], 0
    for paragraph in filter(str.strip, text.splitlines()):
        sentences = [each for each in SENTENCE.split(paragraph.strip()) if each]
        found.append([Passage(number + i, each) for i, each in enumerate(sentences)])
        number += len(sentences)
    return found


@transaction.atomic
def agree(story: Story, *, version: str) -> None:
    """Twice is once."""
    story = _locked(story, version)
    values = {"agreed_at": timezone.now(), "agreed_digest": version}
    if not StoryTerms.objects.filter(story=story).update(**values):
        raise ValidationError(USES_FIRST)


@transaction.atomic
def strike(story: Story, *, version: str, numbers: Collection[int], reason: str) -> None:
    """The passages are gone from the text at once, and the story goes back to be written out; out
    of the editions that are not ready too."""
    story = _locked(story, version)
    paragraphs = passages_of(story.text)
    known = {passage.number for paragraph in paragraphs for passage in paragraph}
    if not numbers or not set(numbers) <= known:
        raise ValidationError(NOTHING)
    left = [" ".join(p.text for p in each if p.number not in numbers) for each in paragraphs]
    what = "een zin" if len(numbers) == 1 else f"{len(numbers)} zinnen"
    note = f"De verteller streepte {what} door: {reason.strip()}"[:500]
    take_step(story, Story.State.WRITTEN, by=None, note=note)
    story.text = "\n\n".join(filter(None, left))
    story.save(update_fields=["text"])
    leave_drafts([story])


@transaction.atomic
def change_uses(story: Story, *, uses: Collection[str]) -> None:
    """A new consent to the text with these uses; the one before ends. So each has its receipt."""
    before = Consent.objects.select_for_update().get(pk=story.consent_id)
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
    withdraw_consent(before)  # no story rests on it any more
    if not values["printed"]:
        leave_drafts([story])


def _locked(story: Story, version: str) -> Story:
    story = Story.objects.select_for_update().get(pk=story.pk)
    if not may_read(story):
        raise ValidationError(NOT_YET)
    if digest_of(story) != version:
        raise ValidationError(CHANGED)
    return story
