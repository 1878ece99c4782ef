from privacy.declarations import declare

from .models import Pilot

declare(
    Pilot,
    occasion="Als u namens uw organisatie resultaten van een pilot vrijgeeft",
    what="naam en functie",
    fields=("release_consent_by",),
    about=("title", "release_consent_on"),
    why="Om te weten wie ervoor instond dat de resultaten openbaar mogen zijn.",
    kept="Zolang de resultaten openbaar zijn.",
)
