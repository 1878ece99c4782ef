"""Personal data in the tables of others, and in those that stand below `privacy`."""

from datetime import datetime, timedelta
from functools import partial

from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet

from privacy.declarations import Whom, declare
from programme.models import Merge, NameUse, Person

from .accounts.lost_phone import OPEN_FOR
from .models import LentRole, LostPhone

SIGN_INS_KEPT = timedelta(days=30)
ACCOUNT = (
    "Dit hoort bij het account van een medewerker. Een beheerder verwijdert het in het beheer, "
    "als iemand vertrekt."
)


def older_sign_ins(model: type[Model], now: datetime) -> QuerySet:
    return model.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT)


declare(
    Person,
    occasion="Als u meewerkt als spreker, begeleider of auteur",
    fields=("name", "title", "capacity"),
    why="Om te laten zien wie aan het programma meewerkten.",
    kept="Zolang het programma en zijn rapportages te zien zijn.",
)
declare(
    NameUse,
    occasion="Als u zegt of uw naam genoemd mag worden, als spreker, begeleider of auteur",
    fields=("answer", "source"),
    about=("use", "said_on", "year"),
    why="Om uw naam alleen te noemen waar u dat goed vindt.",
    kept="Zolang u bij het programma vermeld staat.",
)
declare(
    Merge,
    occasion="Als u er als spreker, begeleider of auteur dubbel in stond",
    fields=("values",),
    what="de titel en hoedanigheid die er eerst stonden",
    why="Om het samenvoegen van twee vermeldingen ongedaan te kunnen maken.",
    kept="Dertig dagen na het samenvoegen.",
    erased={"moved": [], "names": [], "values": {}},
    expired=lambda now: Merge.objects.settled(now),
)
declare(
    get_user_model(),
    occasion="Als u bij de stichting werkt en een account hebt",
    whom=Whom.STAFF,
    fields=("username", "first_name", "last_name", "email"),
    about=("date_joined", "last_login"),
    why="Om te kunnen inloggen, om te weten wie iets heeft gewijzigd, en om in het colofon van een "
    "rapportage te zeggen wie die maakte en goedkeurde.",
    kept="Tot u vertrekt; uw naam in het colofon zolang de rapportage bewaard moet blijven.",
    owner="email__iexact",
    stays=ACCOUNT,
)
declare(
    EmailAddress,
    occasion="Als u het e-mailadres van uw account wijzigt",
    whom=Whom.STAFF,
    fields=("email",),
    why="Om u een nieuw wachtwoord te kunnen sturen.",
    kept="Tot u vertrekt.",
    owner="email__iexact",
    stays=ACCOUNT,
)
declare(
    LostPhone,
    occasion="Als u uw telefoon kwijt bent",
    whom=Whom.STAFF,
    fields=("checked",),
    about=("asked_at",),
    why="Om u weer te laten inloggen nadat twee collega's zijn nagegaan dat u het bent.",
    kept="Een dag.",
    expired=lambda now: LostPhone.objects.filter(asked_at__lt=now - OPEN_FOR),
    hourly=True,
)
declare(
    LentRole,
    occasion="Als u voor een tijd een andere rol hebt",
    whom=Whom.STAFF,
    fields=("reason",),
    about=("until", "lent_at"),
    why="Om te weten waarom u die rol hebt, en tot wanneer.",
    kept="Tot de rol vervalt.",
    expired=lambda now: LentRole.objects.filter(until__lt=now),
    hourly=True,
)
declare(
    Session,
    occasion="Zolang u bent ingelogd",
    whom=Whom.STAFF,
    what="soort browser, wanneer u inlogde en wanneer u er het laatst was",
    fields=("session_data",),
    why="Om u te laten zien waar u bent ingelogd, zodat u zich daar kunt afmelden.",
    kept="Tot u zich afmeldt, en hooguit twaalf uur.",
    expired=lambda now: Session.objects.filter(expire_date__lt=now),
    hourly=True,
)

SIGN_IN_OCCASIONS = {
    AccessAttempt: "Als inloggen een paar keer niet lukt",
    AccessLog: "Als u inlogt of uitlogt",
    AccessFailureLog: "Als inloggen niet lukt",
}
for model, occasion in SIGN_IN_OCCASIONS.items():
    declare(
        model,
        occasion=occasion,
        whom=Whom.STAFF,
        what="gebruikersnaam, IP-adres en soort browser",
        fields=("username", "ip_address", "user_agent"),
        about=("attempt_time",),
        why="Om misbruik van accounts te merken en tegen te gaan.",
        kept=f"{SIGN_INS_KEPT.days} dagen.",
        expired=partial(older_sign_ins, model),
    )
