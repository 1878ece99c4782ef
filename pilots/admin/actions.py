"""What staff can do with a pilot and with a group, beside changing their fields."""

from backoffice.base import ActionPage

from .. import actions, forms
from ..models import Group, Pilot, Session

Sessions, Closing, Results = Pilot.SessionsState, Pilot.ClosingState, Pilot.ResultsState


def closing_is_open(pilot: Pilot) -> bool:
    return pilot.closing_state != Closing.HELD


def may_be_released(pilot: Pilot) -> bool:
    return pilot.results_state == Results.WRITTEN and not pilot.results_released


def lacks_sessions(group: Group) -> bool:
    return group.sessions.count() < group.planned_sessions


def plan_sessions(group: Group, *, by: object) -> list[Session]:
    return actions.plan_sessions(group)


PILOT_ACTIONS = (
    ActionPage(
        "sessies-beginnen",
        "Sessies beginnen",
        actions.start_sessions,
        "De sessies zijn begonnen.",
        possible=lambda pilot: pilot.sessions_state == Sessions.PREPARATION,
        intro="De pilot staat in voorbereiding. Leg vast dat de sessies zijn begonnen.",
    ),
    ActionPage(
        "sessies-afronden",
        "Sessies afronden",
        actions.complete_sessions,
        "De sessies zijn afgerond.",
        possible=lambda pilot: pilot.sessions_state == Sessions.RUNNING,
        intro=(
            "Leg vast dat alle sessies zijn geweest. Elke voorgenomen sessie staat bij haar groep, "
            "en geen sessie staat nog op gepland."
        ),
    ),
    ActionPage(
        "gaat-niet-door",
        "Gaat niet door",
        actions.cancel_pilot,
        "Vastgelegd dat de pilot niet doorgaat.",
        form=forms.CancelForm,
        possible=lambda pilot: pilot.sessions_state in (Sessions.PREPARATION, Sessions.RUNNING),
        instead_of_deleting=True,
    ),
    ActionPage(
        "heropenen",
        "Heropenen",
        actions.reopen_pilot,
        "De pilot is heropend.",
        form=forms.WhyForm,
        possible=lambda pilot: pilot.sessions_state in (Sessions.COMPLETED, Sessions.CANCELLED),
        intro="De pilot staat daarna weer in de stand van daarvoor.",
    ),
    ActionPage(
        "slotbijeenkomst-plannen",
        "Slotbijeenkomst plannen",
        actions.plan_closing,
        "De slotbijeenkomst is gepland.",
        form=forms.ClosingForm,
        possible=closing_is_open,
    ),
    ActionPage(
        "slotbijeenkomst-gehouden",
        "Slotbijeenkomst gehouden",
        actions.hold_closing,
        "Vastgelegd dat de slotbijeenkomst is gehouden.",
        form=forms.HoldClosingForm,
        possible=closing_is_open,
    ),
    ActionPage(
        "slotbijeenkomst-verbeteren",
        "Slotbijeenkomst verbeteren",
        actions.correct_closing,
        "De slotbijeenkomst is verbeterd.",
        form=forms.CorrectClosingForm,
        possible=lambda pilot: pilot.closing_state != Closing.NONE,
        intro="Voor een fout in de datum of de stand. Wat er stond, blijft in de geschiedenis.",
    ),
    ActionPage(
        "stand-resultaten",
        "Stand van de resultaten",
        actions.set_results_state,
        "De stand van de resultaten is vastgelegd.",
        form=forms.ResultsStateForm,
        possible=lambda pilot: not pilot.results_released,
    ),
    ActionPage(
        "vrijgeven",
        "Resultaten vrijgeven",
        actions.release_results,
        "De resultaten zijn vrijgegeven.",
        form=forms.ReleaseForm,
        possible=may_be_released,
        intro="Pas als de organisatie toestemming gaf, komen de resultaten in het openbaar.",
    ),
    ActionPage(
        "vrijgave-intrekken",
        "Vrijgave intrekken",
        actions.withdraw_release,
        "De vrijgave is ingetrokken.",
        form=forms.WhyForm,
        possible=lambda pilot: pilot.results_released,
    ),
)

GROUP_ACTIONS = (
    ActionPage(
        "sessies-toevoegen",
        "Voorgenomen sessies toevoegen",
        plan_sessions,
        "De voorgenomen sessies staan klaar.",
        possible=lacks_sessions,
        intro="Er komt een regel voor elke voorgenomen sessie die er nog niet is.",
    ),
)
