"""The one mail about a copy: its link."""

from django.utils import timezone

from dates.values import write_weekday
from outbox.actions import Mail, queue

from ..models import Copy
from .links import absolute_url_of


def send_link(copy: Copy) -> None:
    """Also when it is a new one."""
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    context = {
        "name": copy.name,
        "edition": copy.published.edition.title,
        "words": copy.words,
        "expires": write_weekday(copy.expires_on),
        "url": absolute_url_of(copy),
    }
    key = f"copy:{copy.pk}:{moment}"
    queue([Mail(key=key, to=copy.email, template="copy_given", context=context)])
