"""How long is kept what people need to take part, which may be about health.

At most 14 days after the meeting, or after it was cancelled if that came first. Who withdraws
needs nothing any more. Without a date the last one that was known counts, and where there never
was one, how long ago it was told: nothing stays for want of a date.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from .models import Meeting, Registration

KEPT = timedelta(days=14)
"""After the meeting or its cancellation."""
KEPT_WITHOUT_DATE = timedelta(days=90)
"""After someone told what he or she needs, at a meeting that never had a date."""
ERASED = {"needs": "", "needs_consented_at": None}


def erase_needs(now: datetime | None = None) -> int:
    """The number of registrations of which they were erased; the worker does this each round."""
    return over(now or timezone.now()).update(**ERASED)


def over(now: datetime) -> QuerySet:
    """Registrations that hold needs whose time is over."""
    day, moment = timezone.localdate(now) - KEPT, now - KEPT
    kept = Registration.objects.exclude(needs="").annotate(
        day=Coalesce("meeting__date_latest", _last_known_date()), off_since=_off_since()
    )
    undated = Q(day__isnull=True, needs_consented_at__lt=now - KEPT_WITHOUT_DATE)
    off = Q(meeting__status=Meeting.Status.CANCELLED, off_since__lt=moment)
    return kept.filter(Q(state="cancelled") | Q(day__lt=day) | off | undated)


def _last_known_date() -> Subquery:
    """Of a meeting without date: the one that was given up, or turned out to be wrong, last."""
    dated = _history().filter(id=OuterRef("meeting"), date_latest__isnull=False)
    return Subquery(dated.order_by("-history_id").values("date_latest")[:1])


def _off_since() -> Coalesce:
    """When a cancelled meeting was cancelled, for the last time; else when needs were told."""
    status = Meeting.Status.CANCELLED
    on_after = _history().filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    off = _history().filter(id=OuterRef("meeting"), status=status)
    last = off.exclude(Exists(on_after.exclude(status=status)))
    since = last.order_by("history_id").values("history_date")[:1]
    return Coalesce(Subquery(since), F("needs_consented_at"))


def _history() -> QuerySet:
    return Meeting.history.model._base_manager.all()
