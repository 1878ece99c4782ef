"""What staff can do with a pilot and with a group, beside changing their fields."""

from django.urls import reverse
from django.utils.html import format_html

from backoffice.base import ActionPage

from .. import actions, forms, session_forms, talk_forms
from ..models import Conversation, Counterparty, Group, Pilot, Session
from ..releasing.pages import RELEASE_PAGES, has_closed_results

Sessions, Closing = Pilot.SessionsState, Pilot.ClosingState


def closing_is_open(pilot: Pilot) -> bool:
    return pilot.closing_state != Closing.HELD


def lacks_sessions(group: Group) -> bool:
    return group.sessions.count() < group.planned_sessions


def is_planned(session: Session) -> bool:
    return session.status == Session.Status.PLANNED


def may_move(session: Session) -> bool:
    return is_planned(session) and session.date is not None


def is_held(session: Session) -> bool:
    return session.status == Session.Status.HELD


def plan_sessions(group: Group, *, by: object) -> list[Session]:
    return actions.plan_sessions(group, by=by)


def goes_on(pilot: Pilot) -> bool:
    return pilot.sessions_state in (Sessions.PREPARATION, Sessions.RUNNING)


PILOT_ACTIONS = (
    ActionPage(
        "opzetten",
        "Groepen en sessies opzetten",
        actions.set_up,
        "De groepen en sessies staan klaar.",
        form=session_forms.SetUpForm,
        possible=goes_on,
        intro="Wat er al staat, blijft staan. Namen en soorten van de groepen kiest u daarna.",
        made=str,
    ),
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
        undone_by="heropenen",
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
        undone_by="heropenen",
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
        possible=has_closed_results,
    ),
    *RELEASE_PAGES,
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
    ActionPage(
        "sessie-erbij",
        "Sessie toevoegen",
        actions.add_session,
        "De sessie is toegevoegd.",
        form=forms.WhyForm,
        possible=lambda group: not group.has_stopped,
        intro="Een sessie meer dan voorgenomen. Het voorgenomen aantal blijft wat het was.",
    ),
    ActionPage(
        "eerder-stoppen",
        "Eerder stoppen",
        actions.stop_group,
        "Vastgelegd dat de groep eerder is gestopt.",
        undone_by="gaat-verder",
        form=session_forms.StopForm,
        possible=lambda group: not group.has_stopped,
        intro="De sessies die nog op gepland staan, gaan niet door. Wat is gehouden, blijft staan.",
        instead_of_deleting=True,
    ),
    ActionPage(
        "gaat-verder",
        "Gaat toch verder",
        actions.resume_group,
        "Vastgelegd dat de groep verder gaat.",
        form=forms.WhyForm,
        possible=lambda group: group.has_stopped,
        intro="De sessies die met de groep stopten, staan dan weer op gepland.",
    ),
)

SESSION_ACTIONS = (
    ActionPage(
        "gehouden",
        "Gehouden",
        actions.hold_session,
        "Vastgelegd dat de sessie is gehouden.",
        undone_by="terug-naar-gepland",
        form=session_forms.HoldForm,
        possible=is_planned,
    ),
    ActionPage(
        "verplaatsen",
        "Verplaatsen",
        actions.move_session,
        "De sessie is verplaatst. De eerdere datum blijft bewaard.",
        form=session_forms.MoveForm,
        possible=may_move,
    ),
    ActionPage(
        "gaat-niet-door",
        "Gaat niet door",
        actions.cancel_session,
        "Vastgelegd dat de sessie niet doorgaat.",
        undone_by="terug-naar-gepland",
        form=session_forms.CancelSessionForm,
        possible=is_planned,
        instead_of_deleting=True,
    ),
    ActionPage(
        "datum-verbeteren",
        "Datum verbeteren",
        actions.correct_session_date,
        "De datum is verbeterd.",
        form=session_forms.CorrectDateForm,
        intro="Om een datum in te vullen of een fout te herstellen. Dit is geen verplaatsing.",
    ),
    ActionPage(
        "verbeteren",
        "Verbeteren",
        actions.correct_session,
        "De gegevens van de sessie zijn verbeterd.",
        form=session_forms.CorrectForm,
        possible=is_held,
        intro="Wat er stond, blijft in de geschiedenis.",
    ),
    ActionPage(
        "terug-naar-gepland",
        "Toch gepland",
        actions.reverse_session,
        "De sessie staat weer op gepland.",
        form=forms.WhyForm,
        possible=lambda session: not is_planned(session),
        intro="Als per ongeluk is vastgelegd dat de sessie is gehouden of niet doorgaat.",
    ),
)


def has_open_step(party: Counterparty) -> bool:
    return party.conversations.with_open_step().exists()


def may_become_pilot(party: Counterparty) -> bool:
    talk = actions.last_talk(party)
    return bool(talk and talk.stage == Conversation.Stage.AGREED and talk.pilot_id is None)


def way_to(pilot: Pilot) -> str:
    address = reverse("admin:pilots_pilot_change", args=[pilot.pk])
    return format_html('<a href="{}">Naar {}</a>', address, pilot)


PARTY_ACTIONS = (
    ActionPage(
        "stap-gedaan",
        "Stap afvinken",
        actions.tick_off_step,
        "De stap is afgevinkt.",
        form=talk_forms.StepForm,
        possible=has_open_step,
    ),
    ActionPage(
        "pilot-maken",
        "Pilot maken",
        actions.make_pilot,
        "De pilot is gemaakt, en de gesprekken horen erbij.",
        form=talk_forms.MakePilotForm,
        possible=may_become_pilot,
        needs="pilots.add_pilot",
        made=way_to,
    ),
    ActionPage(
        "stadium-verbeteren",
        "Stadium verbeteren",
        actions.correct_stage,
        "Het stadium is verbeterd.",
        form=talk_forms.StageForm,
        possible=lambda party: party.conversations.exists(),
        intro="Voor een fout. Kwam u verder met deze partij, voeg dan een gesprek toe.",
    ),
)
