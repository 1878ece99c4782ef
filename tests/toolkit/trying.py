"""A reader who tried to recognise a story, as adoption asks for it."""

from django.utils import timezone

from tests.factories import UserFactory
from toolkit.models import Attempt, Story
from toolkit.models.attempt import digest_of


def tried(story: Story, outcome: str = "nobody", **fields: object) -> Attempt:
    """Answered and compared, about the text as it is now."""
    now = timezone.now()
    compared = {"outcome": outcome, "compared_at": now, "compared_by": UserFactory()}
    given = {"text_digest": digest_of(story), "answered_at": now, "answer": "Wie: weet ik niet"}
    return Attempt.objects.create(story=story, **given | compared | fields)
