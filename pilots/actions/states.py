"""What happens to a pilot. The only way in which its four states change.

Each action locks the pilot's row against every other action on it and checks the state it finds.
All raise ValidationError with a sentence for the person.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F

from dates.to_come import TO_COME, is_to_come
from dates.values import ApproximateDate

from ..models import Pilot, Session, What
from ..releasing.gate import audiences_told
from .saving import check, locked, save

Sessions, Closing, Results = Pilot.SessionsState, Pilot.ClosingState, Pilot.ResultsState


@transaction.atomic
def start_sessions(pilot: Pilot, *, by: object) -> Pilot:
    pilot = locked(pilot)
    check(pilot.sessions_state == Sessions.PREPARATION, "De sessies zijn al begonnen of voorbij.")
    pilot.sessions_state = Sessions.RUNNING
    return save(pilot, by=by, why="sessies begonnen")


@transaction.atomic
def complete_sessions(pilot: Pilot, *, by: object) -> Pilot:
    """Record that all sessions have been; refused while one is still planned, or is missing."""
    pilot = locked(pilot)
    check(pilot.sessions_state == Sessions.RUNNING, "Alleen een lopende pilot kan worden afgerond.")
    _check_all_handled(pilot)
    pilot.sessions_state = Sessions.COMPLETED
    return save(pilot, by=by, why="sessies afgerond")


@transaction.atomic
def cancel_pilot(pilot: Pilot, *, note: str, by: object) -> Pilot:
    pilot = locked(pilot)
    ended = (Sessions.COMPLETED, Sessions.CANCELLED)
    check(pilot.sessions_state not in ended, "Deze pilot is al afgerond of gestopt.")
    check(note.strip(), "Schrijf op waarom de pilot niet doorgaat.")
    pilot.sessions_state, pilot.cancellation_note = Sessions.CANCELLED, note
    return save(pilot, by=by, why="pilot gaat niet door")


@transaction.atomic
def reopen_pilot(pilot: Pilot, *, by: object, why: str) -> Pilot:
    """Take back that a pilot was completed or cancelled; its sessions stand as before."""
    pilot = locked(pilot)
    ended = (Sessions.COMPLETED, Sessions.CANCELLED)
    check(pilot.sessions_state in ended, "Deze pilot is niet afgerond en niet gestopt.")
    check(why.strip(), "Schrijf op waarom u dit verandert.")
    before = pilot.history.exclude(sessions_state__in=ended).first()
    pilot.sessions_state = before.sessions_state if before else Sessions.RUNNING
    pilot.cancellation_note = ""
    return save(pilot, by=by, why=f"heropend: {why}")


@transaction.atomic
def plan_closing(pilot: Pilot, *, on: ApproximateDate | None, by: object) -> Pilot:
    """Plan, or move, the closing meeting; it is none of the sessions."""
    pilot = locked(pilot)
    check(pilot.closing_state != Closing.HELD, "De slotbijeenkomst is al gehouden.")
    pilot.closing_state, pilot.closing_date = Closing.PLANNED, on
    return save(pilot, by=by, why="slotbijeenkomst gepland")


@transaction.atomic
def hold_closing(pilot: Pilot, *, on: ApproximateDate | None, by: object) -> Pilot:
    pilot = locked(pilot)
    check(pilot.closing_state != Closing.HELD, "De slotbijeenkomst is al gehouden.")
    _check_not_to_come(on)
    pilot.closing_state, pilot.closing_date = Closing.HELD, on
    return save(pilot, by=by, why="slotbijeenkomst gehouden")


@transaction.atomic
def correct_closing(
    pilot: Pilot, *, state: str, on: ApproximateDate | None, by: object, why: str
) -> Pilot:
    """Mend what was recorded of the closing meeting: its date, or that it was held or planned."""
    pilot = locked(pilot)
    check(state in Closing.values, "Kies een stand uit de lijst.")
    check((state, on) != (pilot.closing_state, pilot.closing_date), "Dit staat er al zo.")
    check(why.strip(), "Schrijf op waarom u dit verandert.")
    check(state != Closing.NONE or on is None, "Niet gepland: laat dan de datum leeg.")
    if state == Closing.HELD:
        _check_not_to_come(on)
    pilot.closing_state, pilot.closing_date = state, on
    return save(pilot, by=by, why=f"slotbijeenkomst verbeterd: {why}")


@transaction.atomic
def set_results_state(pilot: Pilot, *, state: str, by: object) -> Pilot:
    pilot = locked(pilot)
    check(state in Results.values, "Kies een stand uit de lijst.")
    check(not audiences_told(pilot, What.RESULTS), "De resultaten zijn al vrijgegeven.")
    pilot.results_state = state
    return save(pilot, by=by, why=f"resultaten: {Results(state).label}")


def _check_all_handled(pilot: Pilot) -> None:
    sessions = Session.objects.filter(group__pilot=pilot)
    check(sessions.exists(), "Deze pilot heeft nog geen sessies. Leg eerst vast welke er waren.")
    groups = pilot.groups.filter(stop_note="").annotate(known=Count("sessions"))
    for group in groups.filter(known__lt=F("planned_sessions")):
        raise ValidationError(
            f"“{group}” heeft {group.known} van de {group.planned_sessions} voorgenomen sessies. "
            "Voeg de andere toe, of verlaag het voorgenomen aantal."
        )
    planned = sessions.filter(status=Session.Status.PLANNED).count()
    stand = "staat" if planned == 1 else "staan"
    check(not planned, f"Nog niet alle sessies zijn afgehandeld: {planned} {stand} op gepland.")


def _check_not_to_come(on: ApproximateDate | None) -> None:
    check(not is_to_come(on), TO_COME)
