from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from privacy.declarations import declare

from .models import FacilitatorLink, Observation, Release, ReleaseRequest

ERASED = "(gewist)"
AFTER_THE_LINK = timedelta(days=365)
AFTER_THE_SESSION = timedelta(days=2 * 365)


def links_long_over(moment: datetime) -> QuerySet:
    """That stopped working a year ago; the worker then forgets the address too."""
    before = moment - AFTER_THE_LINK
    over = Q(expires_on__lt=timezone.localdate(before)) | Q(revoked_at__lt=before)
    return FacilitatorLink.objects.filter(over)


def observations_long_over(moment: datetime) -> QuerySet:
    """Two years after they were written; of what has no day there is none to count from."""
    rows = Observation.objects.filter(written_at__lt=moment - AFTER_THE_SESSION)
    return rows.exclude(tension=ERASED, quote="")


declare(
    Release,
    occasion="Als u namens uw organisatie resultaten van een pilot vrijgeeft",
    what="naam of functie",
    fields=("consented_by",),
    about=("consented_on", "source_note"),
    why="Om te weten wie ervoor instond dat iets van een pilot verteld mag worden.",
    kept="Zolang iets van de pilot openbaar is of was.",
)

declare(
    ReleaseRequest,
    occasion="Als we u namens uw organisatie vragen om iets van een pilot vrij te geven",
    fields=("name", "email", "answered_by"),
    about=("invited_at", "expires_on", "answer", "decided_at"),
    owner="email__iexact",
    why="Om u te laten lezen wat er openbaar zou worden, en te weten dat u het was die besliste.",
    kept="Zolang iets van de pilot openbaar is of was.",
    stays="Zonder deze gegevens is niet te zeggen op wiens toestemming iets is verteld.",
)
declare(
    FacilitatorLink,
    occasion="Als u een pilot begeleidt",
    fields=("email",),
    about=("person", "sent_at", "expires_on", "revoked_at"),
    why="Om u de persoonlijke link te sturen naar de sessies die u begeleidt.",
    kept="Tot een jaar nadat de link niet meer werkt.",
    owner="email__iexact",
    expired=links_long_over,
)
declare(
    Observation,
    occasion="Als u een sessie van een pilot meemaakt",
    what="wat een begeleider opviel, zonder namen",
    fields=("tension", "quote"),
    about=("session", "theme", "quality", "written_at"),
    why=(
        "Om ervan te leren wat in gesprekken terugkomt. Alleen de begeleiders van de pilot en wie "
        "daar het recht toe heeft, lezen het, en de opdrachtgever die over vrijgave beslist; in "
        "een bevinding staat alleen een aantal."
    ),
    kept="Tot twee jaar nadat het is opgeschreven.",
    owner="written_by__facilitator_links__email__iexact",
    erased={"tension": ERASED, "quote": ""},
    expired=observations_long_over,
)
