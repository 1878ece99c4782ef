from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from privacy.declarations import declare

from .models import FacilitatorLink, Observation, Pilot

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
    Pilot,
    occasion="Als u namens uw organisatie resultaten van een pilot vrijgeeft",
    what="naam en functie",
    fields=("release_consent_by",),
    about=("title", "release_consent_on"),
    why="Om te weten wie ervoor instond dat de resultaten openbaar mogen zijn.",
    kept="Zolang de resultaten openbaar zijn.",
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
        "daar het recht toe heeft, lezen het; in een bevinding staat alleen een aantal."
    ),
    kept="Tot twee jaar nadat het is opgeschreven.",
    owner="written_by__facilitator_links__email__iexact",
    erased={"tension": ERASED, "quote": ""},
    expired=observations_long_over,
)
