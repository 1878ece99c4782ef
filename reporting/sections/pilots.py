"""Section b: the pilots, their groups and sessions, and the talks about new ones."""

from collections import Counter

from dates.values import Answer, Period, write
from dutch.numbers import NOT_RECORDED
from pilots.line import LINE as PILOTS
from pilots.models import Conversation, Counterparty, Group, Pilot, What
from pilots.releasing.gate import Gate

from ..document.values import Block, Section, Subheading, Text
from ..figures.ledger import may_lie_in, sessions_of
from ..figures.pilots import latest_talk, parties_spoken_with
from ..records.headcount import Headcount
from .material import Material, note, paragraphs, section, table
from .named_people import told
from .over_years import line_over_years
from .plan import plan_of_line
from .statuses import OF_SESSION
from .told_once import table_told_once

UNDECIDED = Answer.UNDECIDED
WRITTEN = (What.RESULTS, What.CONCLUSIONS)
UNKNOWN_FACILITATORS = "Wie welke sessie heeft begeleid, is niet vastgelegd."


def pilots(material: Material) -> Section:
    ledger = material.ledgers[PILOTS.key]
    of_year = [pilot for pilot, _standing in ledger.units] + list(ledger.extras)
    return section(
        PILOTS.section,
        *plan_of_line(material, PILOTS),
        *line_over_years(material, PILOTS),
        *_overview(of_year, material.records.gate),
        *_of_other_years(material, list(ledger.others)),
        *(block for pilot in of_year for block in _one_pilot(pilot)),
        *(block for pilot in of_year for block in _released(pilot, material.records.gate)),
        *_conversations(material),
        *material.narrative(PILOTS.section),
    )


def _overview(pilots: list[Pilot], gate: Gate) -> list[Block]:
    rows = (
        (
            pilot.title,
            pilot.organisation.name if pilot.organisation else "nog niet bekend",
            _sessions(pilot),
            _closing(pilot),
            results(pilot, gate),
        )
        for pilot in pilots
    )
    columns = "Pilot | Organisatie | Sessies | Slotbijeenkomst | Resultaten"
    return table("pilots-overview", "De pilots en hun stand", columns, rows)


def _of_other_years(material: Material, pilots: list[Pilot]) -> list[Block]:
    """Pilots that count for another year, of which the year saw a session or the closing."""
    period = material.scope.period
    rows = (
        (
            pilot.title,
            str(pilot.target.year) if pilot.target else "geen afspraak",
            sessions_in(pilot, period) or "–",
            _closing(pilot) if may_lie_in(pilot.closing_date, period) else "–",
        )
        for pilot in pilots
    )
    caption = f"Pilots van een andere afspraak, met activiteiten in {material.scope.year}"
    columns = "Pilot | Telt mee voor | Sessies in het jaar | Slotbijeenkomst in het jaar"
    return table("pilots-other-years", caption, columns, rows)


def sessions_in(pilot: Pilot, period: Period) -> str:
    """Its sessions that lie in the period: "3 gehouden, 1 gepland"; empty where none does."""
    found = [s for s in sessions_of(pilot) if s.date and s.date.lies_in(period) is Answer.YES]
    unsure = [s for s in sessions_of(pilot) if s.date and s.date.lies_in(period) is UNDECIDED]
    stands = Counter(OF_SESSION[session.status] for session in found)
    told = [f"{number} {state}" for state, number in stands.items()]
    told += [f"{len(unsure)} niet zeker in het jaar"] if unsure else []
    return ", ".join(told)


def _sessions(pilot: Pilot) -> str:
    stands = pilot.get_sessions_state_display()
    return f"{stands}: {pilot.cancellation_note}" if pilot.cancellation_note else stands


def _closing(pilot: Pilot) -> str:
    if pilot.closing_state == Pilot.ClosingState.NONE:
        return pilot.get_closing_state_display()
    return f"{pilot.get_closing_state_display()}, {write(pilot.closing_date)}"


def results(pilot: Pilot, gate: Gate) -> str:
    """Their state; what they say stays closed until the organisation consents (rule 9)."""
    if pilot.results_state == Pilot.ResultsState.NONE:
        return pilot.get_results_state_display()
    released = "vrijgegeven" if gate.is_released(pilot, What.RESULTS) else "nog niet vrijgegeven"
    return f"{pilot.get_results_state_display()}; {released}"


def _released(pilot: Pilot, gate: Gate) -> list[Block]:
    """What the host released for everybody, in the words it read."""
    is_written = pilot.results_state == Pilot.ResultsState.WRITTEN
    blocks: list[Block] = []
    for each in gate.texts(pilot):
        if each.what in WRITTEN and not is_written:
            continue  # not yet so on the reference date
        head = Subheading((Text(f"{pilot.title}: {each.label}"),))
        blocks += [head, *paragraphs(each.text)]
    return blocks


def _one_pilot(pilot: Pilot) -> list[Block]:
    groups = list(pilot.groups.all())
    if not groups:
        return []
    facts = [("Looptijd", _months(pilot)), ("Deelnemers per groep", _participants(pilot))]
    facts += [("Begeleiders per sessie", _number(pilot.facilitators_per_session))]
    facts += [("Begeleiding", _team(pilot))]
    return [
        *table(f"pilot-{pilot.slug}", f"{pilot.title}: in feiten", "Kenmerk | Gegeven", facts),
        *_groups(pilot, groups),
        *note(UNKNOWN_FACILITATORS if _nobody_known(groups) else ""),
    ]


def _groups(pilot: Pilot, groups: list[Group]) -> list[Block]:
    rows = [
        (group.name, str(group.planned_sessions), str(_held(group)), _remarks(pilot, group))
        for group in groups
    ]
    columns = "Groep | #Voorgenomen sessies | #Gehouden sessies | Opmerking"
    caption = f"{pilot.title}: groepen en sessies"
    return table_told_once(f"groups-{pilot.slug}", caption, columns, rows, called="groepen")


def _held(group: Group) -> int:
    return sum(session.status == "held" for session in group.sessions.all())


def _remarks(pilot: Pilot, group: Group) -> str:
    agreed = pilot.facilitators_per_session or 0
    short = [s for s in group.sessions.all() if 0 < s.led_by < agreed]
    told = [f"eerder gestopt: {group.stop_note}"] if group.has_stopped else []
    told += [f"{len(short)} met minder begeleiders dan afgesproken"] if short else []
    return "; ".join(told) or "–"


def _nobody_known(groups: list[Group]) -> bool:
    sessions = [session for group in groups for session in group.sessions.all()]
    return bool(sessions) and not any(session.led_by for session in sessions)


def _months(pilot: Pilot) -> str:
    months = pilot.duration_months
    if months is None:
        return NOT_RECORDED
    return f"{months} {'maand' if months == 1 else 'maanden'}"


def _participants(pilot: Pilot) -> str:
    if pilot.participants_min is None:
        return NOT_RECORDED
    least, most = Headcount(pilot.participants_min), Headcount(pilot.participants_max)
    return str(most) if most.is_small else f"{least} tot {most}"


def _number(number: int | None) -> str:
    return NOT_RECORDED if number is None else str(number)


def _team(pilot: Pilot) -> str:
    return told(pilot.team.all(), separator="; ", with_capacity=True) or NOT_RECORDED


def _conversations(material: Material) -> list[Block]:
    scope = material.scope
    spoken = parties_spoken_with(material.records.counterparties, scope)
    rows = [_talk(party, latest) for party in spoken if (latest := latest_talk(party, scope))]
    columns = "Gesprekspartner | Wie beslist | Stadium | Wat staat in de weg | Volgende stap"
    caption = "Gesprekken over een pilot"
    return table_told_once("conversations", caption, columns, rows, called="gesprekspartners")


def _talk(party: Counterparty, latest: Conversation) -> tuple[str, ...]:
    """How the talks with one party stand: by the latest of them."""
    return (
        party.name,
        party.decision_maker or NOT_RECORDED,
        latest.get_stage_display(),
        latest.obstacle or NOT_RECORDED,
        latest.next_step or NOT_RECORDED,
    )
