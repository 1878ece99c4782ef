"""What people do with stories, beside writing them."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from privacy.declarations import declaration_of
from privacy.erasing import erase

from .anonymising import forget
from .models import EditionPart, Story
from .way import take_step

DECIDE = "toolkit.view_raw_story"


def keep_after_withdrawal(story: Story, *, by: AbstractUser, reason: str) -> None:
    """Let a story without persons stand, though who told it took the consent back."""
    _check(story, by)
    story.kept_because = reason
    story._history_user = by
    story.save(update_fields=["kept_because"])


@transaction.atomic
def remove_after_withdrawal(story: Story, *, by: AbstractUser) -> None:
    """Back to raw, without text or title; editions that are not ready leave it out."""
    _check(story, by)
    leave_drafts([story])
    take_step(story, Story.State.RAW, by=by, note="Weggehaald: de toestemming is ingetrokken.")
    erase(declaration_of(Story), Story.objects.filter(pk=story.pk))
    forget([story])
    story.refresh_from_db()


def leave_drafts(stories: Iterable[Story]) -> None:
    """Out of the editions that are not ready; one that is, names them for the next."""
    rows = list(stories)
    for part in EditionPart.objects.filter(story__in=rows, edition__ready_earliest=None):
        part.delete()  # one by one: each keeps a history


def _check(story: Story, by: AbstractUser) -> None:
    if not by.has_perm(DECIDE):
        raise PermissionDenied
    if not Story.objects.to_decide().filter(pk=story.pk).exists():
        raise ValidationError("Over dit verhaal is niets (meer) te beslissen.")
