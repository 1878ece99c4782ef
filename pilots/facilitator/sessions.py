"""Which sessions a facilitator sees: those of the pilots of whose team he or she is part."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from dates.to_come import is_to_come
from programme.models import Person

from ..models import FacilitatorLink, Pilot, Session
from .links import url_of

GOES_ON = (Pilot.SessionsState.PREPARATION, Pilot.SessionsState.RUNNING)


@dataclass(frozen=True)
class Row:
    session: Session
    url: str

    @property
    def is_held(self) -> bool:
        return self.session.status == Session.Status.HELD

    @property
    def participants(self) -> str:
        return told_participants(self.session)


@dataclass
class Sessions:
    to_log: list[Row] = field(default_factory=list)
    to_come: list[Row] = field(default_factory=list)
    past: list[Row] = field(default_factory=list)
    of_colleagues: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.to_log, self.to_come, self.past, self.of_colleagues))


def seen_by(person: Person) -> QuerySet:
    """All sessions of their pilots; without the texts that are not for them."""
    sessions = Session.objects.filter(group__pilot__team=person)
    rows = sessions.select_related("group__pilot__programme").defer(
        "group__pilot__results", "group__pilot__conclusions"
    )
    return rows.prefetch_related("facilitators")


def sessions_of(link: FacilitatorLink) -> Sessions:
    """Own sessions are those of which nobody said that a colleague leads them. Two queries."""
    found = Sessions()
    for session in sorted(seen_by(link.person), key=_when):
        row = Row(session, url_of(link, "session", pk=session.pk))
        _place(found, session, link.person).append(row)
    found.past.reverse()
    return found


def may_be_logged(session: Session) -> bool:
    goes_on = session.group.pilot.sessions_state in GOES_ON
    is_planned = session.status == Session.Status.PLANNED
    return goes_on and is_planned and not is_to_come(session.date)


def is_ahead(session: Session) -> bool:
    """Planned for later, in a pilot that goes on."""
    goes_on = session.group.pilot.sessions_state in GOES_ON
    return goes_on and session.status == Session.Status.PLANNED and is_to_come(session.date)


def told_participants(session: Session) -> str:
    number, source = session.participants, session.participants_source
    if number is None:
        return "aantal deelnemers niet bekend"
    people = "deelnemer" if str(number) == "1" else "deelnemers"
    return f"{number} {people}" + (f" ({source})" if source else "")


def _place(found: Sessions, session: Session, person: Person) -> list[Row]:
    leaders = session.facilitators.all()
    if leaders and person not in leaders:
        return found.of_colleagues
    if may_be_logged(session):
        return found.to_log
    return found.to_come if is_ahead(session) else found.past


def _when(session: Session) -> tuple:
    """By date; what has none stands last, in the order of its group."""
    when = session.date
    return (when is None, when and when.latest, session.group_id, session.number)
