"""What more a facilitator finds at a session. The apps above say so here, since they own the link:
the toolkit takes in stories, and its guide for who leads a session comes in the same place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..models import FacilitatorLink, Session


@dataclass(frozen=True)
class Way:
    """A page for this session: what the link says, and a sentence of what one does there."""

    label: str
    hint: str
    url: str


Finding = Callable[[FacilitatorLink | None, Session], Way | None]
_ways: list[Finding] = []


def leads_to(find: Finding) -> Finding:
    """`find` gives the page for a session, or None where there is none; for staff, who look at the
    plan of a session in the admin, it gets no link."""
    _ways.append(find)
    return find


def ways_of(link: FacilitatorLink | None, session: Session) -> Iterator[Way]:
    for find in _ways:
        way = find(link, session)
        if way:
            yield way
