from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat, Now

from privacy.declarations import Whom, declare
from privacy.mentions import GONE

from .models import Confirmation, ProgressReport, Question, Reader, Risk, Visit

BLIND = (
    "Dit hoort bij de verantwoording van de subsidie. Het blijft, zonder uw naam en uw adres: dat "
    "iemand van de opdrachtgever het deed, en wanneer."
)
KEPT = "Zolang de rapportage als verantwoording van de subsidie bewaard moet blijven."

declare(
    ProgressReport,
    occasion="Als u een rapportage opstelt of ontvangt",
    what="naam en functie",
    fields=("author", "addressee"),
    about=("year", "version"),
    why="Om te laten zien van wie een rapportage is en voor wie.",
    kept=KEPT,
)
declare(
    Risk,
    occasion="Als u op een risico van een programma let",
    what="functie",
    fields=("owner",),
    about=("state", "line"),
    why="Om te laten zien welke functie op een risico let; een naam hoort er niet in.",
    kept=KEPT,
    whom=Whom.STAFF,
)
declare(
    Reader,
    occasion="Als u een rapportage leest met een persoonlijke link",
    fields=("name", "email"),
    about=("report", "invited_at", "expires_on", "revoked_at"),
    why="Om u de link te sturen, en om te weten wie een rapportage heeft gezien.",
    kept=KEPT,
    owner="email__iexact",
    erased={
        "name": GONE,
        "email": Concat(Value("gewist-"), Cast(F("id"), CharField()), Value("@lezer.invalid")),
        "revoked_at": Coalesce(F("revoked_at"), Now()),
    },
)
declare(
    Visit,
    occasion="Als u een rapportage opent in de leeskamer",
    fields=("at",),
    about=("version",),
    what="welke versie u opende, en wanneer",
    why="Om te weten of een rapportage is gelezen.",
    kept=KEPT,
    owner="reader__email__iexact",
    stays=BLIND,
)
declare(
    Question,
    occasion="Als u een vraag stelt bij een rapportage",
    fields=("text", "answer"),
    about=("about", "asked_at", "answered_at"),
    why="Om uw vraag te beantwoorden.",
    kept=KEPT,
    owner="reader__email__iexact",
    stays=BLIND,
)
declare(
    Confirmation,
    occasion="Als u de ontvangst van een rapportage bevestigt of ermee akkoord gaat",
    fields=("name",),
    about=("kind", "version", "confirmed_at"),
    why="Om te weten wie dat namens de opdrachtgever deed.",
    kept=KEPT,
    owner="reader__email__iexact",
    erased={"name": GONE},
)
