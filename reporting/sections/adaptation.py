"""Sections d and e, and any other: the lines with an aim in words and no number."""

from dates.values import write
from programme.line import Line
from toolkit.line import LINE as TOOLKIT
from toolkit.models import Edition, Story

from ..document.values import Bar, BarChart, Block, Paragraph, Section, Segment, Text
from ..records.headcount import few_or_said
from .clauses import strong
from .line_block import of_aim
from .material import Material, SectionMaker, note, paragraphs, section, table
from .milestones import steps_towards_toolkit
from .named_people import told


def adaptation(material: Material) -> Section:
    return section(
        TOOLKIT.section,
        *aim(material, TOOLKIT),
        *steps_towards_toolkit(material),
        *_editions(material.records.editions),
        *_copies(material.records.editions),
        *_stories(material.records.stories),
        *material.narrative(TOOLKIT.section),
    )


def only_aim(line: Line) -> SectionMaker:
    """The section of a line of which the aim and the narrative are all that is told."""

    def make(material: Material) -> Section:
        return section(line.section, *aim(material, line), *material.narrative(line.section))

    return make


def aim(material: Material, line: Line) -> list[Block]:
    target = material.records.targets.get(line.key)
    if target is None:
        return note(f"Voor {material.scope.year} is op deze lijn geen afspraak vastgelegd.")
    return [
        *_told("Afgesproken", f"{target.description.rstrip('.')}."),
        *_told("Gedaan", material.filled(target.state) or "Nog niet beschreven."),
        *of_aim(material, target),
    ]


def _told(label: str, text: str) -> list[Block]:
    """As the lines with a number begin; what staff wrote stays as it is."""
    first, *more = paragraphs(text) or (None,)
    if first is None:
        return []
    return [Paragraph((strong(f"{label}."), Text(" "), *first.content)), *more]


def _stories(counts: dict[str, int]) -> list[Block]:
    """How many stories stand where on their way; never which."""
    bars = tuple(
        Bar(str(label).capitalize(), counts[state], (_stories_of(counts[state]),))
        for state, label in Story.State.choices
        if counts.get(state)
    )
    if not bars:
        return []
    told = ", ".join(f"{bar.total} {bar.label.lower()}" for bar in bars)
    caption = "Verhalen op weg naar de toolkit, naar hun stand op de peildatum"
    return [BarChart("stories-chart", caption, f"Op de peildatum: {told}.", bars)]


def _stories_of(number: int) -> Segment:
    return Segment("verhaal" if number == 1 else "verhalen", number, "done")


def _editions(editions: list[Edition]) -> list[Block]:
    rows = (
        (
            edition.title,
            write(edition.ready),
            told(edition.made_by.all(), separator=", ") or "–",
            ", ".join(str(pilot) for pilot in edition.used_in.all()) or "–",
        )
        for edition in editions
    )
    columns = "Editie | Gereed | Gemaakt door | Gebruikt in"
    return table("editions", "Edities van de toolkit", columns, rows)


def _copies(editions: list[Edition]) -> list[Block]:
    """How many, of each edition of which copies were given; each is of one reader, so few are told
    as few."""
    rows = (
        (each.title, few_or_said(each.copies_given), few_or_said(each.copies_fetched))
        for each in editions
        if each.copies_given
    )
    return table("copies", "Uitgedeelde exemplaren", "Editie | #Gegeven | #Opgehaald", rows)
