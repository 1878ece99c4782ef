"""What participants answered about a meeting, and so about the parts of a series.

Only numbers of five people or more, of parts about which one can no longer answer; never a text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count

from ..models import Evaluation, Meeting
from .outcome import FEWEST, is_closed


@dataclass(frozen=True)
class Answers:
    """How many answered, and their average marks: of the meeting from 1 to 10, of the two other
    questions from 1 to 5."""

    number: int
    mark: float
    useful: float
    recognised: float

    def __str__(self) -> str:
        return (
            f"gemiddeld cijfer {one_decimal(self.mark)}; nut voor het werk "
            f"{one_decimal(self.useful)} van 5, herkenning {one_decimal(self.recognised)} van 5 "
            f"({self.number} antwoorden)"
        )


def answers_to(parts: Iterable[Meeting], on: date) -> dict[int, Answers]:
    """By the id of the meeting, in one query; nothing of one with fewer than five answers."""
    closed = {part.id: part for part in parts if is_closed(part, on)}
    programmes = {part.programme_id for part in closed.values()}
    rows = (
        Evaluation.objects.filter(meeting__programme__in=programmes or [0])
        .order_by()
        .values_list("meeting")
        .annotate(Count("pk"), Avg("mark"), Avg("useful"), Avg("recognised"))
    )
    return {
        part: Answers(*values) for part, *values in rows if part in closed and values[0] >= FEWEST
    }


def one_decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
