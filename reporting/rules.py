"""Who may do what with a report. Only staff do, whatever group somebody else may be in.

Writing and approving are two rights, so that two people see a report before it is published. Who
is in both groups has both.
"""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied

VIEW = "reporting.view_progressreport"
WRITE, PUBLISH = "reporting.write_progressreport", "reporting.publish_progressreport"


def may_look(user: AbstractUser) -> bool:
    return _is_staff_with(user, VIEW)


def may_write(user: AbstractUser) -> bool:
    return _is_staff_with(user, WRITE)


def may_publish(user: AbstractUser) -> bool:
    return _is_staff_with(user, PUBLISH)


def may_return(user: AbstractUser) -> bool:
    """Taking back what one submitted, or not approving it."""
    return may_write(user) or may_publish(user)


def check_may_look(user: AbstractUser) -> None:
    if not may_look(user):
        raise PermissionDenied("U mag deze rapportage niet zien.")


def check_may_write(user: AbstractUser) -> None:
    if not may_write(user):
        raise PermissionDenied("U mag deze rapportage niet wijzigen.")


def check_may_return(user: AbstractUser) -> None:
    if not may_return(user):
        raise PermissionDenied("U mag deze rapportage niet terugzetten.")


def check_may_publish(user: AbstractUser) -> None:
    if not may_publish(user):
        raise PermissionDenied("U mag geen rapportages goedkeuren en publiceren.")


def _is_staff_with(user: AbstractUser, permission: str) -> bool:
    return user.is_staff and user.has_perm(permission)
