"""What came of it in the participants' own numbers: their answers to the evaluation.

Their words are not told: nobody was asked whether they may be printed. A part of a series is told
with its series (`chain.py`), and not again here.
"""

from collections.abc import Iterator

from meetings.evaluation.of_series import one_decimal
from meetings.line import MeetingsLine

from ..document.values import Block, Text
from ..figures.outcomes import answered, average_mark
from .chain import told_chains
from .clauses import Clause, units_of
from .material import Material, table


def outcomes(material: Material, line: MeetingsLine) -> list[Block]:
    with_series = {part.pk for told, _line in told_chains(material) for part in told.parts}
    rows = (
        (
            meeting.title,
            str(answers.number),
            one_decimal(answers.mark),
            one_decimal(answers.useful),
            one_decimal(answers.recognised),
        )
        for meeting, answers in answered(line.key, material.records, material.scope)
        if meeting.pk not in with_series
    )
    columns = (
        "Bijeenkomst | #Antwoorden | #Cijfer (1–10) | #Nut in het werk (1–5) | #Herkenning (1–5)"
    )
    caption = f"{line.heading}: gemiddeld antwoord van deelnemers, bij vijf of meer antwoorden"
    return table(f"{line.key}-answers", caption, columns, rows)


def outcomes_in_brief(material: Material, line: MeetingsLine) -> Iterator[Clause]:
    """Such as "over vier Goed Werk Hubs gaven deelnemers gemiddeld een 7,8 (31 antwoorden)"."""
    key = f"{line.key}.evaluated"
    if key not in material.figures:
        return
    mark = one_decimal(average_mark(line.key, material.records, material.scope))
    yield [
        Text("over "),
        *units_of(material, key, line),
        Text(f" gaven deelnemers gemiddeld een {mark} ("),
        material.reference(f"{line.key}.answers"),
        Text(" antwoorden)"),
    ]
