"""What becomes of a risk: it stands otherwise, is closed with a date, and may be opened again."""

from django.core.exceptions import ValidationError
from django.db import transaction

from dates.values import ApproximateDate

from ..models import Risk

STATES = [choice for choice in Risk.State.choices if choice[0] != Risk.State.CLOSED]
"""Those that are chosen; a risk is closed by its own action."""


@transaction.atomic
def change_state(risk: Risk, *, state: str, by: object) -> Risk:
    """Raises ValidationError where it is closed, or stands so already."""
    risk = _locked(risk)
    if risk.is_closed:
        raise ValidationError("Dit risico is gesloten. Open het eerst weer.")
    if risk.state == state:
        raise ValidationError(f"De stand is al “{risk.get_state_display()}”. Kies een andere.")
    risk.state = state
    return _save(risk, by=by)


@transaction.atomic
def close(risk: Risk, *, on: ApproximateDate, by: object) -> Risk:
    """It can no longer happen, or no longer matters. Raises ValidationError."""
    risk = _locked(risk)
    if risk.is_closed:
        raise ValidationError("Dit risico is al gesloten.")
    risk.state, risk.closed = Risk.State.CLOSED, on
    return _save(risk, by=by)


@transaction.atomic
def open_again(risk: Risk, *, by: object) -> Risk:
    """Its history keeps when it was closed. Raises ValidationError."""
    risk = _locked(risk)
    if not risk.is_closed:
        raise ValidationError("Dit risico is niet gesloten.")
    risk.state, risk.closed = Risk.State.OPEN, None
    return _save(risk, by=by)


def _locked(risk: Risk) -> Risk:
    """Against a colleague who changes how the same risk stands."""
    return Risk.objects.select_for_update().get(pk=risk.pk)


def _save(risk: Risk, *, by: object) -> Risk:
    risk.full_clean(exclude=["logged_by"])
    risk._history_user = by if getattr(by, "pk", None) else None
    risk.save()
    return risk
