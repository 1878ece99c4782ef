"""Someone shares a story from practice: it comes in raw, with the consent that was given for it."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from backoffice.base import fill_slug
from backoffice.locking import lock
from privacy.actions import give_consent
from privacy.models import Consent
from programme.models import Programme

from .giver import emails
from .models import Story, StoryTerms
from .models.terms import told_uses

SENT_TWICE = timedelta(minutes=10)
CONSENT_TEXT = (
    "Stichting Beroepseer mag mijn verhaal bewaren en bewerken tot een verhaal zonder herkenbare "
    "personen, voor de toolkit. Mijn eigen tekst zien alleen de medewerkers die dat doen."
)


def consent_text(uses: Collection[str] = ()) -> str:
    """What somebody agrees to, with the uses that were ticked."""
    return f"{CONSENT_TEXT} Dit mag met mijn verhaal: {told_uses(uses)}." if uses else CONSENT_TEXT


def _sent_before(programme: Programme, title: str, text: str, email: str) -> Story | None:
    """Of a moment ago, with the same words; few have that title, so few raw texts are opened."""
    rows = Story.objects.filter(programme=programme, title=title, state=Story.State.RAW)
    rows = rows.filter(
        consent__email=email.lower(),
        consent__withdrawn_at=None,
        consent__given_at__gte=timezone.now() - SENT_TWICE,
    )
    return next((story for story in rows if story.raw_text == text), None)


@transaction.atomic
def share_story(
    *,
    title: str,
    text: str,
    email: str = "",
    uses: Collection[str] = (),
    valid_until: date | None = None,
) -> Story:
    """A raw story of the latest programme; it names no meeting, so that an evaluation that was
    filled in before stays anonymous. A form that was sent twice is one story.

    Locks the programme, so that the second waits for the first.
    """
    programme = Programme.objects.order_by("-last_year", "-pk").first()
    if programme is None:
        raise ValidationError("U kunt nu geen verhaal delen. Probeer het later opnieuw.")
    lock(Programme, str(programme.pk))
    if before := _sent_before(programme, title, text, email):
        return before
    consent = give_consent(
        purpose=Consent.Purpose.STORY,
        text=consent_text(uses),
        how=Consent.How.FORM,
        email=email,
        valid_until=valid_until,
    )
    story = Story(programme=programme, title=title, raw_text=text, consent=consent)
    fill_slug(story, "gedeeld verhaal")
    story.full_clean()
    story.save()
    if uses:
        StoryTerms.objects.create(story=story, **dict.fromkeys(uses, True))
        emails.send_link(story)
    return story
