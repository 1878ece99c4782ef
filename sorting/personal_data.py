from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from privacy.declarations import declare

from .models import Sort


def of_rounds_that_are_over(moment: datetime) -> QuerySet:
    """Goes when its round ends; this is for one that was not ended yet."""
    return Sort.objects.filter(round__open_until__lt=timezone.localdate(moment))


declare(
    Sort,
    occasion="Als u in een groep waardenkaarten legt",
    what="waar uw kaarten liggen, zonder uw naam, een tijdstip of een volgorde",
    fields=("piles",),
    why="Om u te laten stoppen en verdergaan. Wat u legde, ziet niemand anders.",
    kept=(
        "Tot u uw kaarten doorgeeft of de ronde eindigt, ten hoogste twee weken. Daarna blijven "
        "alleen sommen van de groep, van vijf mensen of meer."
    ),
    expired=of_rounds_that_are_over,
)
