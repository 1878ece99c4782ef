from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.utils import timezone

from dates.fields import known_to_the_day
from dates.values import Period
from programme.querysets import touches

DECISION_IS_NEAR = timedelta(days=14)


class MeetingQuerySet(models.QuerySet):
    def planned(self) -> Self:
        return self.filter(status="planned")

    def held(self) -> Self:
        return self.filter(status="held")

    def cancelled(self) -> Self:
        return self.filter(status="cancelled")

    def may_be_in(self, period: Period) -> Self:
        """Those whose date lies in the period, or may do so; unknown dates do not."""
        return self.filter(touches("date", period))

    def to_confirm(self, today: date) -> Self:
        """Planned, and their date has passed: nobody logged yet whether they were held."""
        return self.planned().filter(is_behind(today))

    def without_attendance(self) -> Self:
        """Held, and nobody logged how many came."""
        return self.held().filter(attended=None, list_closed_at=None)

    def without_minutes(self) -> Self:
        return self.held().exclude(publications__kind="minutes")

    def moved_without_reason(self) -> Self:
        moves = self.model._meta.get_field("reschedulings").related_model.objects
        return self.filter(Exists(moves.filter(meeting=OuterRef("pk"), reason="")))

    def concepts(self, today: date) -> Self:
        """Planned, not over as far as is known, and nobody put them on the site yet."""
        return self.not_over(today).filter(is_public=False)

    def not_over(self, today: date) -> Self:
        """Planned, and perhaps still to come: also without a date."""
        return self.planned().filter(Q(date_latest=None) | Q(date_latest__gte=today))

    def upcoming(self, today: date) -> Self:
        return self.planned().filter(Q(date_latest__gte=today))

    def coming(self, now: datetime) -> Self:
        """To which one can still go: planned, with a date, and registering has not closed."""
        closed = Q(registration_closes__lte=now)
        return self.upcoming(timezone.localdate(now)).exclude(closed)

    def public(self) -> Self:
        """Those that stand on the site, with what a list of them shows."""
        return self.filter(is_public=True)

    def marking_examples(self) -> Self:
        """Adds `is_example`: whether its programme was made up (`Meeting.is_invented`)."""
        return self.annotate(is_example=models.F("programme__is_fictional"))

    def with_occupancy(self) -> Self:
        """Adds `taken` and `waiting`, counted in the same query."""
        rows = self._registrations()
        return self.annotate(
            taken=_number_of(rows.taking_a_place()),
            waiting=_number_of(rows.filter(state="waiting")),
        )

    def with_room(self) -> Self:
        """Where someone new gets a place: one is free, and nobody waits for it."""
        room = Q(capacity=None) | Q(taken__lt=models.F("capacity"), waiting=0)
        return self.with_occupancy().filter(room)

    def sisters_of(self, meeting: models.Model, today: date) -> Self:
        """Where those who wanted to come to the meeting can go: another of its programme, with
        a place free."""
        found = self.public().upcoming(today).exclude(pk=meeting.pk).with_room()
        found = found.exclude(registration_closes__lte=timezone.now())
        return found.filter(known_to_the_day("date"), programme=meeting.programme_id)

    def to_decide(self, today: date) -> Self:
        """Too few registered, and the date to decide whether it goes on is near or has passed."""
        near = self.upcoming(today).filter(decision_date__lte=today + DECISION_IS_NEAR)
        return near.with_attendance().filter(registered__lt=models.F("minimum"))

    def with_attendance(self) -> Self:
        """Adds the four numbers of the list at the door, and `attended_count`: counted from the
        list where that was closed, else as stated, and None where neither is known."""
        rows = self._registrations()
        present = _number_of(rows.present())
        return self.annotate(
            registered=_number_of(rows.registered()),
            present=present,
            absent=_number_of(rows.absent()),
            walked_in=_number_of(rows.walked_in()),
            attended_count=Case(
                When(list_closed_at__isnull=False, then=present),
                default=models.F("attended"),
                output_field=models.PositiveIntegerField(),
            ),
        )

    def with_answers(self) -> Self:
        """Adds how many of those with a place said whether they come on the date it moved to, and
        how many of them do."""
        said = self._registrations().confirmed().exclude(new_date="")
        return self.annotate(
            answered=_number_of(said), keeping=_number_of(said.filter(new_date="keeps"))
        )

    def _registrations(self) -> models.QuerySet:
        """Those of each meeting; through the relation, as their model builds on the meeting's."""
        of_meetings = self.model._meta.get_field("registrations").related_model
        return of_meetings.objects.filter(meeting=OuterRef("pk"))

    def at_the_door(self, today: date) -> Self:
        """On today or yesterday: a phone may find its network after midnight."""
        days = self.filter(known_to_the_day("date"))
        return days.filter(date_earliest__lte=today, date_latest__gte=today - timedelta(days=1))

    def with_door_for(self, user: Any) -> Self:
        """Where this person may stand at the door; nobody was chosen, or this one too."""
        return self.filter(Q(door=None) | Q(door=user))

    def past(self, today: date) -> Self:
        """Held, or dated before today, whatever became of them; the latest first."""
        return self.filter(Q(status="held") | is_behind(today)).order_by(
            models.F("date_latest").desc(nulls_last=True), "-id"
        )


def is_behind(today: date) -> Q:
    """Of which the last day that it can have been on is behind us; `times.is_past` says it of one
    meeting, to the minute."""
    return Q(date_latest__lt=today)


def next_first(today: date) -> list[OrderBy]:
    """In order of what asks for attention: what comes, the nearest first; then what was, the last
    first; a date that is not known last."""
    to_come = When(date_latest__gte=today, then=models.F("date_earliest"))
    return [
        OrderBy(Case(to_come, default=None, output_field=models.DateField()), nulls_last=True),
        OrderBy(models.F("date_latest"), descending=True, nulls_last=True),
        OrderBy(models.F("id"), descending=True),
    ]


def _number_of(rows: models.QuerySet) -> Coalesce:
    counted = rows.order_by().values("meeting").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
