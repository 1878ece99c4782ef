from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from privacy.actions import at_giving
from privacy.declarations import Door, Whom, declare

from .actions import withdraw
from .consent_mails import send_given
from .counting import count_before_erasing
from .links import url_of
from .models import CountedPerson, CountingKey, Meeting, Registration
from .times import is_past

KEPT = timedelta(days=365)
KEPT_WITHOUT_DATE = timedelta(days=2 * 365)


def of_long_ago(now: datetime) -> QuerySet:
    """A year after the meeting; where it never got a date, two years after registering."""
    day = timezone.localdate(now) - KEPT
    undated = Q(meeting__date_latest__isnull=True, created_at__lt=now - KEPT_WITHOUT_DATE)
    old = Q(meeting__date_latest__lt=day) | undated
    return Registration.objects.filter(old, erased_at__isnull=True)


def give_up_places(registrations: QuerySet) -> None:
    """Who is erased before the meeting does not come; the place goes to the next. Who was there
    stays counted, without being known."""
    count_before_erasing(registrations)
    for registration in registrations.exclude(state="cancelled").select_related("meeting"):
        if not is_past(registration.meeting, timezone.now()):
            withdraw(registration)


def to_change(registration: Registration) -> list[Door]:
    return [Door("Bekijk, wijzig of meld u af", url_of(registration))]


declare(
    Registration,
    occasion="Als u zich aanmeldt voor een bijeenkomst",
    whom=Whom.PARTICIPANT,
    what=(
        "naam, e-mailadres, organisatie, functie, of u leidinggeeft (alleen bij Dienend "
        "Leiderschap), en wat u nodig hebt om mee te doen (als u dat invult)"
    ),
    fields=(
        "name",
        "email",
        "organisation",
        "organisation_typed",
        "function",
        "leads_people",
        "needs",
    ),
    about=(
        "meeting",
        "state",
        "attended",
        "new_date",
        "offers_missed",
        "waiting_since",
        "needs_consented_at",
        "created_at",
    ),
    why=(
        "Om een plaats voor u te bewaren en u over de bijeenkomst te mailen. Wat u nodig hebt om "
        "mee te doen, bewaren we alleen als u dat goedvindt; alleen wie bijeenkomsten organiseert, "
        "ziet het."
    ),
    kept=(
        "Tot een jaar na de bijeenkomst, of twee jaar na uw aanmelding als er geen datum komt. "
        "Daarna weten we alleen nog dat er iemand van uw organisatie was. Wat u nodig hebt om mee "
        "te doen: tot u zich afmeldt, en anders tot 14 dagen na de bijeenkomst of na het "
        "annuleren. Vervalt de datum, dan telt de laatste die er was. Kwam er nooit een datum, dan "
        "wissen we het 90 dagen nadat u het doorgaf. De lijst met namen ligt op de dag zelf ook op "
        "de telefoon van wie aan de deur staat, ten hoogste 24 uur."
    ),
    owner="email__iexact",
    erased={
        "name": "",
        "email": "",
        "sort_key": "",
        "organisation_typed": "",
        "function": "",
        "leads_people": None,
        "needs": "",
        "needs_consented_at": None,
        "link_version": F("link_version") + 1,
        "erased_at": Now(),
    },
    expired=of_long_ago,
    release=give_up_places,
    doors=to_change,
)
declare(
    CountedPerson,
    occasion="Als u op een bijeenkomst was",
    whom=Whom.PARTICIPANT,
    what="een merkteken, met een sleutel gemaakt van uw e-mailadres",
    fields=("mark",),
    about=("meeting",),
    why="Om te tellen hoeveel verschillende mensen zijn bereikt, ook als uw aanmelding is gewist.",
    kept=(
        "De sleutel vernietigen we een jaar na het jaar van de bijeenkomst. Daarna kan niemand "
        "meer nagaan van wie een merkteken is, en blijft alleen het aantal."
    ),
)
declare(
    CountingKey,
    occasion="Als wij tellen hoeveel verschillende mensen op bijeenkomsten waren",
    whom=Whom.PARTICIPANT,
    what="de sleutel van een jaar",
    fields=("key",),
    about=("year",),
    why="Om dezelfde persoon binnen een jaar één keer te tellen.",
    kept="Tot een jaar na dat jaar; daarna is zij vernietigd, ook in de back-ups.",
)
declare(
    Meeting,
    occasion="Als u contactpersoon bent van een bijeenkomst",
    what="naam, telefoonnummer of e-mailadres",
    fields=("contact",),
    about=("title", "date_earliest"),
    why="Zodat deelnemers weten bij wie ze terechtkunnen. Dit staat op de website.",
    kept="Zolang de bijeenkomst op de website staat.",
    owner="contact__holds_address",
    erased={"contact": ""},
)
at_giving(send_given)
