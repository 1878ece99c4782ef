"""The rows that a report rests on, read at once.

`read_records` is the only place where a report asks the database for facts; figures and sections
are made from its result alone. The number of queries does not grow with the number of rows.
The results of pilots are not read: the report never prints them (domain.md, rule 9).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.db.models import Count, Prefetch

from meetings.models import Meeting
from pilots.models import Conversation, Counterparty, Group, Pilot
from programme.models import Party, Programme, Quality, Target
from publications.models import Publication
from toolkit.models import Edition, Finding, Milestone

from .models import Narrative, StatedFigure
from .scope import Scope


@dataclass(frozen=True)
class Records:
    targets: dict[str, Target]
    parties: list[Party]
    qualities: list[Quality]
    meetings: list[Meeting]
    pilots: list[Pilot]
    counterparties: list[Counterparty]
    milestones: list[Milestone]
    editions: list[Edition]
    findings: list[Finding]
    publications: list[Publication]
    stated: list[StatedFigure]
    narratives: dict[str, str]


def read_records(scope: Scope) -> Records:
    programme, year = scope.programme, scope.year
    return Records(
        targets={target.line: target for target in programme.targets.filter(year=year)},
        parties=list(programme.parties.select_related("organisation")),
        qualities=list(programme.qualities.all()),
        meetings=list(_meetings(programme)),
        pilots=list(_pilots(programme)),
        counterparties=list(_counterparties(programme)),
        milestones=list(_milestones(programme)),
        editions=list(_editions(programme)),
        findings=list(_findings(programme, year)),
        publications=list(programme.publications.on_public_administration()),
        stated=list(programme.stated_figures.all()),
        narratives=_narratives(scope),
    )


@contextmanager
def one_consistent_read() -> Iterator[None]:
    """All that is read inside is of one moment: no change by others comes between two queries.

    PostgreSQL: a snapshot of its own (REPEATABLE READ), unless a transaction is under way already.
    SQLite: the transaction itself keeps others from writing for as long as reading takes.
    """
    snapshot = connection.vendor == "postgresql" and not connection.in_atomic_block
    with transaction.atomic():
        if snapshot:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _meetings(programme: Programme) -> models.QuerySet:
    return programme.meetings.prefetch_related(
        "target", "builds_on", "reschedulings", "other_titles"
    ).prefetch_related("contributors", "publications")


def _pilots(programme: Programme) -> models.QuerySet:
    groups = Group.objects.prefetch_related("sessions__facilitators")
    return (
        programme.pilots.defer("results")
        .select_related("target", "organisation")
        .prefetch_related("team", Prefetch("groups", groups))
    )


def _counterparties(programme: Programme) -> models.QuerySet:
    conversations = Conversation.objects.select_related("pilot__target").defer("pilot__results")
    return programme.counterparties.prefetch_related(Prefetch("conversations", conversations))


def _milestones(programme: Programme) -> models.QuerySet:
    return programme.milestones.select_related("waits_for", "waits_for_pilot").defer(
        "waits_for_pilot__results"
    )


def _editions(programme: Programme) -> models.QuerySet:
    pilots = Pilot.objects.defer("results")
    return programme.editions.prefetch_related("made_by", Prefetch("used_in", pilots))


def _findings(programme: Programme, year: int) -> models.QuerySet:
    return (
        programme.findings.filter(year=year)
        .select_related("theme")
        .annotate(
            story_count=Count("stories", distinct=True),
            meeting_count=Count("meetings", distinct=True),
        )
    )


def _narratives(scope: Scope) -> dict[str, str]:
    if scope.report.pk is None:
        return {}
    rows = Narrative.objects.filter(report=scope.report)
    return {row.section: row.text for row in rows if row.text.strip()}
