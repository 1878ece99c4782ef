from ..document import Section
from .material import Material, SectionMaker, section


def activities(*makers: SectionMaker) -> SectionMaker:
    """The section that holds the lines a to e."""

    def make(material: Material) -> Section:
        lines = (maker(material) for maker in makers)
        return section("activities", *material.narrative("activities"), sections=lines)

    return make
