"""Who may see and change what belongs to one meeting."""

from django.contrib.auth.models import AbstractBaseUser

from .models import Meeting


def may_run(user: AbstractBaseUser, meeting: Meeting) -> bool:
    """Staff that may change the meetings of this line: at the door, with what people need."""
    return user.is_active and user.is_staff and user.has_perm(_right_to_change(meeting.line))


def _right_to_change(line: str) -> str:
    model = next(model for model in Meeting.__subclasses__() if line == model.LINE)
    return f"{model._meta.app_label}.change_{model._meta.model_name}"
