"""What is said of the room at a meeting; the meeting comes from `with_occupancy`."""

from django.utils import timezone

from programme.numbers import in_words

from .models import Meeting
from .times import registration_is_open

FEW = 6


def places_left(meeting: Meeting) -> tuple[str, str]:
    """The words and the kind of badge; empty where one cannot register."""
    if not registration_is_open(meeting, timezone.now()):
        return "", ""
    if meeting.capacity is None:
        return "Plaats genoeg", "success"
    free = meeting.capacity - meeting.taken
    if free <= 0 or meeting.waiting:
        return "Vol, met wachtlijst", "brick"
    if free <= FEW:
        return f"Nog {in_words(free)} {'plaats' if free == 1 else 'plaatsen'}", "ochre"
    return "Plaats genoeg", "success"
