"""Personal data of consents; what they are for stands in the text that was shown."""

import time
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, Now

from .declarations import Door, Whom, declare
from .links import receipt_url, withdraw_url
from .models import Consent, PendingConsent, RateCount, Reading
from .rate_limit import WINDOW

PROOF_KEPT = timedelta(days=365)
COUNTS_KEPT = timedelta(days=1)
READINGS_KEPT = timedelta(days=365)


def withdrawn_long_ago(now: datetime) -> QuerySet:
    return Consent.objects.filter(withdrawn_at__lt=now - PROOF_KEPT).exclude(email="")


def old_counts(now: datetime) -> QuerySet:
    day_ago = int((now - COUNTS_KEPT).timestamp()) // WINDOW
    return RateCount.objects.filter(window__lt=min(day_ago, int(time.time()) // WINDOW))


def to_withdraw(consent: Consent) -> list[Door]:
    receipt = Door("Bekijk het bewijs", receipt_url(consent))
    if consent.withdrawn_at:
        return [receipt]
    return [Door("Trek deze toestemming in", withdraw_url(consent)), receipt]


declare(
    Consent,
    occasion="Als u toestemming geeft",
    whom=Whom.PARTICIPANT,
    fields=("email",),
    about=("purpose", "text", "how", "given_at", "valid_until", "withdrawn_at"),
    why=(
        "Om te doen waar u ja op zei, om te kunnen laten zien dat u dat deed, en om u de link te "
        "mailen waarmee u het terugneemt."
    ),
    kept="Tot een jaar nadat u de toestemming intrekt.",
    owner="email__iexact",
    erased={"email": "", "withdrawn_at": Coalesce(F("withdrawn_at"), Now())},
    expired=withdrawn_long_ago,
    doors=to_withdraw,
)
declare(
    PendingConsent,
    occasion="Als u een vakje aankruist en nog moet bevestigen",
    whom=Whom.PARTICIPANT,
    fields=("email",),
    about=("purpose", "text", "asked_at"),
    why="Om u de link te mailen waarmee u bevestigt dat het echt uw adres is.",
    kept="Tot u bevestigt, en anders 30 dagen.",
    owner="email__iexact",
    expired=lambda now: PendingConsent.objects.expired(now),
)
declare(
    RateCount,
    occasion="Als u een formulier verstuurt",
    whom=Whom.PARTICIPANT,
    what="een code waaruit niemand u kan herkennen",
    fields=("key",),
    why=(
        "Om misbruik tegen te gaan tellen we hoe vaak een formulier wordt verstuurd. We bewaren "
        "alleen een versleutelde code van het netwerk en het e-mailadres."
    ),
    kept="Een dag.",
    expired=old_counts,
    hourly=True,
)
declare(
    Reading,
    occasion="Als u leest wat voor weinigen is",
    whom=Whom.STAFF,
    what="wie iets las, wanneer en waarom",
    fields=("reason",),
    about=("activity", "subject", "read_at"),
    why="Om te kunnen nagaan wie een ruw verhaal of een bestand met persoonsgegevens opende.",
    kept="Een jaar.",
    owner="read_by__email__iexact",
    expired=lambda now: Reading.objects.filter(read_at__lt=now - READINGS_KEPT),
    stays="Dit hoort bij het toezicht op gevoelige gegevens; na een jaar is het weg.",
)
