"""Which records ask for each kind of work, and where what ends it is done."""

from collections.abc import Callable
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from meetings.models import FunderRequest, Meeting, Rescheduling, Series
from meetings.registering.queue import too_late_to_offer
from pilots.models import Conversation, Counterparty, Pilot, Session
from programme.models import Target
from publications.models import Publication
from reporting.models import ProgressReport, Question


def to_confirm(model: type[Meeting]) -> Callable[[date], QuerySet]:
    return lambda today: model.objects.to_confirm(today)


def moved_without_reason(model: type[Meeting]) -> Callable[[date], QuerySet]:
    unexplained = Rescheduling.objects.filter(meeting=OuterRef("pk"), reason="")
    return lambda today: model.objects.filter(Exists(unexplained))


def without_attendance(model: type[Meeting]) -> Callable[[date], QuerySet]:
    return lambda today: model.objects.without_attendance()


def to_decide(model: type[Meeting]) -> Callable[[date], QuerySet]:
    return lambda today: model.objects.to_decide(today)


def without_minutes(model: type[Meeting]) -> Callable[[date], QuerySet]:
    minutes = Publication.objects.minutes().filter(meeting=OuterRef("pk"))
    return lambda today: model.objects.held().exclude(Exists(minutes))


def not_accounted_for(today: date) -> QuerySet:
    """Targets of past years that fewer activities fill than were agreed, without explanation."""
    filled = Count("meetings", distinct=True) + Count("pilots", distinct=True)
    past = Target.objects.filter(year__lt=today.year, number__isnull=False, explanation="")
    return past.annotate(filled=filled).filter(filled__lt=F("number"))


def without_next_step(today: date) -> QuerySet:
    """Parties to a talk of which the latest conversation goes on, and nobody wrote how."""
    of_party = Conversation.objects.filter(counterparty=OuterRef("pk"))
    of_party = of_party.order_by(F("date_latest").desc(nulls_last=True), "-pk")
    return Counterparty.objects.annotate(last=Subquery(of_party.values("pk")[:1])).filter(
        conversations__pk=F("last"),
        conversations__stage__in=Conversation.GOING_ON,
        conversations__next_step="",
    )


def with_step_overdue(today: date) -> QuerySet:
    overdue = Conversation.objects.overdue(today).filter(counterparty=OuterRef("pk"))
    return Counterparty.objects.filter(Exists(overdue))


def with_day_of_step(parties: QuerySet) -> QuerySet:
    steps = Conversation.objects.with_open_step().filter(counterparty=OuterRef("pk"))
    return parties.annotate(
        step_on=Subquery(steps.order_by("next_step_on").values("next_step_on")[:1])
    )


def understaffed(today: date) -> QuerySet:
    sessions = Session.objects.held().understaffed().filter(group__pilot=OuterRef("pk"))
    return Pilot.objects.filter(Exists(sessions))


def over_without(link: str) -> Callable[[date], QuerySet]:
    """Series of which every part was held or cancelled, and this was not logged."""
    parts = Meeting.objects.filter(series=OuterRef("pk"))
    to_come = parts.filter(status=Meeting.Status.PLANNED)
    rows = Series.objects.offered().filter(Exists(parts), ~Exists(to_come))
    return lambda today: rows.filter(**{f"{link}__isnull": True})


def awaiting_the_funder(today: date) -> QuerySet:
    return Series.objects.filter(
        Exists(FunderRequest.objects.filter(series=OuterRef("pk"), answer=""))
    )


def unanswered(today: date) -> QuerySet:
    return Question.objects.filter(answered_at__isnull=True)


def with_group(pilots: QuerySet) -> QuerySet:
    """The first group in which a session had too few facilitators, for the way to it."""
    sessions = Session.objects.held().understaffed().filter(group__pilot=OuterRef("pk"))
    return pilots.annotate(to_staff=Subquery(sessions.order_by("group").values("group")[:1]))


def group_page(pilot: Pilot) -> str:
    return f"{reverse('admin:pilots_group_change', args=[pilot.to_staff])}#sessions-group"


def state_of_report(report: ProgressReport) -> str:
    return reverse("reporting:state", args=[report.programme.slug, report.year])


def release_page(pilot: Pilot) -> str:
    return reverse("admin:pilots_pilot_vrijgave", args=[pilot.pk])


def not_on_site(model: type[Meeting]) -> Callable[[date], QuerySet]:
    return lambda today: model.objects.concepts(today)


def with_empty_seats(model: type[Meeting]) -> Callable[[date], QuerySet]:
    """So near that no mail can offer the place any more: whoever waits has to be rung."""
    return lambda today: model.objects.filter(pk__in=too_late_to_offer(timezone.now()))


def people_of(meeting: Meeting) -> str:
    return f"{reverse('admin:meetings_registration_changelist')}?bijeenkomst={meeting.pk}"
