"""The one mail to a facilitator: the link."""

from django.utils import timezone

from dates.values import write_weekday
from outbox.actions import Mail, queue

from ..models import FacilitatorLink
from .links import absolute_url_of


def send_link(link: FacilitatorLink) -> None:
    """Also when it is a new one or its last day changed."""
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    context = {
        "name": link.person.name,
        "expires": write_weekday(link.expires_on),
        "url": absolute_url_of(link),
    }
    key = f"facilitator:{link.pk}:{moment}"
    queue([Mail(key=key, to=link.email, template="facilitator_invited", context=context)])
