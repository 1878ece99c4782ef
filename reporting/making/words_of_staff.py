"""What staff wrote in their own words and a report prints as it stands, with where it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from meetings.lines import MEETING_LINES
from meetings.models import Meeting
from pilots.models import Pilot
from programme.lines import line_of

from ..document.section_titles import SECTION_TITLES
from ..figures.ledger import is_known_after, replacement_of
from ..figures.pilots import latest_talk
from ..models import ProgressReport
from ..sections.chain import told_chains
from ..sections.material import Material


@dataclass(frozen=True)
class Words:
    """Of one row, in the section that prints them; `row` is the report for a text of a section."""

    section: str
    row: models.Model
    texts: tuple[str, ...]

    @property
    def place(self) -> str:
        """How a line of the readiness list begins that is about them."""
        return "In de tekst" if isinstance(self.row, ProgressReport) else f"Bij “{self.row}”"


def words_of_staff(material: Material) -> Iterator[Words]:
    """In no order that matters; a text that is empty is there as well."""
    yield from _of_meetings(material)
    yield from _of_agreements(material)
    yield from _of_pilots(material)
    yield from _of_what_was_learned(material)
    for section, text in material.records.narratives.items():
        if section in SECTION_TITLES:
            yield Words(section, material.scope.report, (text,))


def shown_meetings(material: Material, line: str) -> list[Meeting]:
    """The meetings of the line that the report shows: of the year, and known after it."""
    ledger, scope = material.ledgers[line], material.scope
    instead = [replacement_of(meeting) for meeting in ledger.of_tone("instead")]
    of_year = [*(meeting for meeting, _standing in ledger.units), *instead, *ledger.extras]
    known = {meeting.pk for meeting in of_year}
    after = [
        meeting
        for meeting in material.records.meetings
        if meeting.line == line and meeting.pk not in known and is_known_after(meeting, scope)
    ]
    return of_year + after


def shown_pilots(material: Material) -> list[Pilot]:
    """Those that count for the year."""
    ledger = material.ledgers["pilots"]
    return [*(unit for unit, _standing in ledger.units), *ledger.extras]


def _of_meetings(material: Material) -> Iterator[Words]:
    for line in MEETING_LINES:
        for meeting in shown_meetings(material, line.key):
            reasons = (move.reason for move in meeting.moves)
            texts = (meeting.remark, meeting.cancellation_note, *reasons)
            yield Words(line.section, meeting, texts)
    for told, line in told_chains(material):
        yield Words(line.section, told.series, tuple(told.texts))


def _of_agreements(material: Material) -> Iterator[Words]:
    for target in material.records.targets.values():
        ledger = material.ledgers.get(target.line)
        changes = ledger.changes if ledger else []
        how = [text for each in changes for text in (each.agreed_with, each.how, each.why)]
        yield Words(line_of(target.line).section, target, (*target.texts, *how))


def _of_pilots(material: Material) -> Iterator[Words]:
    for party in material.records.counterparties:
        if talk := latest_talk(party, material.scope):
            texts = (party.decision_maker, talk.obstacle, talk.next_step)
            yield Words("pilots", party, texts)
    for pilot in shown_pilots(material):
        released = (told.text for told in material.records.gate.texts(pilot))
        stopped = (group.stop_note for group in pilot.groups.all())
        yield Words("pilots", pilot, (pilot.cancellation_note, *released, *stopped))


def _of_what_was_learned(material: Material) -> Iterator[Words]:
    for finding in material.records.findings:
        yield Words("findings", finding, (finding.text,))
    for lesson in (each.lesson for each in material.records.learned.lessons):
        yield Words("lessons", lesson, (lesson.text,))
    for risk in material.records.learned.risks:
        yield Words("risks", risk, (risk.what, risk.measure, risk.owner))
