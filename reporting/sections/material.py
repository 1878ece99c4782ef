"""What a section is made of, and the small pieces that most sections share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from meetings.models import Meeting

from ..document.section_titles import SECTION_TITLES
from ..document.values import (
    Block,
    Cell,
    Column,
    Figure,
    FigureReference,
    Note,
    Paragraph,
    Section,
    Table,
)
from ..figures.ledger import Ledger, replaced_by_what_came
from ..narrative.reading import as_typed, fill, print_figure, read_narrative
from ..records.reading import Records
from ..records.scope import Scope


@dataclass(frozen=True)
class LetStand:
    """A line of the readiness list that staff let stand: what is not recorded, of what, and why.

    `what` and `of` are for the reader; `kind` is that of the line, `section` where it stands.
    """

    section: str
    kind: str
    what: str
    of: str
    reason: str


@dataclass(frozen=True)
class Material:
    scope: Scope
    records: Records
    ledgers: dict[str, Ledger]
    figures: dict[str, Figure]
    term: dict[int, dict[str, Ledger]]
    """The ledgers of every year of the term, up to and including this one."""
    let_stand: tuple[LetStand, ...] = ()

    @cached_property
    def replaced(self) -> dict[int, Meeting]:
        """As `replaced_by_what_came`; looked up once, and not among all meetings for each."""
        return replaced_by_what_came(self.records.meetings)

    def narrative(self, key: str) -> tuple[Block, ...]:
        return self.read(self.records.narratives.get(key, ""))

    def read(self, text: str) -> tuple[Block, ...]:
        return read_narrative(text, self.figures).blocks

    def filled(self, text: str) -> str:
        """Plain text in a cell, with its figures."""
        return fill(text, self.figures)

    def reference(self, key: str, text: str = "") -> FigureReference:
        """A figure in a sentence that is made here, in words up to twenty."""
        return FigureReference(key, text or print_figure(self.figures[key], words=True))

    def cell(self, key: str) -> Cell:
        """A cell that prints a figure in digits."""
        return Cell(print_figure(self.figures[key], words=False), figure=key)


SectionMaker = Callable[[Material], Section | None]
"""None where there is nothing to tell."""


def section(key: str, *blocks: Block, sections: Iterable[Section] = ()) -> Section:
    return Section(key, SECTION_TITLES[key], blocks, tuple(sections))


def prose_only(key: str) -> SectionMaker:
    """A section that holds the narrative of staff and nothing else."""

    def make(material: Material) -> Section:
        return section(key, *material.narrative(key))

    return make


def table(
    key: str, caption: str, columns: str, rows: Iterable[Iterable[str | Cell]]
) -> list[Block]:
    """A table, or nothing where there are no rows. `columns`: "Titel | #Aantal"; # is numeric."""
    made = tuple(tuple(_as_cell(cell) for cell in row) for row in rows)
    labels = [label.strip() for label in columns.split("|")]
    heads = tuple(Column(label.lstrip("#"), numeric=label.startswith("#")) for label in labels)
    return [Table(key, caption, heads, made)] if made else []


def _as_cell(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)


def paragraphs(text: str) -> list[Paragraph]:
    """Plain text of a field, a paragraph for each part between blank lines."""
    return list(as_typed(text))


def note(text: str) -> list[Block]:
    return [Note(text)] if text else []
