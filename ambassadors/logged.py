"""What an ambassador says to have done: in half a minute, on a phone, without an account."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from dates.values import ApproximateDate
from programme.matching import organisation_called

from .models import Activity, Ambassador

SENT_TWICE = timedelta(minutes=10)


@transaction.atomic
def log_activity(
    ambassador: Ambassador,
    *,
    day: date,
    kind: str,
    organisation: str = "",
    people: int | None = None,
    part: str = "",
    description: str = "",
) -> Activity:
    """The row that is there, where the same form was sent twice. What is said counts as an answer
    to a reminder. Raises ValidationError where the day is to come."""
    activity = Activity(ambassador=ambassador)
    _fill(activity, day, kind, organisation, people, part, description)
    Ambassador.objects.select_for_update(no_key=True).filter(pk=ambassador.pk).update(unanswered=0)
    since = timezone.now() - SENT_TWICE
    before = Activity.objects.same_as(activity, since).first()
    if before:
        return before
    activity._change_reason = "zelf genoteerd"
    activity.save()
    return activity


def mend_activity(
    activity: Activity,
    *,
    day: date,
    kind: str,
    organisation: str = "",
    people: int | None = None,
    part: str = "",
    description: str = "",
) -> None:
    """Raises ValidationError where the day is to come."""
    _fill(activity, day, kind, organisation, people, part, description)
    activity._change_reason = "zelf verbeterd"
    activity.save()


def take_away(activity: Activity) -> None:
    """It was a mistake; that it was there stays in the history."""
    activity._change_reason = "zelf weggehaald"
    activity.delete()


def _fill(
    activity: Activity,
    day: date,
    kind: str,
    organisation: str,
    people: int | None,
    part: str,
    description: str,
) -> None:
    activity.date = ApproximateDate.of_day(day)
    activity.kind, activity.people, activity.part = kind, people, part
    if organisation != activity.organisation_typed or not activity.organisation_id:
        activity.organisation = organisation_called(organisation)
    activity.organisation_typed = organisation
    activity.description = description
    activity.full_clean()
