"""Who may do what with a report. Looking is for `view_progressreport` (reporting.views)."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied

WRITE, PUBLISH = "reporting.change_progressreport", "reporting.publish_progressreport"


def may_write(user: AbstractUser) -> bool:
    return user.has_perm(WRITE)


def may_publish(user: AbstractUser) -> bool:
    return user.has_perm(PUBLISH)


def check_may_write(user: AbstractUser) -> None:
    if not may_write(user):
        raise PermissionDenied("U mag deze rapportage niet wijzigen.")


def check_may_publish(user: AbstractUser) -> None:
    if not may_publish(user):
        raise PermissionDenied("U mag geen rapportages goedkeuren en publiceren.")
