"""What is said of the room at a meeting; the meeting comes from `with_occupancy`."""

from django.utils import timezone

from programme.numbers import in_words

from .models import Meeting
from .times import registration_is_open

FEW = 6


def places_left(meeting: Meeting) -> tuple[str, str]:
    """The words and the kind of badge; empty for what was held or cancelled."""
    if meeting.status != Meeting.Status.PLANNED:
        return "", ""
    if not registration_is_open(meeting, timezone.now()):
        return why_not(meeting), "sand"
    if meeting.capacity is None:
        return "Plaats genoeg", "success"
    free = meeting.capacity - meeting.taken
    if free <= 0 or meeting.waiting:
        return "Vol, met wachtlijst", "brick"
    if free <= FEW:
        return f"Nog {in_words(free)} {'plaats' if free == 1 else 'plaatsen'}", "ochre"
    return "Plaats genoeg", "success"


def why_not(meeting: Meeting) -> str:
    """Why one cannot register for a planned meeting, in a few words."""
    if meeting.date and meeting.date.latest < timezone.localdate():
        return "Nog niet bevestigd of dit is doorgegaan"
    if not meeting.date or not meeting.date.day:
        return "Aanmelden kan als de dag bekend is"
    return "Aanmelden is gesloten"
