"""Holding, moving, cancelling and correcting a session, as a meeting is (decision 31).

Each action locks the pilot, so that two people who log at once do so in turn, and checks the state
it finds. A move keeps the date that is given up, with its reason; a correction is no move.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction

from dates.values import ApproximateDate
from programme.models import Person

from ..models import Pilot, Session, SessionMove
from ..participants import Participants, checked
from .saving import check, locked, required, save, user

PLANNED, HELD, CANCELLED = Session.Status.PLANNED, Session.Status.HELD, Session.Status.CANCELLED


@transaction.atomic
def hold_session(
    session: Session,
    *,
    by: object,
    on: ApproximateDate | None = None,
    participants: Participants | None = None,
    source: str = "",
    facilitators: Iterable[Person] = (),
) -> Session:
    """Record that a planned session was held. `on` fills in a date that was not known yet.

    How many came and who led it stay unknown where nobody says. The first one begins the pilot.
    """
    session = _locked(session, expected=PLANNED, verb="als gehouden vastgelegd")
    _check_goes_on(session.group.pilot)
    check(not (session.date and on), "Deze sessie heeft al een datum. Verplaats haar eerst.")
    session.status, session.date = HELD, session.date or on
    _take_participants(session, participants, source)
    _save(session, by=by, why="gehouden")
    _set_facilitators(session, facilitators)
    _begin(session.group.pilot, by=by)
    return session


@transaction.atomic
def move_session(
    session: Session, *, to: ApproximateDate | None, by: object, reason: str = ""
) -> Session:
    """Move a planned session to another date, or to none yet, and keep the date given up.

    An unknown reason stays empty, as with a meeting.
    """
    session = _locked(session, expected=PLANNED, verb="verplaatst")
    check(
        session.date,
        "Er staat nog geen datum, dus er is niets te verplaatsen. "
        "Vul de datum in bij “Datum verbeteren”.",
    )
    check(to != session.date, "De sessie staat al op deze datum. Kies een andere datum.")
    SessionMove.objects.create(
        session=session,
        former_date=session.date,
        reason=reason.strip(),
        recorded_by=user(by),
    )
    session.date = to
    return _save(session, by=by, why=f"verplaatst: {reason.strip() or 'reden niet vastgelegd'}")


@transaction.atomic
def correct_session_date(
    session: Session, *, to: ApproximateDate | None, why: str, by: object
) -> Session:
    """Fill in or refine a date, or mend an error; no move."""
    session = _locked(session)
    check(to != session.date, "Deze datum staat er al. Vul de juiste datum in.")
    session.date = to
    return _save(session, by=by, why=f"datum verbeterd: {required(why)}")


@transaction.atomic
def cancel_session(session: Session, *, reason: str, by: object) -> Session:
    session = _locked(session, expected=PLANNED, verb="afgezegd")
    check(reason.strip(), "Schrijf op waarom de sessie niet doorgaat.")
    session.status, session.cancellation_note = CANCELLED, reason.strip()
    return _save(session, by=by, why=f"niet doorgegaan: {reason.strip()}")


@transaction.atomic
def correct_session(
    session: Session,
    *,
    participants: Participants | None,
    source: str,
    facilitators: Iterable[Person],
    why: str,
    by: object,
) -> Session:
    """Mend what was recorded of a session that was held: how many came, and who led it."""
    session = _locked(session, expected=HELD, verb="hier verbeterd")
    _take_participants(session, participants, source)
    _save(session, by=by, why=f"verbeterd: {required(why)}")
    _set_facilitators(session, facilitators)
    return session


@transaction.atomic
def reverse_session(session: Session, *, why: str, by: object) -> Session:
    """Take back that a session was held or cancelled; it stands as planned again.

    How many came goes with it; the history keeps it.
    """
    session = _locked(session)
    check(session.status != PLANNED, "Deze sessie staat al op gepland.")
    _check_goes_on(session.group.pilot)
    check(
        not session.group.has_stopped,
        "Deze groep is eerder gestopt. Leg eerst vast dat de groep verder gaat.",
    )
    former = session.get_status_display()
    session.status, session.cancellation_note = PLANNED, ""
    _take_participants(session, None, "")
    return _save(session, by=by, why=f"toch niet {former}: {required(why)}")


@transaction.atomic
def remove_session(session: Session, *, by: object) -> None:
    """One that was added by mistake. Raises ValidationError where something happened to it, or
    stands with it."""
    session = _locked(session, expected=PLANNED, verb="verwijderd")
    check(not session.moves.exists(), "Deze sessie is verplaatst, en dat blijft bewaard.")
    session._history_user = user(by)
    try:
        with transaction.atomic():
            session.delete()
    except models.ProtectedError as error:
        raise ValidationError("Er staat al iets bij deze sessie.") from error


def _locked(session: Session, *, expected: str = "", verb: str = "") -> Session:
    """The session as it stands now, with its pilot locked."""
    pilot = locked(Pilot.objects.get(groups__sessions=session))
    session = Session.objects.select_related("group").get(pk=session.pk)
    session.group.pilot = pilot
    if expected and session.status != expected:
        raise ValidationError(
            f"Deze sessie is {session.get_status_display()} en kan niet worden {verb}."
        )
    return session


def _check_goes_on(pilot: Pilot) -> None:
    ended = Pilot.SessionsState.CANCELLED, Pilot.SessionsState.COMPLETED
    state = pilot.get_sessions_state_display()
    check(pilot.sessions_state not in ended, f"Deze pilot is “{state}”. Heropen de pilot eerst.")


def _take_participants(session: Session, number: Participants | None, source: str) -> None:
    is_range = number is not None and not number.is_exact
    if is_range and not source.strip():
        raise ValidationError({"source": "Schrijf op waar u dit aantal vandaan heeft."})
    session.participants = checked(number) if number else None
    session.participants_source = source.strip() if number else ""


def _set_facilitators(session: Session, people: Iterable[Person]) -> None:
    chosen = list(people)
    twice = [person for person in chosen if chosen.count(person) > 1]
    if twice:
        sentence = f"{twice[0]} staat er twee keer. Kies elke begeleider één keer."
        raise ValidationError({"facilitators": sentence})
    session.facilitators.set(chosen)


def _begin(pilot: Pilot, *, by: object) -> None:
    if pilot.sessions_state == Pilot.SessionsState.PREPARATION:
        pilot.sessions_state = Pilot.SessionsState.RUNNING
        save(pilot, by=by, why="sessies begonnen: de eerste sessie is gehouden")


def _save(session: Session, *, by: object, why: str) -> Session:
    return save(session, by=by, why=why)
