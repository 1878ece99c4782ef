"""Adding a meeting: it begins as a concept, that only staff see."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction

from backoffice.slugs import fill_slug
from programme.models import Theme
from programme.provinces import province_of

from ..models import Meeting
from .planning import _locked, _user


@transaction.atomic
def add_concept(
    meeting: Meeting, *, by: object, themes: Iterable[Theme] = (), why: str = ""
) -> Meeting:
    """Keep what was filled in on `meeting`; a known town tells its province.

    Raises ValidationError, at the fields of a meeting.
    """
    meeting.is_public = False
    meeting.province = meeting.province or province_of(meeting.place)
    fill_slug(meeting, meeting.title, meeting.place)
    meeting.full_clean()
    meeting._history_user = _user(by)
    meeting._change_reason = why or None
    meeting.save()
    meeting.themes.set(themes)
    return meeting


@transaction.atomic
def remove_concept(meeting: Meeting, *, by: object) -> None:
    """One that was added by mistake. Raises ValidationError where it is on the site, or where
    something stands with it."""
    meeting = _locked(meeting)
    if meeting.is_public or meeting.has_history:
        raise ValidationError("Er is al iets mee gebeurd. Gaat ze niet door, annuleer haar dan.")
    meeting._history_user = _user(by)
    try:
        with transaction.atomic():
            meeting.delete()
    except models.ProtectedError as error:
        raise ValidationError("Er staat al iets bij, zoals een aanmelding.") from error
