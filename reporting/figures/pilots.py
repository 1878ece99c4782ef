"""Figures of the pilots: pilots.*. They are counted over a pilot's own term, not over the year."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dates.values import Answer
from pilots.line import LINE as PILOTS
from pilots.models import Conversation, Counterparty, Pilot, Session

from ..document.values import Figure
from ..records.headcount import Headcount
from ..records.reading import Records
from ..records.scope import Scope
from .ledger import Ledger, fills, sessions_of
from .making import (
    agreed,
    counted,
    first_agreed,
    lowered,
    record_key,
    standing_figures,
    surplus,
    unaccounted,
)


def pilot_figures(ledger: Ledger, records: Records, scope: Scope) -> Iterator[Figure]:
    yield agreed("pilots.agreed", "afgesproken pilots", ledger)
    yield first_agreed(PILOTS, ledger)
    yield lowered(PILOTS, ledger, scope)
    yield from standing_figures(PILOTS, ledger, scope)
    yield counted(
        "pilots.extra",
        "extra pilots",
        ledger.extras,
        "Telt voor geen afspraak.",
        scope,
        is_recorded=ledger.is_recorded,
    )
    yield unaccounted("pilots.unaccounted", f"pilots: {ledger.unfilled}", ledger, scope)
    yield surplus("pilots.surplus", "pilots meer dan afgesproken", ledger, scope)
    pilots = [pilot for pilot, _standing in ledger.units]
    yield from _groups_and_sessions(pilots, ledger.is_recorded, scope)
    yield _sessions_in_year([*pilots, *ledger.extras, *ledger.others], scope)
    yield from _participants(pilots)
    yield counted(
        "pilots.conversation_parties",
        "gesprekspartners over een pilot",
        parties_spoken_with(records.counterparties, scope),
        "Partijen waarmee is gesproken over een pilot die voor het jaar meetelt; een koppel "
        "zoals VNG/KING telt als één.",
        scope,
    )


def of_pilots(pilots: list[Pilot], scope: Scope) -> Iterator[Figure]:
    """What is counted of these pilots, whatever year they count for."""
    yield from _groups_and_sessions(pilots, True, scope)
    yield from _participants(pilots)


def _sessions_in_year(pilots: list[Pilot], scope: Scope) -> Figure:
    """A lower bound where held sessions have a date that does not say the year, or none."""
    held = [s for pilot in pilots for s in sessions_of(pilot) if s.status == Session.Status.HELD]
    in_year = [s for s in held if s.date and s.date.lies_in(scope.period) is Answer.YES]
    unsure = any(s.date is None or s.date.lies_in(scope.period) is Answer.UNDECIDED for s in held)
    figure = counted(
        "pilots.sessions_in_year",
        f"gehouden sessies in {scope.year}, van welke pilot ook",
        in_year,
        "Gehouden sessies waarvan de datum geheel in het jaar ligt, ook van een pilot die voor een "
        "ander jaar meetelt; zonder slotbijeenkomst.",
        scope,
        is_recorded=bool(in_year or (pilots and not unsure)),
    )
    return replace(figure, qualifier="ten minste" if unsure and in_year else "")


def _groups_and_sessions(pilots: list[Pilot], is_recorded: bool, scope: Scope) -> Iterator[Figure]:
    groups = [group for pilot in pilots for group in pilot.groups.all()]
    sessions = [session for group in groups for session in group.sessions.all()]
    yield counted(
        "pilots.groups",
        "groepen in pilots",
        groups,
        "Groepen van deze pilots.",
        scope,
        is_recorded=is_recorded,
    )
    yield counted(
        "pilots.sessions_held",
        "gehouden sessies",
        [session for session in sessions if session.status == "held"],
        "Gehouden sessies van deze pilots, over hun eigen looptijd; zonder slotbijeenkomst.",
        scope,
        is_recorded=is_recorded,
    )
    yield Figure(
        key="pilots.sessions_planned",
        label="voorgenomen sessies",
        value=sum(group.planned_sessions for group in groups) if is_recorded else None,
        basis="counted",
        definition="De som van het voorgenomen aantal sessies van elke groep.",
        records=tuple(record_key(group) for group in groups),
        as_of=str(scope.reference),
    )
    team = {person.pk: pilot for pilot in pilots for person in pilot.team.all()}
    yield Figure(
        key="pilots.facilitators",
        label="begeleiders van pilots",
        value=len(team) if is_recorded else None,
        basis="counted",
        definition="Personen die als begeleider van deze pilots zijn vastgelegd.",
        records=tuple(dict.fromkeys(record_key(pilot) for pilot in team.values())),
        as_of=str(scope.reference),
    )


def _participants(pilots: list[Pilot]) -> Iterator[Figure]:
    """Per group, as stated for the pilot; never multiplied into a total (domain.md, rule 19)."""
    stated = [pilot for pilot in pilots if pilot.participants_min is not None]
    least = min((pilot.participants_min for pilot in stated), default=None)
    most = max((pilot.participants_max for pilot in stated), default=None)
    for name, label, value in (("min", "kleinste", least), ("max", "grootste", most)):
        number = Headcount(value)
        yield Figure(
            key=f"pilots.participants_{name}",
            label=f"deelnemers in de {label} groep",
            value=number.value,
            qualifier=number.qualifier,
            basis="stated",
            definition="Per groep, zoals voor de pilot opgegeven. Een totaal is niet bekend.",
            records=tuple(record_key(pilot) for pilot in stated),
            source="; ".join(dict.fromkeys(pilot.participants_source for pilot in stated)),
        )


def parties_spoken_with(parties: Iterable[Counterparty], scope: Scope) -> list[Counterparty]:
    return [party for party in parties if latest_talk(party, scope)]


def concerns(conversation: Conversation, scope: Scope) -> bool:
    """About a pilot that counts for the year; or about none yet, and not dated before the year.
    Never dated after the reference date."""
    when = conversation.date
    if when is not None and when.earliest > scope.reference.latest:
        return False
    if conversation.pilot is not None:
        return fills(conversation.pilot, scope.year)
    return when is None or when.latest >= scope.period.first


def latest_talk(party: Counterparty, scope: Scope) -> Conversation | None:
    """How the talks stand: the last by its date; one without a date only where none has one."""
    talks = [talk for talk in party.conversations.all() if concerns(talk, scope)]
    return max(talks, key=_when, default=None)


def _when(talk: Conversation) -> tuple:
    last = talk.date.latest if talk.date else date.min
    return last, talk.pk
