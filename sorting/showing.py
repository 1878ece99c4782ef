"""What who leads a round, and staff, see of it: the code, how far it is, and the picture."""

from django.conf import settings
from django.utils import timezone

from meetings.evaluation.qr import draw

from .counting import on_phones
from .models import FEWEST, Round
from .picture import other_picture, picture_of, side_by_side

FEWER = "Minder dan vijf mensen gaven hun kaarten door op de telefoon."
AT_LEAST = "Ten minste {} mensen gaven hun kaarten door op de telefoon."
TOO_FEW = (
    "In deze ronde legden te weinig mensen hun kaarten om een beeld te tonen. Dat kan vanaf vijf; "
    "legde een deel op papier, dan ook vanaf vijf op de telefoon."
)
IN_STEPS = (
    "Het beeld komt als vijf mensen hun kaarten hebben doorgegeven, en verandert dan per vijf. Is "
    "een deel op papier, dan zijn er ook vijf op de telefoon nodig."
)
AT_END = "Het beeld komt als u de ronde beëindigt, en ten minste vijf mensen meededen."


def about(at: Round) -> dict:
    address = settings.SITE_URL.rstrip("/") + at.get_absolute_url()
    picture = picture_of(at)
    other = other_picture(at) if picture else None
    return {
        "round": at,
        "is_open": at.is_open_on(timezone.localdate()),
        "address": address,
        "qr": draw(address),
        "so_far": so_far(at),
        "picture": picture,
        "other": other,
        "beside": side_by_side(picture, other) if picture and other else [],
        "why_none": why_none(at),
    }


def so_far(at: Round) -> str:
    """In steps of five, so that no number tells of a few (domain.md, rule 25)."""
    number = on_phones(at)
    return FEWER if number < FEWEST else AT_LEAST.format(number - number % FEWEST)


def why_none(at: Round) -> str:
    """Why there is no picture, where there is none."""
    if at.state == Round.State.ENDED:
        return TOO_FEW
    return IN_STEPS if at.moves == Round.Moves.IN_STEPS else AT_END
