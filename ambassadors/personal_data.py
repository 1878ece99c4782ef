from django.db.models import QuerySet

from privacy.declarations import declare
from privacy.querysets import found_by

from .actions import resign
from .models import Ambassador


def stop_all(rows: QuerySet) -> None:
    """Who is erased takes part no longer."""
    for ambassador in Ambassador.objects.active().filter(pk__in=rows):
        resign(ambassador)


declare(
    Ambassador,
    occasion="Als u ambassadeur wordt",
    fields=("name", "email", "organisation"),
    about=("joined_earliest", "programme"),
    why="Om u de toolkit te sturen en te weten wat u ermee deed.",
    kept=(
        "Zolang u ambassadeur bent. Stopt u, dan wissen we uw gegevens als u daarom vraagt. Dat er "
        "iets met de toolkit is gedaan, blijft bewaard zonder uw naam."
    ),
    owner="email__iexact",
    erased={"name": "", "email": "", "organisation": None},
    release=stop_all,
)
found_by("ambassador__email")
