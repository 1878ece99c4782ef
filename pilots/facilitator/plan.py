"""The plan of a session, for who leads it and for staff: what was agreed and who comes.

The guide for who leads a session comes beside it from the toolkit, see `ways`.
"""

from collections.abc import Iterator

from dates.values import write_with_days

from ..models import Session

UNKNOWN = "niet vastgelegd"


def plan_of(session: Session) -> list[tuple[str, str]]:
    return [(label, value or UNKNOWN) for label, value in _parts(session)]


def _parts(session: Session) -> Iterator[tuple[str, str]]:
    group = session.group
    pilot = group.pilot
    yield "Pilot", pilot.title
    if group.kind:
        yield "Soort groep", group.get_kind_display()
    yield "Welke sessie", _which(session)
    yield "Datum", write_with_days(session.date) if session.date else ""
    yield "Wie leidt de sessie", ", ".join(map(str, session.facilitators.all()))
    if pilot.facilitators_per_session:
        yield "Afgesproken aantal begeleiders", str(pilot.facilitators_per_session)
    if pilot.participants_min is not None:
        least, most = pilot.participants_min, pilot.participants_max
        number = str(least) if least == most else f"{least} tot {most}"
        yield "Deelnemers per groep", f"{number} ({pilot.participants_source})"


def _which(session: Session) -> str:
    planned = session.group.planned_sessions
    if session.number > planned:
        return f"{session.number}, toegevoegd aan de {planned} die waren voorgenomen"
    return f"{session.number} van {planned}"
