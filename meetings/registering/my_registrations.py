"""Having one's links mailed: to the address only, and with the same answer for every address."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from privacy.link_by_mail import mails_a_link
from privacy.models import Consent
from privacy.personal import personal

from .. import emails
from ..models import Registration
from ..times import LINK_LIFE
from .forms import AddressForm


@personal
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/mine_sent.html")


def mail_registrations(email: str) -> None:
    """Those that can still be seen by their link, and the consents that stand; no mail where
    there are none."""
    since = timezone.localdate() - LINK_LIFE
    visible = Q(meeting__date_latest__isnull=True) | Q(meeting__date_latest__gte=since)
    found = Registration.objects.active().of_address(email).filter(visible)
    registrations = list(found.select_related("meeting").order_by("meeting__date_earliest", "pk"))
    consents = list(Consent.objects.standing().of_address(email).order_by("given_at", "pk"))
    if registrations or consents:
        emails.send_my_registrations(registrations, to=email.strip().lower(), consents=consents)


ask = mails_a_link(
    form=AddressForm,
    purpose="my_registrations",
    mail=mail_registrations,
    page="meetings/mine.html",
    then="meetings:mine_sent",
)
