"""Figures on what participants answered: <line>.evaluated and <line>.answers.

Only of meetings that five or more answered, and on which nobody can answer any more; so no number
here is small, and none follows from another.
"""

from collections.abc import Iterator

from meetings.evaluation.of_series import Answers
from meetings.line import MeetingsLine
from meetings.models import Meeting

from ..document.values import Figure
from ..records.reading import Records
from ..records.scope import Scope
from .ledger import held_in_year
from .making import counted, record_key


def answered(line: str, records: Records, scope: Scope) -> list[tuple[Meeting, Answers]]:
    """The meetings of the line that were held in the year, with what was answered about them."""
    held = held_in_year(line, records, scope)
    return [
        (meeting, records.answers[meeting.pk]) for meeting in held if meeting.pk in records.answers
    ]


def outcome_figures(line: MeetingsLine, records: Records, scope: Scope) -> Iterator[Figure]:
    """None where there are no such answers."""
    found = answered(line.key, records, scope)
    if not found:
        return
    meetings = [meeting for meeting, _answers in found]
    yield counted(
        f"{line.key}.evaluated",
        f"{line.more} waarover vijf of meer deelnemers antwoordden",
        meetings,
        "Gehouden in het jaar; vijf of meer deelnemers vulden de evaluatie in, en die is dicht.",
        scope,
    )
    yield Figure(
        key=f"{line.key}.answers",
        label=f"antwoorden van deelnemers over {line.more}",
        value=sum(answers.number for _meeting, answers in found),
        basis="counted",
        definition="De ingevulde evaluaties van die bijeenkomsten samen. Zij zijn naamloos; wie "
        "bij meer bijeenkomsten was, kan vaker hebben geantwoord.",
        records=tuple(map(record_key, meetings)),
        as_of=str(scope.reference),
    )


def average_mark(line: str, records: Records, scope: Scope) -> float:
    """Of all those answers together. Raises ZeroDivisionError where there are none."""
    found = [answers for _meeting, answers in answered(line, records, scope)]
    number = sum(answers.number for answers in found)
    return sum(answers.mark * answers.number for answers in found) / number
