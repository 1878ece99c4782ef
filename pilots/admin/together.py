"""What staff do with many sessions at once."""

from django.core.exceptions import ValidationError

from backoffice.actions import ActionForm, ActionPage
from backoffice.together import Together

from .. import actions
from ..models import Session
from .actions import SESSION_ACTIONS

PAGES = {page.name: page for page in SESSION_ACTIONS}
ONLY_PLANNED = "Alleen een geplande sessie kan dit."
NO_DATE = "Deze sessie heeft nog geen datum. Vul die eerst in bij “Datum verbeteren”."


def hold_dated(session: Session, *, by: object) -> None:
    """One by one it is asked whether a session without a date was really held."""
    if session.date is None:
        raise ValidationError(NO_DATE)
    actions.hold_session(session, by=by)


SESSIONS_TOGETHER = (
    Together(
        ActionPage(
            "gehouden",
            "Gehouden",
            hold_dated,
            PAGES["gehouden"].done,
            possible=PAGES["gehouden"].possible,
            undone_by="terug-naar-gepland",
        ),
        form=ActionForm,
        unless=ONLY_PLANNED,
    ),
    Together(PAGES["gaat-niet-door"], unless=ONLY_PLANNED),
    Together(PAGES["terug-naar-gepland"], unless="Deze sessie staat al op gepland.", in_list=False),
)
