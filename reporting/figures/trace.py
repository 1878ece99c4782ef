"""What the figures rest on, with a title for each record that a reader understands."""

from collections.abc import Callable, Iterator
from typing import Any

from meetings.lines import meetings_line
from meetings.models import Meeting

from ..document.values import Figure
from ..records.reading import Records
from .making import record_key


def titles_of(figures: dict[str, Figure], records: Records) -> dict[str, str]:
    """The titles of the records that these figures rest on; never the name of a person."""
    wanted = {key for figure in figures.values() for key in figure.records}
    titles = ((record_key(row), title(row)) for row, title in _rows(records))
    return {key: title for key, title in titles if key in wanted}


def _rows(records: Records) -> Iterator[tuple[Any, Callable[[Any], str]]]:
    yield from ((target, _target) for target in records.targets.values())
    yield from ((target, _target) for target in records.other_years)
    yield from ((meeting, _meeting) for meeting in records.meetings)
    yield from ((stated, _stated) for stated in records.stated)
    yield from ((party, _party) for party in records.counterparties)
    for told in records.chains:
        links = (told.series, told.evaluation, told.decision, *told.requests)
        yield from ((row, _link) for row in links if row is not None)
    for pilot in records.pilots:
        yield pilot, _pilot
        for group in pilot.groups.all():
            yield group, _group
            yield from ((session, _session) for session in group.sessions.all())


def _target(target: Any) -> str:
    return f"Afspraak {target.year}: {target.description}"


def _meeting(meeting: Meeting) -> str:
    when = f" ({meeting.date})" if meeting.date else ""
    return f"{meetings_line(meeting.line).tag}: {meeting}{when}"


def _stated(stated: Any) -> str:
    return f"Opgave: {stated} (stand van {stated.as_of})"


def _party(party: Any) -> str:
    return f"Gesprekspartner: {party.name}"


def _link(row: Any) -> str:
    """A series, or what was found, decided and asked after it."""
    series = getattr(row, "series", row)
    what = {
        "series": "Reeks",
        "seriesevaluation": "Evaluatie van de reeks",
        "seriesdecision": "Besluit na de reeks",
        "funderrequest": "Verzoek aan de financier bij de reeks",
    }[row._meta.model_name]
    return f"{what}: {series.title}"


def _pilot(pilot: Any) -> str:
    return f"Pilot: {pilot.title}"


def _group(group: Any) -> str:
    return f"Pilot: {group.pilot.title}, {group.name}"


def _session(session: Any) -> str:
    return f"{_group(session.group)}, sessie {session.number}"
