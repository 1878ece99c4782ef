"""What is missing or doubtful before the report can go out, each with the place to mend it.

Listed for staff; nothing of it is filled in by the software.
"""

from collections.abc import Iterator
from hashlib import sha256

from django.db import models

from dutch.numbers import NOT_RECORDED
from meetings.lines import MEETING_LINES
from meetings.models import Meeting
from pilots.models import Session, What
from programme.lines import COUNTED_LINES, LINES, line_of

from ..document.section_titles import SECTION_TITLES
from ..document.standings import Standing
from ..figures.ledger import (
    Ledger,
    fills,
    is_unconfirmed,
    is_undecided,
    lost_its_date,
    sessions_of,
)
from ..figures.pilots import latest_talk
from ..models import Narrative
from ..narrative.named_figures import changed_since, of_nothing
from ..narrative.reading import read_narrative
from ..narrative.small_numbers import few_people_in
from ..sections.chain import asked_of_funder, told_chains
from ..sections.material import Material
from .missing import Missing
from .names import names_in_words
from .words_of_staff import Words, shown_meetings, shown_pilots, words_of_staff

UNREAD = (
    "De tekst is een voorstel uit de gegevens dat nog niemand las. Tot dan blijft het uit de "
    "rapportage."
)
MAY_BE_EMPTY = ("lessons", "risks")
"""Sections of which the records say all; staff write beside them what they like."""

IN_KEY = (
    "HELD",
    "MOVED_OUT",
    "CANCELLED",
    "REPLACED",
    "IN_PREPARATION",
    "RUNNING",
    "TO_CONFIRM",
)
"""The standings as waivers of a difference were stored: this never changes. A standing that came
later is added to the key only where there is any, so that what was waived stays so."""


def missing_from(material: Material) -> list[Missing]:
    """Everything that is missing, in the order of the report."""
    order = ["colophon", *SECTION_TITLES]
    found = [
        *_colophon(material),
        *_differences(material),
        *_meetings(material),
        *_series(material),
        *_aims(material),
        *_conversations(material),
        *_learned(material),
        *_narratives(material),
        *_few_people(material),
        *names_in_words(material),
    ]
    found += _few_in_reasons(found, material)
    return sorted(found, key=lambda missing: order.index(missing.section))


def _colophon(material: Material) -> Iterator[Missing]:
    scope = material.scope
    if not scope.programme.grant_reference:
        yield Missing(
            "colophon", "grant", "Het kenmerk van de subsidie ontbreekt.", scope.programme
        )
    if scope.report.reference_date is None:
        yield Missing(
            "colophon", "reference", "De peildatum ontbreekt; nu is dat vandaag.", scope.report
        )
    if scope.report.date is None:
        yield Missing("colophon", "date", "De datum van de rapportage ontbreekt.", scope.report)


def _differences(material: Material) -> Iterator[Missing]:
    for line, ledger in material.ledgers.items():
        section = line_of(line).section
        if ledger.target is None:
            text = f"Voor {material.scope.year} is geen afspraak vastgelegd."
            yield Missing(section, "target", text, material.scope.programme)
        elif ledger.differs and not ledger.target.explanation:
            yield Missing(section, _difference(ledger), _unexplained(ledger), ledger.target)


def _difference(ledger: Ledger) -> str:
    """Which difference it is, so that a waiver of this one does not cover another."""
    found = {standing.name: len(ledger.standing(standing)) for standing in Standing}
    numbers = [ledger.agreed, *(found.pop(name) for name in IN_KEY)]
    others = [f"{name.lower()}-{number}" for name, number in found.items() if number]
    return "-".join(["difference", *map(str, numbers), *others])


def _unexplained(ledger: Ledger) -> str:
    text = "Het verschil met de afspraak is nog niet toegelicht"
    if not ledger.unaccounted:
        return f"{text}."
    lacks = "ontbreekt" if ledger.unaccounted == 1 else "ontbreken"
    return f"{text}: van de {ledger.agreed} afgesproken {lacks} er {ledger.unaccounted}."


def _meetings(material: Material) -> Iterator[Missing]:
    scope = material.scope
    for meeting in material.records.meetings:
        section = line_of(meeting.line).section
        if is_unconfirmed(meeting, scope):
            text = f"Is “{meeting}” gehouden? De datum is voorbij."
            yield Missing(section, f"held-{meeting.date_latest}", text, meeting)
        if is_undecided(meeting, scope):
            text = f"Was “{meeting}” in {scope.year}? Dat is uit de datum niet op te maken."
            yield Missing(section, f"year-{meeting.date_latest}", text, meeting)
        if lost_its_date(meeting) and (meeting.target is None or fills(meeting, scope.year)):
            text = f"Wanneer is “{meeting}” nu? De oude datum is losgelaten, een nieuwe ontbreekt."
            yield Missing(section, f"date-{len(meeting.moves)}", text, meeting)
    for line in MEETING_LINES:
        for meeting in shown_meetings(material, line.key):
            yield from _gaps(meeting)


def _gaps(meeting: Meeting) -> Iterator[Missing]:
    section = line_of(meeting.line).section
    without_reason = sum(not move.reason for move in meeting.moves)
    if without_reason:
        text = f"Waarom is “{meeting}” verplaatst? De reden is {NOT_RECORDED}."
        yield Missing(section, f"reason-{without_reason}", text, meeting)
    if meeting.status != Meeting.Status.HELD:
        return
    if meeting.attended is None and meeting.list_closed_at is None:
        text = f"Hoeveel mensen waren er bij “{meeting}”? Dat is {NOT_RECORDED}."
        yield Missing(section, "attendance", text, meeting)
    if not meeting.has_minutes:
        text = f"Van “{meeting}” is geen verslag vastgelegd."
        yield Missing(section, "minutes", text, meeting)


def _series(material: Material) -> Iterator[Missing]:
    for told, line in told_chains(material):
        series = told.series
        if told.is_over and told.evaluation is None:
            text = f"“{series}” is voorbij en nog niet geëvalueerd."
            yield Missing(line.section, "series-evaluation", text, series)
        if told.is_over and told.decision is None:
            text = f"Wat is na “{series}” besloten? Dat is {NOT_RECORDED}."
            yield Missing(line.section, "series-decision", text, series)
        for request in told.open_requests:
            text = f"Heeft de financier geantwoord op het verzoek “{request.what}”?"
            yield Missing(line.section, f"request-{request.number}", text, series)


def _aims(material: Material) -> Iterator[Missing]:
    for line in (line for line in LINES if line not in COUNTED_LINES):
        target = material.records.targets.get(line.key)
        if target is None:
            text = "Er is geen afspraak vastgelegd."
            yield Missing(line.section, "target", text, material.scope.programme)
        elif not target.state:
            text = "De stand van de afspraak is niet beschreven."
            yield Missing(line.section, "state", text, target)


def _conversations(material: Material) -> Iterator[Missing]:
    for party in material.records.counterparties:
        talk = latest_talk(party, material.scope)
        if talk and talk.stage in talk.GOING_ON and not talk.next_step:
            text = f"Wat is de volgende stap met {party}?"
            yield Missing("pilots", f"next-step-{talk.pk}", text, party)
    yield from _too_few_facilitators(material)
    gate = material.records.gate
    for pilot in material.ledgers["pilots"].standing(Standing.HELD):
        if pilot.results_state != "none" and not gate.is_released(pilot, What.RESULTS):
            waits = " De organisatie is gevraagd en moet nog antwoorden."
            asked = waits if pilot.pk in material.records.asked_hosts else ""
            text = f"De resultaten van “{pilot}” zijn nog niet vrijgegeven.{asked}"
            yield Missing("pilots", "release", text, pilot)


def _too_few_facilitators(material: Material) -> Iterator[Missing]:
    """For each pilot that counts for the year, said once with the number of its sessions."""
    for pilot in shown_pilots(material):
        agreed = pilot.facilitators_per_session or 0
        held = [s for s in sessions_of(pilot) if s.status == Session.Status.HELD]
        short = sum(0 < session.led_by < agreed for session in held)
        if short:
            sessions = "1 sessie" if short == 1 else f"{short} sessies"
            text = f"“{pilot}” had {sessions} met minder begeleiders dan de afgesproken {agreed}."
            yield Missing("pilots", f"facilitators-{short}", text, pilot)


def _learned(material: Material) -> Iterator[Missing]:
    learned = material.records.learned
    for lesson in learned.closed:
        text = (
            f"“{lesson}” staat niet in de rapportage: de organisatie van de pilot gaf de "
            "conclusies nog niet volledig en voor iedereen vrij."
        )
        yield Missing("lessons", f"lesson-{lesson.pk}", text, lesson)
    for risk in learned.risks:
        if not risk.measure and not risk.is_closed:
            text = f"Welke maatregel is er tegen “{risk}”? Die is {NOT_RECORDED}."
            yield Missing("risks", f"measure-{risk.pk}", text, risk)


def _narratives(material: Material) -> Iterator[Missing]:
    texts = {row.section: row for row in material.records.texts}
    for section in SECTION_TITLES:
        row = texts.get(section) or Narrative(section=section)
        yield from _text(row, material)
        yield from _figures(section, row.text, material.scope.report, material)
    for target in material.records.targets.values():
        section = line_of(target.line).section
        yield from _figures(section, "\n\n".join(target.texts), target, material)


def _text(row: Narrative, material: Material) -> Iterator[Missing]:
    section, report = row.section, material.scope.report
    if not row.text and section in MAY_BE_EMPTY:
        return
    if not row.text and not (section == "request" and any(asked_of_funder(material))):
        yield Missing(section, "text", "De tekst is nog niet geschreven.", report)
    elif row.is_suggestion:
        yield Missing(section, "suggestion", UNREAD, report)
    for changed in changed_since(row.text, row.figures, material.figures):
        yield Missing(section, f"changed-{changed.key}-{changed.after}", str(changed), report)


def _few_people(material: Material) -> Iterator[Missing]:
    """Words of staff are printed as they are, also where they tell a number under five."""
    for words in words_of_staff(material):
        yield from _few_in(words)


def _few_in_reasons(lines: list[Missing], material: Material) -> Iterator[Missing]:
    """What staff let stand is printed with their reason, as long as it is missing."""
    for line in lines:
        waiver = material.records.waivers.get(line.key)
        if waiver and (passages := few_people_in(waiver.reason)):
            told = ", ".join(f"“{passage}”" for passage in passages)
            which = sha256("\n".join([line.key, *passages]).encode()).hexdigest()[:12]
            text = (
                f"In de reden bij “{line.text}” staat {told}. Minder dan vijf mensen zijn "
                "misschien te herkennen. Laat de regel weer open, en schrijf de reden anders."
            )
            yield Missing(line.section, f"few-reason-{which}", text, material.scope.report)


def _few_in(words: Words) -> Iterator[Missing]:
    """The kind names the passages, so that a waiver does not cover others."""
    passages = [passage for text in words.texts for passage in few_people_in(text)]
    if passages:
        which = sha256("\n".join(passages).encode()).hexdigest()[:12]
        told = ", ".join(f"“{passage}”" for passage in passages)
        text = f"{words.place} staat {told}. Minder dan vijf mensen zijn misschien te herkennen."
        yield Missing(words.section, f"few-{which}", text, words.row)


def _figures(section: str, text: str, row: models.Model, material: Material) -> Iterator[Missing]:
    for nothing in of_nothing(text, material.figures):
        kind = f"nothing-{nothing.key}-{nothing.printed}"
        yield Missing(section, kind, str(nothing), row)
    for key in dict.fromkeys(read_narrative(text, material.figures).unknown):
        unknown = f"Het cijfer {{{key}}} in de tekst bestaat niet."
        yield Missing(section, f"figure-{key}", unknown, row)
