"""A mail about a registration that failed because its address was wrong."""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from outbox.models import Message
from outbox.readdressing import readdresses

from .. import links
from ..models import Registration
from .on_behalf import correct_address
from .registering import lock_registration

UNSENT = ("queued", "failed")


@readdresses("registration")
@transaction.atomic
def readdress(message: Message, *, to: str, by: AbstractBaseUser) -> None:
    """Mends the address of the registration too, with all its mails that did not go yet. The links
    that went to the wrong address stop working."""
    pk = int(message.key.split(":")[1])
    registration = Registration.objects.filter(pk=pk).first()
    if registration is None or message.template == "offer_by_phone":
        raise ValidationError({"to": "Deze mail hoort niet bij iemand die zich aanmeldde."})
    registration = lock_registration(registration)
    if registration.email != to:
        registration = correct_address(registration, by=by, email=to)
    unsent = Message.objects.filter(key__startswith=f"registration:{pk}:", state__in=UNSENT)
    for each in unsent.exclude(template="offer_by_phone").exclude(to=""):
        each.to, each.context = registration.email, _renewed(each.context, registration)
        each.save(update_fields=["to", "context"])


def _renewed(context: dict, registration: Registration) -> dict:
    """With the links of now. What was asked for with the wrong address must be asked for again: a
    consent is of an address, and must be confirmed from it."""
    token = links.token_of(registration)
    beginning = reverse("meetings:manage", args=["x"]).removesuffix("x/")
    of_token = re.compile(rf"({re.escape(beginning)})[^/]+/")

    def renew(value: object) -> object:
        return of_token.sub(rf"\g<1>{token}/", value) if isinstance(value, str) else value

    kept = {name: value for name, value in context.items() if name != "consent_urls"}
    return {name: renew(value) for name, value in kept.items()}
