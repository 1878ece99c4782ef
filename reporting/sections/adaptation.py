"""Sections d and e: the lines with an aim in words and no number."""

from dates.values import write
from programme.lines import Line
from toolkit.models import Edition, Milestone, Story

from ..document.values import Bar, BarChart, Block, Section, Segment
from .material import Material, note, section, table


def adaptation(material: Material) -> Section:
    return section(
        "adaptation",
        *_aim(material, Line.TOOLKIT),
        *_milestones(material.records.milestones),
        *_editions(material.records.editions),
        *_stories(material.records.stories),
        *material.narrative("adaptation"),
    )


def ambassadors(material: Material) -> Section:
    return section(
        "ambassadors",
        *_aim(material, Line.AMBASSADORS),
        *material.narrative("ambassadors"),
    )


def _aim(material: Material, line: str) -> list[Block]:
    target = material.records.targets.get(line)
    if target is None:
        return note(f"Voor {material.scope.year} is op deze lijn geen afspraak vastgelegd.")
    rows = [
        ("Afspraak", target.description),
        ("Stand", material.filled(target.state) or "nog niet beschreven"),
        *([("Toelichting", material.filled(target.explanation))] if target.explanation else []),
    ]
    return table(
        f"{line}-aim", f"{Line(line).label}: afspraak in woorden", "Onderwerp | Tekst", rows
    )


def _milestones(milestones: list[Milestone]) -> list[Block]:
    rows = (
        (
            milestone.title,
            write(milestone.expected) if milestone.expected else "–",
            write(milestone.actual) if milestone.is_reached else "nog niet",
            _waits_for(milestone),
        )
        for milestone in milestones
    )
    columns = "Mijlpaal | Verwacht | Bereikt | Wacht op"
    return table("milestones", "Stappen naar de toolkit", columns, rows)


def _waits_for(milestone: Milestone) -> str:
    awaited = [milestone.waits_for, milestone.waits_for_pilot]
    return "; ".join(str(thing) for thing in awaited if thing) or "–"


def _stories(counts: dict[str, int]) -> list[Block]:
    """How many stories stand where on their way; never which."""
    bars = tuple(
        Bar(str(label).capitalize(), counts[state], (Segment("verhalen", counts[state], "done"),))
        for state, label in Story.State.choices
        if counts.get(state)
    )
    if not bars:
        return []
    told = ", ".join(f"{bar.total} {bar.label.lower()}" for bar in bars)
    caption = "Verhalen op weg naar de toolkit, naar hun stand nu"
    return [BarChart("stories-chart", caption, f"Op dit moment: {told}.", bars)]


def _editions(editions: list[Edition]) -> list[Block]:
    rows = (
        (
            edition.title,
            write(edition.ready),
            ", ".join(str(person) for person in edition.made_by.all()) or "–",
            ", ".join(str(pilot) for pilot in edition.used_in.all()) or "–",
        )
        for edition in editions
    )
    columns = "Editie | Gereed | Gemaakt door | Gebruikt in"
    return table("editions", "Edities van de toolkit", columns, rows)
