"""Who may see and change what belongs to one meeting."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AbstractUser
from django.db.models import QuerySet
from django.utils import timezone

from .lines import meetings_line
from .models import Meeting

SERVE_DOOR = "meetings.serve_door"


def may_run(user: AbstractBaseUser, meeting: Meeting) -> bool:
    """Staff that may change the meetings of this line: at the door, with what people need."""
    return user.is_active and user.is_staff and user.has_perm(_right_to_change(meeting.line))


def may_serve_door(user: AbstractBaseUser, meeting: Meeting) -> bool:
    """Who may run it, and on the day itself who only stands at its door."""
    return may_run(user, meeting) or (is_on_duty(user) and is_at_hand(meeting, user))


def is_on_duty(user: AbstractBaseUser) -> bool:
    return user.is_active and user.is_staff and user.has_perm(SERVE_DOOR)


def on_duty() -> QuerySet[AbstractUser]:
    """Who may be asked to stand at a door; a role for a while counts."""
    able = get_user_model().objects.with_perm(
        SERVE_DOOR, include_superusers=False, backend=settings.RIGHTS_BACKEND
    )
    return able.filter(is_staff=True).order_by("first_name", "username")


def is_at_hand(meeting: Meeting, user: AbstractBaseUser) -> bool:
    at_hand = Meeting.objects.at_the_door(timezone.localdate()).with_door_for(user)
    return at_hand.filter(pk=meeting.pk).exists()


def _right_to_change(line: str) -> str:
    row = meetings_line(line)
    return f"{row.key}.change_{row.proxy.lower()}"
