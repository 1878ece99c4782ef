"""The mail with the link; at most one an hour for an address."""

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from outbox.actions import Mail, queue

from .links import url_of


def send_link(email: str) -> None:
    """To any address: who is not known here reads on the page that nothing is kept."""
    to = email.strip().lower()
    key = f"own_data:{salted_hmac('routekaart.own', to).hexdigest()}"
    key += f":{timezone.localtime():%Y%m%d%H}"
    context = {"url": settings.SITE_URL.rstrip("/") + url_of(to)}
    queue([Mail(key=key, to=to, template="own_data", context=context)])
