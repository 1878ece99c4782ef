"""What was learned, and what may go wrong: a table each, under what staff wrote about it."""

from dates.values import write, write_day
from dutch.numbers import NOT_RECORDED
from programme.lines import COUNTED_LINES, line_of

from ..document.values import Block, Section
from ..models import Risk
from ..models.learned import WHOLE
from ..records.learned import LessonTold
from .material import Material, section
from .told_once import table_told_once


def lessons(material: Material) -> Section:
    return section("lessons", *material.narrative("lessons"), *_lessons(material))


def risks(material: Material) -> Section:
    return section("risks", *material.narrative("risks"), *_risks(material))


def _lessons(material: Material) -> list[Block]:
    rows = (
        (f"{_words(told.lesson.text)}{_later(told)}", about(told.lesson.line), _source(told))
        for told in material.records.learned.lessons
    )
    caption = f"Wat wij in {material.scope.year} leerden"
    return table_told_once("lessons", caption, "Les | Over | Waaruit", rows, called="lessen")


def _risks(material: Material) -> list[Block]:
    rows = (
        (
            _words(risk.what),
            about(risk.line),
            _words(risk.owner),
            _words(risk.measure) or NOT_RECORDED,
            _state(risk),
        )
        for risk in material.records.learned.risks
    )
    caption = f"Risico’s, met stand op de peildatum ({material.scope.reference})"
    columns = "Risico | Over | Wie erop let | Maatregel | Stand"
    return table_told_once("risks", caption, columns, rows, called="risico’s")


def _words(text: str) -> str:
    """What staff wrote, in one cell."""
    return " ".join(text.split())


def about(line: str) -> str:
    """The line with this key as its tables are headed; the whole programme where there is none."""
    headings = {each.key: each.heading for each in COUNTED_LINES}
    return (headings.get(line) or line_of(line).name) if line else WHOLE


def _later(told: LessonTold) -> str:
    on = told.written_later
    return f" (geschreven op {write_day(on)}, na de peildatum)" if on else ""


def _source(told: LessonTold) -> str:
    if told.pilot is not None:
        return told.pilot.title
    if told.meeting is None:
        return "–"
    return f"{told.meeting.title} ({write(told.meeting.date)})"


def _state(risk: Risk) -> str:
    closed = f" ({write(risk.closed)})" if risk.closed else ""
    since = write(risk.since) if risk.since else f"wanneer is {NOT_RECORDED}"
    return f"{risk.get_state_display()}{closed}; sinds {since}"
