from dutch.numerals import numeral
from toolkit.models import Finding

from ..document.values import Block, Emphasis, Paragraph, Section, Subheading, Text
from ..records.headcount import few_or_said
from .material import Material, paragraphs, section
from .told_once import listed


def findings(material: Material) -> Section:
    """The findings of the year per theme, each with how firm it is and what it rests on."""
    blocks: list[Block] = list(material.narrative("findings"))
    theme = None
    for finding in material.records.findings:
        if finding.theme != theme:
            theme = finding.theme
            blocks.append(Subheading((Text(theme.name),)))
        blocks += paragraphs(finding.text)
        blocks.append(_basis(finding))
    return section("findings", *blocks)


def _basis(finding: Finding) -> Paragraph:
    """On how many observations, stories and meetings it rests; never which (domain.md, rule 15)."""
    counted = (
        (finding.observation_count, "waarnemingen"),
        (finding.story_count, "verhalen"),
        (finding.meeting_count, "bijeenkomsten"),
    )
    parts = [f"{few_or_said(number, numeral)} {what}" for number, what in counted if number]
    rests = f"rust op {listed(parts)}" if parts else ""
    told = "; ".join(filter(None, [finding.get_firmness_display().capitalize(), rests]))
    return Paragraph((Emphasis((Text(f"{told}."),)),))
