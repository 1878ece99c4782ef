"""Who may see and change what belongs to one meeting."""

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from .lines import meetings_line
from .models import Meeting

SERVE_DOOR = "meetings.serve_door"


def may_run(user: AbstractBaseUser, meeting: Meeting) -> bool:
    """Staff that may change the meetings of this line: at the door, with what people need."""
    return user.is_active and user.is_staff and user.has_perm(_right_to_change(meeting.line))


def may_serve_door(user: AbstractBaseUser, meeting: Meeting) -> bool:
    """Who may run it, and on the day itself who only stands at the door."""
    return may_run(user, meeting) or (is_on_duty(user) and is_at_hand(meeting))


def is_on_duty(user: AbstractBaseUser) -> bool:
    return user.is_active and user.is_staff and user.has_perm(SERVE_DOOR)


def is_at_hand(meeting: Meeting) -> bool:
    return Meeting.objects.at_the_door(timezone.localdate()).filter(pk=meeting.pk).exists()


def _right_to_change(line: str) -> str:
    row = meetings_line(line)
    return f"{row.key}.change_{row.proxy.lower()}"
