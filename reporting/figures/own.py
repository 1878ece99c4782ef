"""Figures of one pilot, one meeting and one series: pilot.<kenmerk>.*, meeting.*, series.*.

A text about one pilot names these, and stays true when a second pilot comes. Of a meeting there is
one only where its number of people is recorded and it was held in the year.
"""

from collections.abc import Iterator
from dataclasses import replace

from meetings.lines import KEYS
from meetings.models import Meeting
from pilots.models import Pilot

from ..document.values import Figure
from ..records.reading import Records
from ..records.scope import Scope
from ..records.series_rows import SeriesTold
from .attended import FROM_LIST, attended
from .ledger import held_in_year, lies_ahead
from .making import counted, record_key
from .pilots import of_pilots


def own_figures(records: Records, scope: Scope) -> Iterator[Figure]:
    for pilot in records.pilots:
        yield from _of_pilot(pilot, scope)
    for told in records.chains:
        yield from _of_series(told, records, scope)
    for meeting in (m for line in KEYS for m in held_in_year(line, records, scope)):
        yield from _of_meeting(meeting, records, scope)


def _of_pilot(pilot: Pilot, scope: Scope) -> Iterator[Figure]:
    for figure in of_pilots([pilot], scope):
        name = figure.key.partition(".")[2]
        label = f"{pilot.title}: {figure.label}"
        yield replace(figure, key=f"pilot.{pilot.slug}.{name}", label=label)


def _of_series(told: SeriesTold, records: Records, scope: Scope) -> Iterator[Figure]:
    series, parts = told.series, told.parts
    yield Figure(
        key=f"series.{series.slug}.planned",
        label=f"{series.title}: voorgenomen delen",
        value=series.planned_parts,
        basis="stated",
        definition="Het aantal delen waarvoor de reeks is opgezet.",
        records=(record_key(series),),
        source="de reeks zoals de staf die vastlegde",
    )
    for name, what, rows in (
        ("parts", "delen die zijn vastgelegd", parts),
        ("held", f"gehouden delen in {scope.year}", _held_in_year(parts, records, scope)),
        ("held_by_then", "gehouden delen op de peildatum", [p for p in parts if _held(p, scope)]),
        ("cancelled", "geannuleerde delen", [part for part in parts if part.is_cancelled]),
        ("evaluations", "evaluaties door de staf", filter(None, [told.evaluation])),
        ("decisions", "besluiten na de reeks", filter(None, [told.decision])),
        ("follow_ups", "bijeenkomsten die volgden", filter(None, [told.follow_up])),
        ("requests", "verzoeken aan de financier", told.requests),
        ("open_requests", "verzoeken zonder antwoord", told.open_requests),
    ):
        label, definition = f"{series.title}: {what}", f"Van de reeks: {what}."
        yield counted(f"series.{series.slug}.{name}", label, rows, definition, scope)


def _held_in_year(parts: list[Meeting], records: Records, scope: Scope) -> list[Meeting]:
    return [m for line in KEYS for m in held_in_year(line, records, scope) if m in parts]


def _held(part: Meeting, scope: Scope) -> bool:
    return part.status == Meeting.Status.HELD and not lies_ahead(part, scope)


def _of_meeting(meeting: Meeting, records: Records, scope: Scope) -> Iterator[Figure]:
    came = attended(meeting, records, scope)
    if came.is_known:
        from_list = meeting.list_closed_at is not None
        yield Figure(
            key=f"meeting.{meeting.slug}.attended",
            label=f"{meeting}: aanwezigen",
            value=came.value,
            qualifier=came.qualifier,
            basis="counted" if from_list else "stated",
            definition="Het vastgelegde aantal aanwezigen van deze bijeenkomst.",
            records=(record_key(meeting),),
            source=FROM_LIST if from_list else meeting.attended_source,
            as_of=str(scope.reference),
        )
