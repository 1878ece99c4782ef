"""Figures of the pilots: pilots.*. They are counted over a pilot's own term, not over the year."""

from collections.abc import Iterable, Iterator
from datetime import date

from pilots.line import LINE as PILOTS
from pilots.models import Conversation, Counterparty, Pilot

from ..document.values import Figure
from ..records.headcount import Headcount
from ..records.reading import Records
from ..records.scope import Scope
from .ledger import Ledger, fills
from .making import agreed, counted, record_key, standing_figures, surplus, unaccounted


def pilot_figures(ledger: Ledger, records: Records, scope: Scope) -> Iterator[Figure]:
    yield agreed("pilots.agreed", "afgesproken pilots", ledger)
    yield from standing_figures(PILOTS, ledger, scope)
    yield counted("pilots.extra", "extra pilots", ledger.extras, "Telt voor geen afspraak.", scope)
    yield unaccounted("pilots.unaccounted", "nog niet toegelichte pilots", ledger, scope)
    yield surplus("pilots.surplus", "pilots meer dan afgesproken", ledger, scope)
    pilots = [pilot for pilot, _standing in ledger.units]
    yield from _groups_and_sessions(pilots, scope)
    yield from _participants(pilots)
    yield counted(
        "pilots.conversation_parties",
        "gesprekspartners over een pilot",
        parties_spoken_with(records.counterparties, scope),
        "Partijen waarmee is gesproken over een pilot die voor het jaar meetelt; een koppel "
        "zoals VNG/KING telt als één.",
        scope,
    )


def _groups_and_sessions(pilots: list[Pilot], scope: Scope) -> Iterator[Figure]:
    groups = [group for pilot in pilots for group in pilot.groups.all()]
    sessions = [session for group in groups for session in group.sessions.all()]
    yield counted("pilots.groups", "groepen in pilots", groups, "Groepen van deze pilots.", scope)
    yield counted(
        "pilots.sessions_held",
        "gehouden sessies",
        [session for session in sessions if session.status == "held"],
        "Gehouden sessies van deze pilots, over hun eigen looptijd; zonder slotbijeenkomst.",
        scope,
    )
    yield Figure(
        key="pilots.sessions_planned",
        label="voorgenomen sessies",
        value=sum(group.planned_sessions for group in groups),
        basis="counted",
        definition="De som van het voorgenomen aantal sessies van elke groep.",
        records=tuple(record_key(group) for group in groups),
        as_of=str(scope.reference),
    )
    team = {person.pk: pilot for pilot in pilots for person in pilot.team.all()}
    yield Figure(
        key="pilots.facilitators",
        label="begeleiders van pilots",
        value=len(team),
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
