"""Figures on who was reached: reach.*."""

from collections.abc import Callable, Iterator

from ..document.values import Figure
from ..models import StatedFigure
from ..records.headcount import Headcount, InFives
from ..records.reached import Attendance
from ..records.reading import Records
from ..records.scope import Scope
from ..records.told import UNLINKED
from .attended import participations
from .making import record_key


def reach_figures(records: Records, scope: Scope) -> Iterator[Figure]:
    yield _stated(records, scope)
    yield _counted(records, scope)
    yield _overlap(records, scope)
    yield _unlinked(records, scope)
    yield _people(records, scope)
    yield participations(records, scope)


def _stated(records: Records, scope: Scope) -> Figure:
    stated = latest_stated(StatedFigure.Key.ORGANISATIONS, records, scope)
    return Figure(
        key="reach.organisations",
        label="bereikte organisaties volgens opgave, sinds het begin van het programma",
        value=stated.value if stated else None,
        basis="stated",
        definition="Organisaties waaruit mensen aan bijeenkomsten deelnamen, over alle jaren "
        "tot de peildatum samen.",
        records=(record_key(stated),) if stated else (),
        qualifier=stated.qualifier if stated else "",
        source=stated.source if stated else "",
        as_of=str(stated.as_of) if stated else "",
    )


def _counted(records: Records, scope: Scope) -> Figure:
    """A lower bound: who is linked to no organisation may come from yet another one.

    It rests on meetings; a list of the organisations would give small groups away.
    """
    number = len(records.reached)
    return Figure(
        key="reach.organisations_counted",
        label="bereikte organisaties, geteld uit de aanmeldingen",
        value=number or None,
        basis="counted",
        definition="Verschillende organisaties uit het register waaraan een aanmelding is "
        "gekoppeld van iemand die er was, of een plaats had waar geen presentielijst is; bij "
        "gehouden bijeenkomsten tot de peildatum. Een ondergrens.",
        records=_meetings_with(records, lambda came: came.has_linked),
        qualifier="ten minste" if number else "",
        as_of=str(scope.reference),
    )


def _overlap(records: Records, scope: Scope) -> Figure:
    """What would be counted twice by who adds the organisations of the lines up. Few are not told,
    since they point at whoever came of them."""
    number = sum(row.lines > 1 for row in records.reached)
    is_told = number > 0 and not Headcount(number).is_small
    return Figure(
        key="reach.organisations_in_more_lines",
        label="bereikte organisaties bij meer dan één soort bijeenkomst",
        value=number if is_told else None,
        basis="counted",
        definition="Van de getelde organisaties die waarvan iemand bij bijeenkomsten van "
        "verschillende lijnen was, zoals een hub en Dienend Leiderschap. Zij zijn één keer geteld. "
        "Een ondergrens; minder dan vijf worden niet genoemd.",
        qualifier="ten minste" if is_told else "",
        as_of=str(scope.reference),
    )


def _unlinked(records: Records, scope: Scope) -> Figure:
    seen = Headcount(sum(came.unlinked for came in records.attendance.values()))
    number = seen.beside(records.told.of(UNLINKED))
    return Figure(
        key=UNLINKED,
        label="deelnames met een organisatie die nog niet is gekoppeld",
        value=number.value if records.attendance else None,
        basis="counted",
        definition="Aanmeldingen van wie kwam, met een ingevulde organisatie die nog niet aan "
        "het register is gekoppeld; zij kunnen van meer organisaties komen dan er geteld zijn. Wie "
        "op een bijeenkomst met minder dan vijf mensen was, telt hier niet mee.",
        records=_meetings_with(records, lambda came: came.unlinked),
        qualifier=number.qualifier,
        as_of=str(scope.reference),
    )


def _people(records: Records, scope: Scope) -> Figure:
    """Bereikt is not deelnames: who came three times was reached once."""
    number = InFives(records.people_reached)
    return Figure(
        key="reach.people",
        label=f"verschillende mensen die in {scope.year} zijn bereikt",
        value=number.value if records.people_reached else None,
        basis="counted",
        definition=f"Mensen die in {scope.year} op een of meer bijeenkomsten waren, ieder één keer "
        "geteld naar e-mailadres, naar beneden afgerond op een vijftal. Wie geen adres gaf, telt "
        "niet mee. Deelnames zijn iets anders: daarin telt iemand elke keer mee.",
        qualifier=number.qualifier,
        as_of=str(scope.reference),
    )


def _meetings_with(records: Records, which: Callable[[Attendance], object]) -> tuple[str, ...]:
    wanted = {key for key, came in records.attendance.items() if which(came)}
    return tuple(record_key(meeting) for meeting in records.meetings if meeting.id in wanted)


def latest_stated(key: str, records: Records, scope: Scope) -> StatedFigure | None:
    """The newest statement that is not of after the reference date."""
    known = [
        stated
        for stated in records.stated
        if stated.key == key and stated.as_of_latest <= scope.reference.latest
    ]
    return max(known, key=lambda stated: (stated.as_of_latest, stated.pk), default=None)
