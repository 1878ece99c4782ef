"""Two mails to who gave a story: the link to follow it, and that the text can be read. Neither
names the story."""

from django.utils import timezone

from outbox.actions import Mail, queue

from ..models import Story
from .links import absolute_url_of


def send_link(story: Story) -> None:
    _send(story, "story_link")


def send_to_read(story: Story) -> None:
    _send(story, "story_to_read")


def _send(story: Story, template: str) -> None:
    """Nothing goes where no address was given, or the consent was taken back."""
    consent = story.consent
    if consent is None or not consent.email or consent.withdrawn_at:
        return
    key = f"{template}:{story.pk}:{timezone.now():%Y%m%d%H%M%S%f}"
    context = {"url": absolute_url_of(story)}
    queue([Mail(key=key, to=consent.email, template=template, context=context)])
