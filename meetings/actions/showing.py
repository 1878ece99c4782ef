"""Putting a concept on the site, and taking a meeting off it.

What staff add is a concept: only they see it. What is read from a file says itself what it is.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import Meeting
from .planning import PLANNED, _locked, _required, _save


@transaction.atomic
def put_on_site(meeting: Meeting, *, by: object) -> Meeting:
    """Everybody sees the meeting from now on. Raises ValidationError where they do already."""
    meeting = _locked(meeting)
    if meeting.is_public:
        raise ValidationError("Deze bijeenkomst staat al op de site.")
    meeting.is_public = True
    return _save(meeting, by=by, why="op de site gezet")


@transaction.atomic
def take_off_site(meeting: Meeting, *, by: object, why: str) -> Meeting:
    """Only staff see the meeting from now on; who counts on it is told first, so it is refused."""
    meeting = _locked(meeting)
    if not meeting.is_public:
        raise ValidationError("Deze bijeenkomst staat niet op de site.")
    if meeting.status == PLANNED and meeting.registrations.active().exists():
        raise ValidationError(
            "Er zijn mensen aangemeld of ze wachten op een plaats. Gaat de bijeenkomst niet door, "
            "annuleer haar dan: zij krijgen dan bericht."
        )
    meeting.is_public = False
    return _save(meeting, by=by, why=f"van de site gehaald: {_required(why)}")
