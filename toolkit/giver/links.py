"""The link of a story giver: signed, and worthless once the consent was taken back."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from ..models import Story

SALT = "toolkit.giver"


def url_of(story: Story) -> str:
    return reverse("toolkit:own_story", args=[signing.dumps(story.pk, salt=SALT)])


def absolute_url_of(story: Story) -> str:
    return settings.SITE_URL.rstrip("/") + url_of(story)


def read_token(token: str) -> Story | None:
    """The story, or None where its consent does not stand any more. Raises BadSignature."""
    pk = signing.loads(token, salt=SALT)
    rows = Story.objects.filter(consent__withdrawn_at__isnull=True, consent__isnull=False)
    return rows.select_related("consent", "terms").filter(pk=pk).first()
