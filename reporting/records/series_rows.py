"""The series of a programme, each with the links of its chain as known on the reference date.

What lies whole after that date had not happened yet; a link without a date stands as it was logged
(domain.md, rule 33). The rows are changed in memory and never saved.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from meetings.evaluation.of_series import Answers
from meetings.models import FunderRequest, Meeting, Series, SeriesDecision, SeriesEvaluation
from programme.prepared import Given, Prepared

from .as_known import is_ahead
from .scope import Scope


@dataclass(frozen=True)
class SeriesTold:
    """`parts` in their order; `answers` of participants by the id of the part, of five or more."""

    series: Series
    parts: list[Meeting]
    evaluation: SeriesEvaluation | None = None
    decision: SeriesDecision | None = None
    follow_up: Meeting | None = None
    requests: list[FunderRequest] = field(default_factory=list)
    answers: dict[int, Answers] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether every part was held or cancelled."""
        return bool(self.parts) and all(p.status != Meeting.Status.PLANNED for p in self.parts)

    @property
    def open_requests(self) -> list[FunderRequest]:
        return [request for request in self.requests if request.is_open]

    @property
    def texts(self) -> list[str]:
        """All that staff wrote of it, as the report prints it."""
        found = [text for request in self.requests for text in (request.what, request.answer)]
        if self.evaluation:
            found += [self.evaluation.process, self.evaluation.content]
        return [*found, self.decision.what] if self.decision else found


def read_series(
    scope: Scope, meetings: list[Meeting], answers: dict[int, Answers]
) -> tuple[SeriesTold, ...]:
    """A constant number of queries; `meetings` are those of the programme, as known, and `answers`
    what participants said of them."""
    until = scope.reference.latest
    parts = _by_series(meetings)
    requests = _requests(scope, until)
    by_id = {meeting.pk: meeting for meeting in meetings}
    return tuple(
        _told(series, parts[series.pk], requests[series.pk], by_id, answers, until)
        for series in _series.of(scope.programme)
    )


@Prepared
def _series() -> QuerySet:
    of_programme = Series.objects.filter(programme=Given("programme"))
    return of_programme.select_related("evaluation", "decision")


def _by_series(meetings: Iterable[Meeting]) -> dict[int, list[Meeting]]:
    found: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda m: (m.part is None, m.part or 0, m.pk)):
        if meeting.series_id is not None:
            found[meeting.series_id].append(meeting)
    return found


def _requests(scope: Scope, until: date) -> dict[int, list[FunderRequest]]:
    found: dict[int, list[FunderRequest]] = defaultdict(list)
    for request in _asked_of_funder(programme=scope.programme):
        if is_ahead(request.asked, until):
            continue
        if is_ahead(request.answered, until):
            request.answer, request.answered = "", None
        found[request.series_id].append(request)
    return found


@Prepared
def _asked_of_funder() -> QuerySet:
    of_programme = FunderRequest.objects.filter(series__programme=Given("programme"))
    return of_programme.select_related("series")


def _told(
    series: Series,
    parts: list[Meeting],
    requests: list[FunderRequest],
    by_id: dict[int, Meeting],
    answers: dict[int, Answers],
    until: date,
) -> SeriesTold:
    """Of a series that had not begun only its parts."""
    if parts and all(is_ahead(part.date, until) for part in parts):
        return SeriesTold(series, parts)
    evaluation = getattr(series, "evaluation", None)
    decision = getattr(series, "decision", None)
    if evaluation and is_ahead(evaluation.date, until):
        evaluation = None
    if decision and is_ahead(decision.date, until):
        decision = None
    return SeriesTold(
        series,
        parts,
        evaluation,
        decision,
        by_id.get(decision.follow_up_id) if decision else None,
        requests,
        {part.pk: answers[part.pk] for part in parts if part.pk in answers},
    )
