"""Who wrote or submitted a report does not approve it, so that two people see it before others do.

`settings.FOUR_EYES` is on. A foundation of one can switch it off; the colophon then says so
(docs/decisions/0024-four-eyes.md).
"""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from dates.values import ApproximateDate, write
from dutch.numbers import NOT_RECORDED

from ..models import Narrative, ProgressReport, PublishJob

OWN_WORK = "U schreef aan deze versie of legde die ter goedkeuring. Iemand anders keurt die goed."
OTHERS = "Wie goedkeurde, schreef niet aan deze versie en diende die niet in."
OTHERS_BY_CHANCE = f"Niet vereist. {OTHERS}"
NOBODY_ELSE = "Niet vereist. Wie goedkeurde, schreef zelf aan deze versie of diende die in."


def is_own_work(report: ProgressReport, user: AbstractUser) -> bool:
    """Whether this person wrote a text, gave a reason, or submitted, since the last version."""
    return user.pk in {*writers_of(report), report.submitted_by_id}


def refusal_of(report: ProgressReport, user: AbstractUser) -> str:
    """Why this person does not approve; empty where nothing stands in the way."""
    return OWN_WORK if settings.FOUR_EYES and is_own_work(report, user) else ""


def check_other_eyes(report: ProgressReport, *, by: AbstractUser) -> None:
    if refusal := refusal_of(report, by):
        raise ValidationError(refusal)


def writers_of(report: ProgressReport) -> list[int]:
    """Who wrote a text or let a line stand since the last version, in the order of beginning.

    Nobody typed what was read from a file, or what stood in the version before this one.
    """
    texts = Narrative.history.filter(report=report).order_by("history_id")
    reasons = report.waivers.order_by("pk")
    if since := _last_publication(report):
        texts, reasons = texts.filter(history_date__gt=since), reasons.filter(waived_at__gt=since)
    wrote = [*_keys(texts, "history_user"), *_keys(reasons, "waived_by")]
    return list(dict.fromkeys(key for key in wrote if key is not None))


def in_words(job: PublishJob) -> dict[str, str]:
    """The lines of the colophon about its making, as fields of `Colophon`."""
    report, writers = job.report, writers_of(job.report)
    if is_own_work(report, job.requested_by):
        eyes = NOBODY_ELSE
    else:
        eyes = OTHERS if settings.FOUR_EYES else OTHERS_BY_CHANCE
    return {
        "written_by": _names(writers) or NOT_RECORDED,
        "submitted": _who_and_when(report.submitted_by, report.submitted_at),
        "approved": _who_and_when(job.requested_by, job.requested_at),
        "four_eyes": eyes,
    }


def _last_publication(report: ProgressReport) -> datetime | None:
    return report.versions.order_by("number").values_list("published_at", flat=True).last()


def _keys(rows: QuerySet, of: str) -> list[int | None]:
    return list(rows.values_list(f"{of}_id", flat=True))


def _names(keys: list[int]) -> str:
    """Of a colleague whose account was deleted nobody knows the name any more."""
    known = get_user_model().objects.in_bulk(keys)
    return ", ".join(_name(known[key]) for key in keys if key in known)


def _name(user: AbstractUser) -> str:
    return user.get_full_name() or user.get_username()


def _who_and_when(who: AbstractUser | None, when: datetime | None) -> str:
    if who is None or when is None:
        return NOT_RECORDED
    return f"{_name(who)}, {write(ApproximateDate.of_day(timezone.localdate(when)))}"
