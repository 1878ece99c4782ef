"""The rows that a report rests on, read at once.

`read_records` is the only place where a report asks the database for facts; figures and sections
are made from its result alone. The number of queries does not grow with the number of rows.
The results of pilots are not read: what their hosts released comes through the gate (rule 9).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from dates.values import Period
from meetings.evaluation.of_series import Answers, answers_to
from meetings.models import Meeting
from pilots.models import Audience, Conversation, Counterparty, Group, Pilot, Session
from pilots.releasing.gate import Gate, conceal, conceal_party
from pilots.releasing.standing import asked_hosts
from programme.models import Party, Person, Programme, Quality, Target
from programme.prepared import Given, Prepared
from publications.models import Publication
from toolkit.models import Edition, Finding, Milestone

from ..models import Narrative, Notice, StatedFigure, Waiver
from .as_known import (
    count_stories_as_known,
    is_ahead,
    meetings_as_known,
    pilots_as_known,
    read_later_texts,
    read_moves_of_sessions,
    read_past_of_groups,
    read_past_of_meetings,
    read_past_of_pilots,
    read_past_of_sessions,
    sessions_as_known,
    targets_as_known,
)
from .learned import Learned, read_learned
from .meeting_rows import read_meetings, without_unread
from .network import Network, read_network
from .reached import Attendance, Reached, read_attendance, read_people, read_reached
from .scope import Scope
from .series_rows import SeriesTold, read_series
from .told import Told, read_told

Found = TypeVar("Found")
CLOSED = ("results", "conclusions")
"""Of a pilot what is not read: the gate gives what may be told of it."""


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
    publications: dict[str, int]
    """How many of each kind, on openbaar bestuur and dated in the year."""
    stated: list[StatedFigure]
    narratives: dict[str, str]
    """What is printed; a suggestion that nobody read yet is not."""
    other_years: tuple[Target, ...] = ()
    reached: tuple[Reached, ...] = ()
    people_reached: int = 0
    """Different people at meetings of the year, exact: what prints it rounds."""
    attendance: dict[int, Attendance] = field(default_factory=dict)
    answers: dict[int, Answers] = field(default_factory=dict)
    """What participants answered, by the id of the meeting, of five or more; never their words."""
    stories: dict[str, int] = field(default_factory=dict)
    """How many there are in each state; what they tell is not read."""
    chains: tuple[SeriesTold, ...] = ()
    """The series, each with what was found, decided and asked after it."""
    learned: Learned = field(default_factory=Learned)
    network: Network = field(default_factory=Network)
    """Of ambassadors only what is counted; no name, and no word that they wrote."""
    notices: tuple[Notice, ...] = ()
    """The letters to the funder on agreements of the year, sent by the reference date."""
    written_later: dict[tuple[int, str], date] = field(default_factory=dict)
    """The day on which a text of a target was written, where that was after the reference date; by
    its id and the name of the text."""
    told: Told = field(default_factory=Told)
    """The numbers of people that published versions told."""
    gate: Gate = field(default_factory=lambda: Gate([]))
    """What the hosts of pilots let be told; in these rows no other host is named."""
    asked_hosts: frozenset[int] = frozenset()
    """The pilots of which the host was asked to release something, and did not answer yet."""
    waivers: dict[str, Waiver] = field(default_factory=dict)
    """What staff let stand, by the key of its line."""
    texts: tuple[Narrative, ...] = ()
    """The rows of `narratives`, and suggestions."""
    kept: dict[tuple, Any] = field(default_factory=dict, repr=False, compare=False)
    """What `once` was asked for."""

    def once(self, key: tuple, look_up: Callable[[], Found]) -> Found:
        """Looked up at the first asking, such as what was held in a year: some twenty figures ask
        for it. The rows do not change any more."""
        if key not in self.kept:
            self.kept[key] = look_up()
        return self.kept[key]

    def target(self, line: str, year: int) -> Target | None:
        """What was agreed for the line in a year of the term."""
        of_line = (target for target in self._agreed() if target.line == line)
        return next((target for target in of_line if target.year == year), None)

    def of_line(self, line: str) -> list[Meeting]:
        return self._by_line.get(line, [])

    @cached_property
    def _by_line(self) -> dict[str, list[Meeting]]:
        """Sorted once; each of some twenty figures of a line looks through its meetings."""
        found: dict[str, list[Meeting]] = {}
        for meeting in self.meetings:
            found.setdefault(meeting.line, []).append(meeting)
        return found

    def _agreed(self) -> Iterator[Target]:
        yield from self.targets.values()
        yield from self.other_years


def read_records(scope: Scope) -> Records:
    programme, year = scope.programme, scope.year
    targets = targets_as_known(programme, scope.reference.latest)
    attendance, texts = read_attendance(scope), _texts(scope)
    meetings = _meetings(scope, targets)
    answers = answers_to(meetings, scope.reference.latest)
    gate = Gate.read(Audience.PUBLIC, on=scope.reference.latest)
    pilots = _known_pilots(scope, gate)
    return Records(
        targets={target.line: target for target in targets if target.year == year},
        parties=_parties.of(programme),
        qualities=_qualities.of(programme),
        meetings=meetings,
        pilots=pilots,
        counterparties=_known_parties(programme, gate),
        milestones=_known_milestones(scope, gate),
        editions=_known_editions(scope, gate),
        findings=_findings.of(programme, year=year),
        publications=_publications(programme, scope.known_period),
        stated=_stated.of(programme),
        narratives={row.section: row.text for row in texts if not row.is_suggestion},
        other_years=tuple(target for target in targets if target.year != year),
        reached=read_reached(scope, attendance),
        people_reached=read_people(scope),
        attendance=attendance,
        stories=count_stories_as_known(programme, scope.reference.latest),
        answers=answers,
        chains=read_series(scope, meetings, answers),
        network=read_network(scope.reference.latest, programme=programme),
        learned=read_learned(scope, meetings, pilots, gate),
        notices=tuple(_known_notices(scope, gate)),
        gate=gate,
        asked_hosts=asked_hosts(programme),
        written_later=read_later_texts(programme, scope.reference.latest),
        told=read_told(scope),
        waivers=_waivers(scope),
        texts=texts,
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


def _meetings(scope: Scope, targets: list[Target]) -> list[Meeting]:
    programme, until = scope.programme, scope.reference.latest
    meetings = _linked(read_meetings(programme, scope.year), targets)
    return meetings_as_known(meetings, read_past_of_meetings(until, programme=programme), until)


def _known_pilots(scope: Scope, gate: Gate) -> list[Pilot]:
    programme, until = scope.programme, scope.reference.latest
    past = read_past_of_pilots(until, programme=programme)
    of_groups = read_past_of_groups(until, programme=programme)
    pilots = _pilots.of(programme)
    prefetch_related_objects(pilots, Prefetch("team", Person.objects.told_in_report(scope.year)))
    of_sessions = read_past_of_sessions(until, programme=programme)
    sessions_as_known(pilots, of_sessions, read_moves_of_sessions(programme, until), until)
    pilots = pilots_as_known(pilots, past, of_groups, until)
    for pilot in pilots:
        conceal(gate, pilot)
    return pilots


def _known_parties(programme: Programme, gate: Gate) -> list[Counterparty]:
    parties = _counterparties.of(programme)
    for party in parties:
        conceal_party(gate, party)
        for talk in party.conversations.all():
            conceal(gate, talk.pilot)
    return parties


def _known_milestones(scope: Scope, gate: Gate) -> list[Milestone]:
    """What was reached later was not reached yet."""
    milestones = _milestones.of(scope.programme)
    for milestone in milestones:
        conceal(gate, milestone.waits_for_pilot)
        if is_ahead(milestone.actual, scope.reference.latest):
            milestone.actual = None
    return milestones


def _known_editions(scope: Scope, gate: Gate) -> list[Edition]:
    until = scope.reference.latest
    rows = _editions.of(scope.programme, until=until)
    editions = [e for e in rows if not is_ahead(e.ready, until)]
    prefetch_related_objects(
        editions, Prefetch("made_by", Person.objects.told_in_report(scope.year))
    )
    for edition in editions:
        for pilot in edition.used_in.all():
            conceal(gate, pilot)
    return editions


def _known_notices(scope: Scope, gate: Gate) -> list[Notice]:
    until = scope.reference.latest
    notices = _notices(programme=scope.programme, year=scope.year, until=until)
    for notice in notices:
        conceal(gate, notice.pilot)
    return notices


def _linked(meetings: list[Meeting], targets: list[Target]) -> list[Meeting]:
    """Joined to each other and to their targets here, so that no row is read twice."""
    by_id = {meeting.pk: meeting for meeting in [*meetings, *_of_elsewhere(meetings)]}
    target_by_id = {target.pk: target for target in targets}
    for meeting in meetings:
        known = meeting._state.fields_cache  # as the descriptors keep them, which check each more
        known["builds_on"] = by_id.get(meeting.builds_on_id)
        known["replaced_by"] = by_id.get(meeting.replaced_by_id)
        if meeting.target_id in target_by_id:
            known["target"] = target_by_id[meeting.target_id]
    return meetings


def _of_elsewhere(meetings: list[Meeting]) -> Iterable[Meeting]:
    """What these build on and is of another programme; read in one query, also for none."""
    known = {meeting.pk for meeting in meetings}
    pointed_at = {key for m in meetings for key in (m.builds_on_id, m.replaced_by_id)}
    wanted = pointed_at - known
    return without_unread(Meeting.objects.filter(pk__in=wanted - {None} or {0}))


def _of_programme(model: type[models.Model]) -> models.QuerySet:
    return model._default_manager.filter(programme=Given("programme"))


@Prepared
def _parties() -> models.QuerySet:
    return _of_programme(Party).select_related("organisation")


@Prepared
def _qualities() -> models.QuerySet:
    return _of_programme(Quality)


@Prepared
def _stated() -> models.QuerySet:
    return _of_programme(StatedFigure)


@Prepared
def _pilots() -> models.QuerySet:
    groups = Group.objects.prefetch_related(Prefetch("sessions", Session.objects.with_leaders()))
    rows = _of_programme(Pilot).defer(*CLOSED).select_related("target", "organisation")
    return rows.prefetch_related(Prefetch("groups", groups))


@Prepared
def _counterparties() -> models.QuerySet:
    conversations = Conversation.objects.select_related(
        "pilot__target", "pilot__organisation"
    ).defer(*(f"pilot__{name}" for name in CLOSED))
    rows = _of_programme(Counterparty)
    return rows.prefetch_related(Prefetch("conversations", conversations))


@Prepared
def _milestones() -> models.QuerySet:
    rows = _of_programme(Milestone).select_related("waits_for", "waits_for_pilot__organisation")
    return rows.defer(*(f"waits_for_pilot__{name}" for name in CLOSED))


@Prepared
def _editions() -> models.QuerySet:
    """Each with how many copies were given by then, and how many of those fetched."""
    given = Q(published__copies__given_at__date__lte=Given("until"))
    fetched = given & Q(published__copies__first_fetched_on__lte=Given("until"))
    pilots = Pilot.objects.select_related("organisation").defer(*CLOSED)
    counted = _of_programme(Edition).annotate(
        copies_given=Count("published__copies", filter=given),
        copies_fetched=Count("published__copies", filter=fetched),
    )
    return counted.prefetch_related(Prefetch("used_in", pilots))


@Prepared
def _findings() -> models.QuerySet:
    return (
        _of_programme(Finding)
        .filter(year=Given("year"))
        .select_related("theme")
        .annotate(
            story_count=Count("stories", distinct=True),
            meeting_count=Count("meetings", distinct=True),
            observation_count=Count("observations", distinct=True),
        )
    )


def _publications(programme: Programme, period: Period | None) -> dict[str, int]:
    if period is None:
        return {}
    return dict(_per_kind(programme=programme, first=period.first, last=period.last))


@Prepared
def _per_kind() -> models.QuerySet:
    period = Period(Given("first"), Given("last"))
    of_year = Publication.objects.on_public_administration().in_period(period)
    of_year = of_year.filter(programme=Given("programme"))
    return of_year.order_by().values_list("kind").annotate(Count("pk"))


@Prepared
def _notices() -> models.QuerySet:
    of_programme = Notice.objects.filter(target__programme=Given("programme"))
    of_year = of_programme.filter(target__year=Given("year"), sent_on__lte=Given("until"))
    sent = of_year.order_by("sent_on", "pk")
    return sent.select_related("meeting", "pilot__organisation").defer(
        "text", *(f"pilot__{name}" for name in CLOSED)
    )


def _texts(scope: Scope) -> tuple[Narrative, ...]:
    if scope.report.pk is None:
        return ()
    rows = _narratives(report=scope.report)
    return tuple(row for row in rows if row.text.strip())


@Prepared
def _narratives() -> models.QuerySet:
    return Narrative.objects.filter(report=Given("report"))


def _waivers(scope: Scope) -> dict[str, Waiver]:
    if scope.report.pk is None:
        return {}
    return {row.key: row for row in _waived(report=scope.report)}


@Prepared
def _waived() -> models.QuerySet:
    return Waiver.objects.filter(report=Given("report")).select_related("waived_by")
