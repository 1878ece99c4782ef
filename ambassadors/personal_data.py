from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from privacy.actions import at_confirmation, at_withdrawal
from privacy.declarations import Door, declare
from privacy.models import Consent
from privacy.querysets import found_by

from .actions import be_interested, let_go, resign
from .links import url_of
from .models import Activity, Ambassador

OWN_PAGE = "Vertel wat u doet en wat u aanbiedt"


def stop_all(rows: QuerySet) -> None:
    """Who is erased takes part no longer."""
    for ambassador in Ambassador.objects.active().filter(pk__in=rows):
        resign(ambassador)


def left_long_ago(now: datetime) -> QuerySet:
    return Ambassador.objects.left_long_ago(timezone.localdate(now))


def to_own_page(ambassador: Ambassador) -> list[Door]:
    if ambassador.state == Ambassador.State.LEFT:
        return []
    return [Door("Wijzig, pauzeer of stop", url_of(ambassador.email))]


def begin(consent: Consent) -> None:
    be_interested(consent)


def to_sign_up(consent: Consent) -> Door:
    return Door(OWN_PAGE, url_of(consent.email))


declare(
    Ambassador,
    occasion="Als u ambassadeur wordt",
    what="naam, e-mailadres, organisatie en eigen werk",
    fields=("name", "email", "organisation", "organisation_typed", "setting"),
    about=("state", "state_since", "joined_earliest", "programme", "sector", "province")
    + ("leads_talks", "spreads_toolkit", "shares_story", "hosts_hub", "reads_along")
    + ("reminded_on",),
    why="Om u de toolkit te sturen en te weten wat u ermee deed.",
    kept=(
        "Zolang u ambassadeur bent, en tot een jaar nadat u stopt. Dat er iets met de toolkit is "
        "gedaan, in welke sector en provincie, blijft bewaard zonder uw naam."
    ),
    owner="email__iexact",
    erased={
        "name": "",
        "email": "",
        "organisation": None,
        "organisation_typed": "",
        "setting": "",
    },
    expired=left_long_ago,
    release=stop_all,
    doors=to_own_page,
)
declare(
    Activity,
    occasion="Als u als ambassadeur inzet noteert",
    what="wat u erover schreef, en bij welke organisatie",
    fields=("description", "organisation", "organisation_typed"),
    about=("kind", "date_earliest", "people", "part", "logged_at"),
    why="Om te vertellen wat het netwerk doet, zonder namen.",
    kept="Zolang wij u als ambassadeur kennen; daarna alleen nog wat voor inzet het was.",
    owner="ambassador__email__iexact",
    erased={"description": "", "organisation": None, "organisation_typed": ""},
    expired=lambda now: Activity.objects.of_forgotten(left_long_ago(now)),
)
found_by("ambassador__email")
at_withdrawal(Consent.Purpose.AMBASSADOR, let_go)
at_confirmation(Consent.Purpose.AMBASSADOR, begin, to_sign_up)
