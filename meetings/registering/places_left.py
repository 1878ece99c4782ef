"""What is said of the room at a meeting; the meeting comes from `with_occupancy`."""

from django.utils import timezone

from dutch.numbers import in_words

from ..models import Meeting
from ..times import is_past, registration_is_open
from .occupancy import count_places

FEW = 6


def is_full(meeting: Meeting) -> bool:
    """Whether someone new would wait: no place is free, or others wait for it already."""
    return meeting.capacity is not None and (
        meeting.taken >= meeting.capacity or meeting.waiting > 0
    )


def places_left(meeting: Meeting) -> tuple[str, str]:
    """The words and the kind of badge; empty for what was held or cancelled."""
    if meeting.status != Meeting.Status.PLANNED:
        return "", ""
    if not registration_is_open(meeting, timezone.now()):
        return why_not(meeting), "sand"
    if is_full(meeting):
        waiting = f"wachtlijst van {meeting.waiting}" if meeting.waiting else "met wachtlijst"
        return f"Vol, {waiting}", "brick"
    free = None if meeting.capacity is None else meeting.capacity - meeting.taken
    if free is None or free > FEW:
        return "Plaats genoeg", "success"
    return "Nog één plaats" if free == 1 else f"Nog {in_words(free)} plaatsen", "ochre"


def why_not(meeting: Meeting) -> str:
    """Why one cannot register for a planned meeting, in a few words."""
    if is_past(meeting, timezone.now()):
        return "Nog niet bevestigd of dit is doorgegaan"
    if not meeting.has_known_day:
        return "Aanmelden kan als de dag bekend is"
    return "Aanmelden is gesloten"


def above_capacity(meeting: Meeting) -> str:
    """What staff read when they made the meeting too small; empty where it is not."""
    taken = count_places(meeting)["taken"]
    if meeting.capacity is None or taken <= meeting.capacity:
        return ""
    return (
        f"Er zijn meer aanmeldingen dan plaatsen: aangemeld of met een aanbod {taken}, "
        f"plaatsen {meeting.capacity}. Niemand raakt zijn plaats kwijt. "
        "De wachtlijst schuift pas weer door als er minder mensen zijn dan plaatsen."
    )
