"""A series as one chain for staff: parts, evaluation, decision, follow-up, request.

Each link says what is known, and of what is not that it is missing.
"""

from dataclasses import dataclass, field
from datetime import date

from .evaluation.of_series import Answers, answers_to
from .models import FunderRequest, Meeting, Series


@dataclass(frozen=True)
class Part:
    meeting: Meeting
    state: str
    answers: Answers | None

    @property
    def needed(self) -> str:
        """The minimum, and until when staff decide; empty where neither is known."""
        least = self.meeting.minimum
        by = self.meeting.decision_date
        known = [
            f"ten minste {least} aanmeldingen nodig" if least is not None else "",
            f"beslissen uiterlijk op {by.day}-{by.month}-{by.year}" if by else "",
        ]
        return ", ".join(filter(None, known))


@dataclass(frozen=True)
class Chain:
    series: Series
    parts: list[Part]
    lacking: int
    """Planned parts of which there is no meeting."""
    requests: list[FunderRequest] = field(default_factory=list)

    @property
    def evaluation(self) -> object:
        return getattr(self.series, "evaluation", None)

    @property
    def decision(self) -> object:
        return getattr(self.series, "decision", None)


def chain_of(series: Series, today: date) -> Chain:
    """A constant number of queries, however many parts and requests there are."""
    linked = series.meetings.order_by("part", "pk").prefetch_related("contributors")
    meetings = list(linked)
    answers = answers_to(meetings, today)
    parts = [Part(each, state_of(each), answers.get(each.pk)) for each in meetings]
    lacking = max(series.planned_parts - len(parts), 0)
    return Chain(series, parts, lacking, list(series.requests.all()))


def state_of(meeting: Meeting) -> str:
    """Whether it was held, and why not."""
    if not meeting.is_cancelled:
        return meeting.get_status_display()
    return f"{meeting.get_status_display()}: {why_cancelled(meeting)}"


def why_cancelled(meeting: Meeting) -> str:
    reason, note = meeting.get_cancellation_reason_display(), meeting.cancellation_note
    return f"{reason}: {note}" if note else reason
