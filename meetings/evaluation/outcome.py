"""When a meeting can be evaluated, and what came of it: only as numbers of five people or more."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..models import Evaluation, Meeting

OPEN_FOR = timedelta(days=21)
FEWEST = 5
"""Answers from fewer people might be traced to them."""


@dataclass(frozen=True)
class Question:
    """What was asked, how many chose each answer, and the average."""

    text: str
    chosen: list[tuple[str, int]]
    average: float


@dataclass(frozen=True)
class Results:
    number: int
    questions: list[Question]
    takes_along: list[str]


TEXTS = {
    "useful": "Hoeveel hebt u in uw werk aan wat er besproken is?",
    "recognised": "Hoeveel herkende u daarin van uw eigen werk?",
    "mark": "Welk rapportcijfer geeft u deze bijeenkomst?",
    "takes_along": "Wat neemt u mee naar uw werk?",
}


def last_day(meeting: Meeting) -> date | None:
    """The last day on which one can answer; None as long as the meeting has no known date."""
    return meeting.date_latest and meeting.date_latest + OPEN_FOR


def is_open(meeting: Meeting, today: date) -> bool:
    until = last_day(meeting)
    return meeting.status == Meeting.Status.HELD and until is not None and today <= until


def is_closed(meeting: Meeting, on: date) -> bool:
    """Whether it was held, and nobody can answer any more."""
    until = last_day(meeting)
    return meeting.status == Meeting.Status.HELD and until is not None and on > until


def why_no_results(meeting: Meeting, today: date) -> str:
    """One sentence for staff; empty where the results may be seen."""
    until = last_day(meeting)
    if until is None or meeting.status != Meeting.Status.HELD:
        return "Deze bijeenkomst is nog niet gehouden."
    if today <= until:
        return f"Deelnemers kunnen nog antwoorden tot en met {until:%d-%m-%Y}."
    if meeting.evaluations.count() < FEWEST:
        return "Er zijn minder dan vijf antwoorden. Die tonen we niet, want ze zijn te herkennen."
    return ""


def results(meeting: Meeting, today: date) -> Results | None:
    """None until one can no longer answer, and where fewer than five people did."""
    if why_no_results(meeting, today):
        return None
    answers = list(meeting.evaluations.all())
    degrees = Evaluation.Degree.choices
    marks = [
        (mark, str(mark)) for mark in range(Evaluation.LOWEST_MARK, Evaluation.HIGHEST_MARK + 1)
    ]
    choices = {"useful": degrees, "recognised": degrees, "mark": marks}
    return Results(
        number=len(answers),
        questions=[question(name, labels, answers) for name, labels in choices.items()],
        takes_along=[answer.takes_along for answer in answers if answer.takes_along],
    )


def question(name: str, labels: Iterable[tuple[int, str]], answers: list[Evaluation]) -> Question:
    values = [getattr(answer, name) for answer in answers]
    counts = Counter(values)
    chosen = [(label, counts[value]) for value, label in labels]
    return Question(TEXTS[name], chosen, average=sum(values) / len(values))
