"""The year so far beside what was agreed for it, in few words; the report has the whole account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from ambassadors.line import LINE as AMBASSADORS
from ambassadors.models import Activity, Ambassador
from dutch.numbers import in_digits
from meetings.models import Meeting
from pilots.models import Pilot
from programme.line import CountedLine
from programme.lines import line_of
from programme.models import Target
from reporting.models import ProgressReport
from reporting.rules import may_look
from reporting.sections.network import NO_TARGET

from .tasks import may_see


class SubqueryCount(Subquery):
    """How many rows there are, without joining them: two such joins would multiply."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


HELD = Count("meetings", Q(meetings__status=Meeting.Status.HELD), distinct=True)
PLANNED = Count("meetings", Q(meetings__status=Meeting.Status.PLANNED), distinct=True)
DONE = Count("pilots", Q(pilots__sessions_state=Pilot.SessionsState.COMPLETED), distinct=True)
UNDER_WAY = Count(
    "pilots",
    Q(pilots__sessions_state__in=[Pilot.SessionsState.PREPARATION, Pilot.SessionsState.RUNNING]),
    distinct=True,
)


MEMBERS = SubqueryCount(
    Ambassador.objects.helping().filter(programme=OuterRef("programme")).values("pk")
)
DEEDS = SubqueryCount(
    Activity.objects.filter(
        ambassador__programme=OuterRef("programme"),
        date_earliest__year=OuterRef("year"),
        date_latest__year=OuterRef("year"),
    ).values("pk")
)


@dataclass(frozen=True)
class Agreed:
    """What was agreed for one line of a programme, and how it stands."""

    programme: str
    line: str
    how: str
    address: str


def agreed_this_year(user: AbstractUser, today: date) -> list[Agreed]:
    if not may_see(user, Target):
        return []
    targets = Target.objects.filter(year=today.year).select_related("programme")
    counted = targets.annotate(held=HELD, planned=PLANNED, done=DONE, under_way=UNDER_WAY)
    counted = counted.annotate(members=MEMBERS, deeds=DEEDS)
    return list(_rows(counted.order_by("programme", "id")))


def _rows(targets: QuerySet) -> Iterator[Agreed]:
    for target in targets:
        line = line_of(target.line)
        page = reverse("admin:programme_target_change", args=[target.pk])
        yield Agreed(str(target.programme), line.name, _how(target, line), page)


def _of_network(target: Target) -> str:
    agreed = NO_TARGET if target.number is None else f"{target.number} afgesproken"
    members = "ambassadeur" if target.members == 1 else "ambassadeurs"
    return (
        f"{agreed}: {in_digits(target.members)} {members}, "
        f"{in_digits(target.deeds)} keer inzet in {target.year}"
    )


def _how(target: Target, line: object) -> str:
    if line == AMBASSADORS:
        return _of_network(target)
    if not isinstance(line, CountedLine):
        return target.description
    done, coming, words = (
        (target.done, target.under_way, ("afgerond", "bezig of in voorbereiding"))
        if line.key == "pilots"
        else (target.held, target.planned, ("gehouden", "gepland"))
    )
    agreed = "geen aantal afgesproken" if target.number is None else f"{target.number} afgesproken"
    return f"{agreed}: {in_digits(done)} {words[0]}, {in_digits(coming)} {words[1]}"


@dataclass(frozen=True)
class Making:
    """A report that is being made: its state, how many texts there are, and what is missing."""

    report: ProgressReport
    texts: int
    address: str
    missing: str


def reports_being_made(user: AbstractUser) -> list[Making]:
    if not (may_look(user) and may_see(user, ProgressReport)):
        return []
    read = Q(narratives__is_suggestion=False) & ~Q(narratives__text="")
    making = ProgressReport.objects.exclude(state=ProgressReport.State.PUBLISHED)
    rows = making.select_related("programme").annotate(texts=Count("narratives", read))
    return [
        Making(
            report,
            report.texts,
            reverse("admin:reporting_progressreport_change", args=[report.pk]),
            reverse("reporting:readiness", args=[report.programme.slug, report.year]),
        )
        for report in rows.order_by("-year", "programme")
    ]
