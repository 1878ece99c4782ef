"""Staff assign a story to a reader, and end that; the reader gets a link of limited life."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from ..models import Assignment, Story, StoryReader
from ..models.story import NOT_YET_ANONYMOUS
from .emails import send_link

ASSIGN = "toolkit.assign_story"
LONGEST = timedelta(days=90)
NOT_YET = "Dit verhaal is nog niet geanonimiseerd. Daarna kunt u het toewijzen."
TAKEN_BACK = "Wie dit verhaal vertelde, trok de toestemming in. Het is niet meer toe te wijzen."
TOO_LONG = "Kies een dag binnen 90 dagen. Daarna kunt u een nieuwe link sturen."


@transaction.atomic
def assign(
    story: Story, *, name: str, email: str, expires_on: date, by: AbstractUser
) -> Assignment:
    """Mail the reader the link. One reader has one link, which is new for who had none that works.

    A story that was assigned before stays so; the mail goes again. The row of the reader is locked,
    so that two colleagues at once make one link.
    """
    _check_may(by)
    _check_readable(story)
    _check_last_day(expires_on)
    reader = _reader(email.strip().lower(), name, expires_on)
    found, _is_new = Assignment.objects.get_or_create(
        story=story, reader=reader, ended_at=None, defaults={"assigned_by": by}
    )
    send_link(reader)
    return found


@transaction.atomic
def end(story: Story, *, assignment: Assignment, by: AbstractUser) -> None:
    """The story is gone from the page of the reader at once; without any story left the link ends
    too."""
    _check_may(by)
    standing = story.assignments.filter(pk=assignment.pk, ended_at=None)
    if not standing.update(ended_at=timezone.now()):
        raise ValidationError("Deze toewijzing was al beëindigd.")
    if not Assignment.objects.filter(reader=assignment.reader_id, ended_at=None).exists():
        works = StoryReader.objects.filter(pk=assignment.reader_id, revoked_at=None)
        works.update(revoked_at=timezone.now())


def _reader(email: str, name: str, expires_on: date) -> StoryReader:
    """The last day only moves on here: another story may need the later one."""
    StoryReader.objects.get_or_create(
        email=email, defaults={"name": name, "expires_on": expires_on}
    )
    reader = StoryReader.objects.select_for_update().get(email=email)
    works = reader.version and not reader.revoked_at and reader.expires_on >= timezone.localdate()
    reader.version += 0 if works else 1
    reader.expires_on = max(reader.expires_on, expires_on) if works else expires_on
    reader.name, reader.revoked_at, reader.sent_at = name.strip(), None, timezone.now()
    reader.full_clean()
    reader.save()
    return reader


def _check_readable(story: Story) -> None:
    if story.state in NOT_YET_ANONYMOUS:
        raise ValidationError(NOT_YET)
    if Story.objects.taken_back().filter(pk=story.pk).exists():
        raise ValidationError(TAKEN_BACK)


def _check_last_day(day: date) -> None:
    today = timezone.localdate()
    if day < today:
        raise ValidationError({"expires_on": "Deze dag is voorbij. Kies een dag die nog komt."})
    if day > today + LONGEST:
        raise ValidationError({"expires_on": TOO_LONG})


def _check_may(by: AbstractUser) -> None:
    if not by.has_perm(ASSIGN):
        raise PermissionDenied("U mag geen verhalen toewijzen.")
