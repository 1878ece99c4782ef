"""A story giver reads the text before it is adopted."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from ..models import Story, StoryTerms
from ..models.attempt import digest_of
from ..models.story import NOT_YET_ANONYMOUS
from . import emails

TO_READ_IN = timedelta(days=14)
UNREAD = (
    "De verteller heeft deze tekst nog niet gelezen. U kunt het verhaal opnemen als de verteller "
    "akkoord is, of 14 dagen nadat de mail met de vraag om te lezen ging."
)


def may_read(story: Story) -> bool:
    return bool(story.text) and story.state not in NOT_YET_ANONYMOUS


def ask_to_read(story: Story) -> None:
    """Asked as soon as a colleague has read it, of who was asked per use; see `refuse_unread`."""
    if StoryTerms.objects.filter(story=story).update(asked_to_read_at=timezone.now()):
        emails.send_to_read(story)


def refuse_unread(story: Story) -> None:
    """Raises ValidationError where the giver can be asked, has not agreed with this text, and was
    asked less than a fortnight ago. Who left no address cannot be asked."""
    terms = StoryTerms.objects.filter(story=story).first()
    consent = story.consent
    if terms is None or consent is None or consent.withdrawn_at or not consent.email:
        return
    if terms.agreed_digest == digest_of(story):
        return
    asked = terms.asked_to_read_at
    if asked is None or asked > timezone.now() - TO_READ_IN:
        raise ValidationError(UNREAD)
