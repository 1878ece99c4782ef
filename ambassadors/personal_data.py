from privacy.declarations import declare

from .models import Ambassador

declare(
    Ambassador,
    occasion="Als u ambassadeur wordt",
    fields=("name", "email", "organisation"),
    about=("joined_earliest", "programme"),
    why="Om u de toolkit te sturen en te weten wat u ermee deed.",
    kept="Zolang u ambassadeur bent. Stopt u, dan wissen we uw gegevens als u daarom vraagt.",
    owner="email__iexact",
)
