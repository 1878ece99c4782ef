"""A facilitator logs that a session was held, by the same action as staff."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from dates.values import ApproximateDate
from programme.models import Person

from ..actions import hold_session
from ..models import Session
from ..participants import Participants
from .sessions import told_participants


def log_held(
    session: Session,
    *,
    by: Person,
    on: ApproximateDate | None = None,
    participants: Participants | None = None,
    source: str = "",
    facilitators: Iterable[Person] = (),
) -> Session:
    """Who sends the same once more, since the connection was lost, logged it once. Who sends
    something else than a colleague did meanwhile, is told what stands there."""
    people = list(facilitators)
    try:
        return hold_session(
            session,
            by=by,
            on=on,
            participants=participants,
            source=source,
            facilitators=people,
        )
    except ValidationError:
        now = Session.objects.get(pk=session.pk)
        if now.status != Session.Status.HELD:
            raise
        told = (now.participants, set(now.facilitators.all()), now.date)
        if told == (participants, set(people), on or now.date):
            return now
        sentence = f"Een collega legde deze sessie intussen vast: {told_participants(now)}."
        raise ValidationError(f"{sentence} Kijk hieronder wat er staat.") from None
