"""A line that one may not mend is asked of the colleagues who may: it stands on their first page.

Nothing is stored about whether it was mended: what is asked is asked as long as the line is open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction

from ..collect import material_of
from ..models import AskedLine, ProgressReport
from ..rules import check_may_look
from .missing import Missing
from .waiving import open_lines


@dataclass(frozen=True)
class Asked:
    """A line that a colleague asks somebody to mend."""

    asked: AskedLine
    missing: Missing


@transaction.atomic
def ask_colleague(report: ProgressReport, *, key: str, by: AbstractUser) -> AskedLine:
    """Ask who may mend the line to do so; who asks again finds the first question.

    Raises PermissionDenied, and ValidationError where the line is not open or nobody may mend it.
    """
    check_may_look(by)
    report = ProgressReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    lines = {line.key: line for line in open_lines(material_of(report))}
    if key not in lines:
        raise ValidationError("Deze regel staat niet meer open. Er is niets te vragen.")
    needs = lines[key].needs
    if not colleagues_with(needs):
        raise ValidationError(
            "Niemand heeft nu het recht om dit aan te vullen. Vraag een Beheerder om een collega "
            "dat recht te geven."
        )
    report.asked.exclude(key__in=lines).delete()  # what was mended may be asked anew later
    asked, is_new = report.asked.get_or_create(key=key, defaults={"needs": needs, "asked_by": by})
    if is_new:
        done = f"Aan een collega gevraagd: {lines[key].text}"
        LogEntry.objects.log_actions(by.pk, [report], CHANGE, done, single_object=True)
    return asked


def colleagues_with(permission: str) -> list[AbstractUser]:
    """Who can sign in to the admin and may do this."""
    users = get_user_model().objects.with_perm(
        permission, is_active=True, backend=settings.RIGHTS_BACKEND
    )
    return list(users.filter(is_staff=True))


def asked_of(user: AbstractUser) -> list[Asked]:
    """What is asked of this person, the oldest first.

    A report is read to know what is still open: one that has open questions for this person, which
    is seldom more than the one that is being made.
    """
    rows = AskedLine.objects.select_related("report__programme", "asked_by").order_by("asked_at")
    mine = [row for row in rows if user.has_perm(row.needs)]
    return sorted(_still_open(mine, user), key=lambda each: each.asked.asked_at)


def _still_open(rows: Iterable[AskedLine], user: AbstractUser) -> Iterator[Asked]:
    by_report: dict[ProgressReport, dict[str, AskedLine]] = {}
    for row in rows:
        by_report.setdefault(row.report, {})[row.key] = row
    for report, asked in by_report.items():
        for missing in open_lines(material_of(report)):
            if missing.key in asked and user.has_perm(missing.needs):
                yield Asked(asked[missing.key], missing)
