"""The mails of the network: a link that was asked for, that one was accepted, a reminder."""

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from meetings.links import absolute
from outbox.actions import Mail, queue

from .links import SENT, url_of
from .models import Ambassador


def send_link(email: str) -> None:
    """To any address, whether it is known here or not; at most once an hour."""
    to = email.strip().lower()
    digest = salted_hmac("ambassadors", to).hexdigest()
    key = f"network_link:{digest}:{timezone.localtime():%Y%m%d%H}"
    queue([Mail(key=key, to=to, template="network_link", context={"url": absolute(url_of(to))})])


def send_welcome(ambassador: Ambassador) -> None:
    mail = Mail(
        key=f"ambassador:{ambassador.pk}:network_welcome:{ambassador.state_since:%Y%m%d}",
        to=ambassador.email,
        template="network_welcome",
        context={
            "name": ambassador.name,
            "url": absolute(url_of(ambassador.email, link=SENT)),
            "ask_again_at": absolute(reverse("ambassadors:join")),
        },
    )
    queue([mail])


def send_reminder(ambassador: Ambassador, *, is_last: bool) -> None:
    mail = Mail(
        key=f"ambassador:{ambassador.pk}:network_reminder:{ambassador.reminded_on:%Y%m%d}",
        to=ambassador.email,
        template="network_reminder",
        context={
            "name": ambassador.name,
            "url": absolute(url_of(ambassador.email, "ambassadors:log", link=SENT)),
            "page_url": absolute(url_of(ambassador.email, link=SENT)),
            "is_last": is_last,
        },
    )
    queue([mail])
