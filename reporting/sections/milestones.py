"""The milestones: planned, expected, reached, and what each waits for (rule 22).

Where all are steps towards the toolkit they stand with the toolkit. Where the programme has others,
all stand together in the outlook, and nowhere twice.
"""

from collections.abc import Iterator

from dates.values import ApproximateDate, write
from toolkit.line import LINE as TOOLKIT
from toolkit.models import Milestone

from ..document.values import Block, Text
from ..models.learned import WHOLE
from .clauses import Clause, labelled, small
from .learned import about
from .material import Material, note, table
from .told_once import table_told_once

ELSEWHERE = "De stappen naar de toolkit staan bij de andere mijlpalen, onder “Vooruitblik”."


def steps_towards_toolkit(material: Material) -> list[Block]:
    steps = [each for each in material.records.milestones if each.line == TOOLKIT.key]
    if steps and _are_of_more(material):
        return note(ELSEWHERE)
    is_planned = any(each.planned for each in steps)
    planned = "| Gepland " if is_planned else ""
    columns = f"Mijlpaal {planned}| Verwacht | Bereikt | Wacht op"
    rows = ((each.title, *_dates(each)[not is_planned :]) for each in steps)
    return table("milestones", "Stappen naar de toolkit", columns, rows)


def milestones_ahead(material: Material) -> list[Block]:
    """All of them where they are of more lines; else those not reached, in a sentence."""
    if not _are_of_more(material):
        return [*labelled("Mijlpalen in het vooruitzicht", _ahead(material))]
    rows = ((_titled(each), *_dates(each)) for each in material.records.milestones)
    columns = "Mijlpaal | Gepland | Verwacht | Bereikt | Wacht op"
    return table_told_once(
        "programme-milestones", "Mijlpalen van het programma", columns, rows, called="mijlpalen"
    )


def _titled(milestone: Milestone) -> str:
    return f"{milestone.title} ({about(milestone.line) if milestone.line else WHOLE.lower()})"


def _are_of_more(material: Material) -> bool:
    return any(each.line != TOOLKIT.key for each in material.records.milestones)


def _dates(milestone: Milestone) -> tuple[str, ...]:
    reached = write(milestone.actual) if milestone.is_reached else "nog niet"
    return (_date(milestone.planned), _date(milestone.expected), reached, _waits_for(milestone))


def _date(when: ApproximateDate | None) -> str:
    return write(when) if when else "–"


def _waits_for(milestone: Milestone) -> str:
    awaited = [milestone.waits_for, milestone.waits_for_pilot]
    return "; ".join(str(thing) for thing in awaited if thing) or "–"


def _ahead(material: Material) -> Iterator[Clause]:
    """Each with the date on which it is expected; one that has none says so."""
    for step in material.records.milestones:
        if not step.is_reached:
            when = write(step.expected) if step.expected else "verwachte datum niet vastgelegd"
            yield [Text(f"{small(step.title)} ({when})")]
