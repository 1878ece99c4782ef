"""What comes next, and what was published."""

from dates.values import write_day
from dutch.numbers import NOT_RECORDED, in_digits
from meetings.models import Meeting
from publications.models import Publication

from ..document.values import Block, Section
from .material import Material, note, section, table
from .meetings import name, state, where_and_when
from .told_once import table_told_once


def follow_up(material: Material) -> Section:
    """The narrative, and the meetings planned after the reference date."""
    rows = (
        (name(meeting), *where_and_when(meeting), state(meeting, material))
        for meeting in planned_after(material)
    )
    columns = "Bijeenkomst | Plaats | Datum | Stand"
    return section(
        "follow_up",
        *material.narrative("follow_up"),
        *table_told_once(
            "planned", "Gepland na de peildatum", columns, rows, called="bijeenkomsten"
        ),
    )


def planned_after(material: Material) -> list[Meeting]:
    """What lies whole after the reference date and is not cancelled."""
    horizon = material.scope.reference.latest
    meetings = material.records.meetings
    return [m for m in meetings if m.date and not m.is_cancelled and m.date.earliest > horizon]


def communication(material: Material) -> Section:
    return section(
        "communication",
        *material.narrative("communication"),
        *_notices(material),
        *_publications(material.records.publications, material.scope.year),
    )


def _notices(material: Material) -> list[Block]:
    """What the funder was told, and when (rule 24)."""
    rows = (
        (
            str(notice.meeting or notice.pilot),
            notice.get_standing_display() or NOT_RECORDED,
            write_day(notice.sent_on),
        )
        for notice in material.records.notices
        if notice.sent_on
    )
    caption = f"Gemeld aan de opdrachtgever over de afspraken van {material.scope.year}"
    return table("notices", caption, "Waarover | Wat er is gebeurd | Verstuurd op", rows)


def _publications(numbers: dict[str, int], year: int) -> list[Block]:
    if not numbers:
        return note(f"Over {year} zijn geen publicaties vastgelegd.")
    kinds = {str(Publication.Kind(kind).label): number for kind, number in numbers.items()}
    rows = [(kind, in_digits(number)) for kind, number in sorted(kinds.items())]
    caption = f"Publicaties over het openbaar bestuur in {year}"
    return table("publications", caption, "Soort | #Aantal", rows)
