"""An organisation comes forward: a party with a first talk, and a mail to both sides."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from backoffice.locking import lock
from dates.values import ApproximateDate
from dutch.sorting import fold
from outbox.actions import Mail, queue
from programme.models import Programme

from ..actions.talks import last_talk
from ..models import Conversation, Counterparty

WITHIN = timedelta(days=7)
NEXT_STEP = "Contact opnemen: wie zich meldde, staat in de mail van de website"
CLOSED = "U kunt zich nu niet melden. Probeer het later opnieuw."


@transaction.atomic
def come_forward(
    *, organisation: str, name: str, email: str, phone: str = "", function: str = "", about: str
) -> Conversation:
    """A party of the latest programme with a talk of today. Who it was stands in the mail alone,
    since a party keeps no names. Raises ValidationError where there is no programme."""
    programme = Programme.objects.order_by("-last_year", "-pk").first()
    if programme is None:
        raise ValidationError(CLOSED)
    lock(Programme, str(programme.pk))  # two who name the same organisation come in turn
    party = _party(programme, organisation, function)
    today = timezone.localdate()
    talk = Conversation(
        counterparty=party,
        date=ApproximateDate.of_day(today),
        stage=_stage(party),
        next_step=NEXT_STEP,
        next_step_on=today + WITHIN,
    )
    talk._change_reason = "gemeld via de website"
    talk.full_clean()
    talk.save()
    told = {
        "name": name,
        "organisation": organisation,
        "function": function,
        "email": email,
        "phone": phone,
        "about": about.splitlines(),
    }
    _tell(talk, told)
    return talk


def _party(programme: Programme, called: str, function: str) -> Counterparty:
    known = Counterparty.objects.filter(programme=programme, sort_key=fold(called)).first()
    if known:
        return known
    party = Counterparty(programme=programme, name=called, decision_maker=function)
    party.full_clean(exclude=["sort_key"])
    party.save()
    return party


def _stage(party: Counterparty) -> Conversation.Stage:
    """What a form on the site says never sets back talks that have come further; who said no, or
    has a pilot already, starts anew."""
    last = last_talk(party)
    new = Conversation.Stage.EXPLORATORY
    if last is None or last.stage not in (Conversation.Stage.CONCRETE, Conversation.Stage.AGREED):
        return new
    return new if last.pilot_id else Conversation.Stage(last.stage)


def _tell(talk: Conversation, told: dict) -> None:
    page = reverse("admin:pilots_counterparty_change", args=[talk.counterparty_id])
    to_staff = told | {
        "name": settings.CONTACT["name"],
        "sender": told["name"],
        "admin_url": settings.SITE_URL.rstrip("/") + page,
    }
    queue(
        [
            Mail(
                key=f"interest:{talk.pk}:sender",
                to=told["email"],
                template="pilot_interest",
                context=told | {"sender": told["name"], "admin_url": ""},
            ),
            Mail(
                key=f"interest:{talk.pk}:staff",
                to=settings.CONTACT["email"],
                template="pilot_interest",
                context=to_staff,
            ),
        ]
    )
