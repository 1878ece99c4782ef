"""Who may do what with a report. Looking is for `view_progressreport` (reporting.views).

Writing and approving are two rights, so that two people see a report before it is published. Who
is in both groups has both.
"""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied

WRITE, PUBLISH = "reporting.write_progressreport", "reporting.publish_progressreport"


def may_write(user: AbstractUser) -> bool:
    return user.has_perm(WRITE)


def may_publish(user: AbstractUser) -> bool:
    return user.has_perm(PUBLISH)


def may_return(user: AbstractUser) -> bool:
    """Taking back what one submitted, or not approving it."""
    return may_write(user) or may_publish(user)


def check_may_write(user: AbstractUser) -> None:
    if not may_write(user):
        raise PermissionDenied("U mag deze rapportage niet wijzigen.")


def check_may_return(user: AbstractUser) -> None:
    if not may_return(user):
        raise PermissionDenied("U mag deze rapportage niet terugzetten.")


def check_may_publish(user: AbstractUser) -> None:
    if not may_publish(user):
        raise PermissionDenied("U mag geen rapportages goedkeuren en publiceren.")
