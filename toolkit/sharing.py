"""Someone shares a story from practice: it comes in raw, with the consent that was given for it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from backoffice.base import fill_slug
from privacy.actions import give_consent
from privacy.models import Consent
from programme.models import Programme

from .models import Story

CONSENT_TEXT = (
    "Stichting Beroepseer mag mijn verhaal bewaren en bewerken tot een verhaal zonder herkenbare "
    "personen, voor de toolkit. Mijn eigen tekst zien alleen de medewerkers die dat doen."
)


@transaction.atomic
def share_story(*, title: str, text: str, email: str = "") -> Story:
    """A raw story of the latest programme; it names no meeting, so that an evaluation that was
    filled in before stays anonymous."""
    programme = Programme.objects.order_by("-last_year", "-pk").first()
    if programme is None:
        raise ValidationError("U kunt nu geen verhaal delen. Probeer het later opnieuw.")
    consent = give_consent(
        purpose=Consent.Purpose.STORY, text=CONSENT_TEXT, how=Consent.How.FORM, email=email
    )
    story = Story(programme=programme, title=title, raw_text=text, consent=consent)
    fill_slug(story, "gedeeld verhaal")
    story.full_clean()
    story.save()
    return story
