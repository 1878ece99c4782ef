from toolkit.models import Finding

from ..document.values import Block, Emphasis, Paragraph, Section, Subheading, Text
from ..narrative.numerals import numeral
from .material import Material, paragraphs, section


def findings(material: Material) -> Section:
    """The findings of the year per theme, each with how firm it is and what it rests on."""
    blocks: list[Block] = list(material.narrative("findings"))
    theme = None
    for finding in material.records.findings:
        if finding.theme != theme:
            theme = finding.theme
            blocks.append(Subheading(theme.name))
        blocks += paragraphs(finding.text)
        blocks.append(_basis(finding))
    return section("findings", *blocks)


def _basis(finding: Finding) -> Paragraph:
    """How many stories and meetings it rests on; never which person (domain.md, rule 15)."""
    if finding.story_count or finding.meeting_count:
        rests = f"rust op {_stories(finding.story_count)} en {_meetings(finding.meeting_count)}"
    else:
        rests = ""
    told = "; ".join(filter(None, [finding.get_firmness_display().capitalize(), rests]))
    return Paragraph((Emphasis((Text(f"{told}."),)),))


def _stories(number: int) -> str:
    return f"{numeral(number)} {'verhaal' if number == 1 else 'verhalen'}"


def _meetings(number: int) -> str:
    return f"{numeral(number)} {'bijeenkomst' if number == 1 else 'bijeenkomsten'}"
