"""The one mail to a reader: the link. It names no story."""

from django.utils import timezone

from dates.values import write_weekday
from outbox.actions import Mail, queue

from ..models import StoryReader
from .links import absolute_url_of


def send_link(reader: StoryReader) -> None:
    """Also when another story was assigned, or the last day changed."""
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    context = {
        "name": reader.name,
        "expires": write_weekday(reader.expires_on),
        "url": absolute_url_of(reader),
    }
    key = f"storyreader:{reader.pk}:{moment}"
    queue([Mail(key=key, to=reader.email, template="story_reader_invited", context=context)])
