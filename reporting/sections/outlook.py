"""What comes next, and what was published."""

from collections import Counter

from programme.dates import Answer
from publications.models import Publication

from ..document import Block, Section
from ..scope import Scope
from .material import Material, note, section, table
from .meetings import name, state, where_and_when


def follow_up(material: Material) -> Section:
    """The narrative, and the meetings planned after the reference date."""
    horizon = material.scope.reference.latest
    rows = (
        (name(meeting), *where_and_when(meeting), state(meeting, material))
        for meeting in material.records.meetings
        if meeting.date and not meeting.is_cancelled and meeting.date.earliest > horizon
    )
    columns = "Bijeenkomst | Plaats | Datum | Stand"
    return section(
        "follow_up",
        *material.narrative("follow_up"),
        *table("planned", "Gepland na de peildatum", columns, rows),
    )


def communication(material: Material) -> Section:
    return section(
        "communication",
        *material.narrative("communication"),
        *_publications(material.records.publications, material.scope),
    )


def _publications(publications: list[Publication], scope: Scope) -> list[Block]:
    of_year = [publication for publication in publications if _lies_in(publication, scope)]
    if not of_year:
        return note(f"Over {scope.year} zijn nog geen afzonderlijke bijdragen vastgelegd.")
    kinds = Counter(publication.get_kind_display() for publication in of_year)
    rows = [(kind, str(number)) for kind, number in sorted(kinds.items())]
    caption = f"Bijdragen over het openbaar bestuur in {scope.year}"
    return table("publications", caption, "Soort | #Aantal", rows)


def _lies_in(publication: Publication, scope: Scope) -> bool:
    return bool(publication.date) and publication.date.lies_in(scope.period) is Answer.YES
