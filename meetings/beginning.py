"""What a new meeting begins with, so that staff write only what differs: the last of its line, and
the agreement of the year in which its date lies."""

from datetime import date
from typing import Any

from dates.values import ApproximateDate
from programme.models import Programme, Target

from .models import Meeting

COPIED = ("audience", "start_time", "end_time", "capacity", "minimum", "contact")
"""What tends to stay the same; title, text, place and date do not."""


def last_of(line: str) -> Meeting | None:
    """The latest by date of those that were not cancelled; None where none has a date yet."""
    dated = Meeting.objects.filter(line=line, date_latest__isnull=False)
    kept = dated.exclude(status=Meeting.Status.CANCELLED).select_related("programme")
    return kept.order_by("-date_latest", "-pk").first()


def begins_with(last: Meeting, today: date) -> dict[str, Any]:
    """Values for the form, by the names of its fields; what the last one left open stays open."""
    themes = list(last.themes.offered())
    values = {name: getattr(last, name) for name in COPIED} | {"themes": themes}
    values["programme"] = running_programme(last.programme, today).pk
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def running_programme(last: Programme, today: date) -> Programme:
    """That of the last meeting while it runs, else one that runs today, real before invented."""
    if last.first_year <= today.year <= last.last_year:
        return last
    running = Programme.objects.filter(first_year__lte=today.year, last_year__gte=today.year)
    return running.order_by("is_fictional", "-first_year").first() or last


def target_of(programme: Programme, line: str, when: ApproximateDate | None) -> Target | None:
    """The agreement of the one year in which the date lies whole, while it has a gap: what comes on
    top fills none by itself (domain.md, rule 18)."""
    if when is None or when.earliest.year != when.latest.year:
        return None
    agreed = Target.objects.filter(programme=programme, line=line, year=when.earliest.year).first()
    return agreed if agreed and has_gap(agreed) else None


def has_gap(target: Target) -> bool:
    """What was agreed in words has no number that could be reached."""
    fills = Meeting.objects.filter(target=target).exclude(status=Meeting.Status.CANCELLED)
    return target.number is None or fills.count() < target.number
