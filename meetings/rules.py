"""Who may see and change what belongs to one meeting."""

from django.contrib.auth.models import AbstractBaseUser

from .lines import meetings_line
from .models import Meeting


def may_run(user: AbstractBaseUser, meeting: Meeting) -> bool:
    """Staff that may change the meetings of this line: at the door, with what people need."""
    return user.is_active and user.is_staff and user.has_perm(_right_to_change(meeting.line))


def _right_to_change(line: str) -> str:
    row = meetings_line(line)
    return f"{row.key}.change_{row.proxy.lower()}"
