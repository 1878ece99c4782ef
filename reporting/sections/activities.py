from ..document.values import Block, Section
from .material import Material, SectionMaker, section
from .over_years import compared_with_last_year
from .why_years import why_other_than_last_year
from .year_line import year_line


def activities(*makers: SectionMaker) -> SectionMaker:
    """The section that holds the lines a to e."""

    def make(material: Material) -> Section:
        lines = [made for maker in makers if (made := maker(material))]
        return section("activities", *_blocks(material), sections=lines)

    return make


def _blocks(material: Material) -> list[Block]:
    return [
        *material.narrative("activities"),
        *year_line(material),
        *_beside_last_year(material),
    ]


def _beside_last_year(material: Material) -> list[Block]:
    compared = compared_with_last_year(material)
    return [*compared, *(why_other_than_last_year(material) if compared else [])]
