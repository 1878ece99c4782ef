"""What more a facilitator finds at a session. The apps above say so here, since they own the link:
the toolkit takes in stories, and its guide for who leads a session comes in the same place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..models import FacilitatorLink, Session


@dataclass(frozen=True)
class Way:
    """A page for this session: what the link says, and a sentence of what one does there.

    `needs` is the right without which staff cannot open it."""

    label: str
    hint: str
    url: str
    needs: str = ""


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


def ways_for_staff(user: Any, session: Session) -> list[Way]:
    found = ways_of(None, session)
    return [way for way in found if not way.needs or user.has_perm(way.needs)]
