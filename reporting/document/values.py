"""The Document: everything a progress report says, as plain frozen values.

Every rendering (page, PDF, JSON and what comes later) is made from `as_dict(document)` alone, so
that a stored Document can be rendered again years later. Raise SCHEMA_VERSION with every change of
shape, and keep `docs/document-schema.md` true.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from types import NoneType
from typing import Any, Literal

SCHEMA_VERSION = 3

Basis = Literal["counted", "stated"]


# --- Figures -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """A number of the report, with where it comes from.

    `value` None means: not recorded; it is printed as "niet vastgelegd", never as 0.
    `records` are natural keys, "model:key", of the rows the figure rests on; never persons.
    """

    key: str
    label: str
    value: int | None
    basis: Basis
    definition: str
    records: tuple[str, ...] = ()
    qualifier: str = ""
    source: str = ""
    as_of: str = ""


# --- Running text --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    text: str
    type: str = field(default="text", init=False)


@dataclass(frozen=True)
class FigureReference:
    """A figure in running text: `text` is how it is printed there ("vijf", "meer dan 250")."""

    key: str
    text: str
    type: str = field(default="figure", init=False)


@dataclass(frozen=True)
class Emphasis:
    content: tuple["Inline", ...]
    strong: bool = False
    type: str = field(default="emphasis", init=False)


@dataclass(frozen=True)
class Link:
    url: str
    content: tuple["Inline", ...]
    type: str = field(default="link", init=False)


Inline = Text | FigureReference | Emphasis | Link


# --- Blocks --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paragraph:
    content: tuple[Inline, ...]
    type: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class BulletList:
    """A list; each item is a row of blocks (paragraphs, lists)."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    type: str = field(default="list", init=False)


@dataclass(frozen=True)
class Subheading:
    """A figure that staff name in a heading keeps its trace there."""

    content: tuple[Inline, ...]
    type: str = field(default="subheading", init=False)


@dataclass(frozen=True)
class Quotation:
    blocks: tuple["Block", ...]
    type: str = field(default="quotation", init=False)


@dataclass(frozen=True)
class Note:
    """A remark set apart from the running text, such as "nog niet vrijgegeven"."""

    text: str
    type: str = field(default="note", init=False)


@dataclass(frozen=True)
class Column:
    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    text: str
    figure: str = ""
    """Key of the figure this cell prints, if it prints one."""


@dataclass(frozen=True)
class Table:
    """`key` is unique in the Document; the first cell of a row is its heading."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    type: str = field(default="table", init=False)


@dataclass(frozen=True)
class Segment:
    """A part of a bar. `tone` picks its fill, see `reporting.renderings.charts.fills.FILLS`."""

    label: str
    value: int
    tone: str


@dataclass(frozen=True)
class Bar:
    label: str
    total: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class BarChart:
    """Bars of stacked segments, drawn by `templates/reporting/charts/bars.svg`.

    `description` says in words what the chart shows; it is the text alternative.
    """

    key: str
    caption: str
    description: str
    bars: tuple[Bar, ...]
    type: str = field(default="bar_chart", init=False)


@dataclass(frozen=True)
class Stretch:
    """Somewhere from the first up to and including the last day, both as "2013-03-12"."""

    first: str
    last: str


@dataclass(frozen=True)
class TimelineRow:
    """`former` are the dates that were given up, in order; `now` None where there is no date."""

    label: str
    tone: str
    former: tuple[Stretch, ...]
    now: Stretch | None


@dataclass(frozen=True)
class Timeline:
    """A row for each meeting on one axis of days; a moved one has arrows from date to date."""

    key: str
    caption: str
    description: str
    axis: Stretch
    rows: tuple[TimelineRow, ...]
    type: str = field(default="timeline", init=False)


@dataclass(frozen=True)
class MapPlace:
    label: str
    number: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class PlaceMap:
    """The country with a circle at each place, as large as the number there."""

    key: str
    caption: str
    description: str
    places: tuple[MapPlace, ...]
    type: str = field(default="place_map", init=False)


@dataclass(frozen=True)
class KeyFigures:
    """Figures shown large, by key, each with the words under it."""

    items: tuple[Cell, ...]
    type: str = field(default="key_figures", init=False)


Chart = BarChart | Timeline | PlaceMap
"""Each is drawn as SVG, found by its key; `description` says in words what it shows."""

Block = Paragraph | BulletList | Subheading | Quotation | Note | Table | Chart | KeyFigures


# --- The whole -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Section:
    """A section with its sections; `key` is its anchor on the page and names its narrative."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True)
class Colophon:
    """Cover and colophon; all texts as printed, "niet vastgelegd" where unknown."""

    programme: str
    period: str
    reference_date: str
    addressee: str
    grant_reference: str
    author: str
    version: str
    date: str
    written_by: str = ""
    submitted: str = ""
    approved: str = ""
    four_eyes: str = ""
    """The last four say who made a version; they are empty as long as it is none."""


@dataclass(frozen=True)
class Became:
    """What had become of a record: its standing in words, and what was recorded of why; a why
    that staff did not record is said to be so, and one that is not told here is empty."""

    standing: str
    why: str = ""


@dataclass(frozen=True)
class AgreementChange:
    former: int
    number: int
    told: str


@dataclass(frozen=True)
class Agreement:
    """The number of a target, None where none was agreed, and how it came to be so."""

    number: int | None
    changes: tuple[AgreementChange, ...] = ()


@dataclass(frozen=True)
class Document:
    title: str
    subtitle: str
    year: int
    colophon: Colophon
    summary: tuple[Block, ...]
    sections: tuple[Section, ...]
    figures: dict[str, Figure]
    records: dict[str, str] = field(default_factory=dict)
    """The title of every record that a figure rests on, by its key."""
    became: dict[str, Became] = field(default_factory=dict)
    """Of agreed units, extras and sessions, by the key of the record; the comparison of two
    Documents tells with it why a number is another."""
    agreements: dict[str, Agreement] = field(default_factory=dict)
    """Of targets, by the key of the record."""
    schema_version: int = SCHEMA_VERSION


def as_dict(document: Document | Block) -> dict:
    """The Document as plain lists and dictionaries, the shape every renderer reads."""
    return _plain(document)


def _plain(value: Any) -> Any:
    """As `json.loads(json.dumps(asdict(value)))`, at a quarter of its time: a report of a thousand
    meetings holds 46,000 values."""
    if type(value) in (str, int, float, bool, NoneType):
        return value
    if isinstance(value, str):  # a choice
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}


def fingerprint(document: Document) -> str:
    """The SHA-256 of its canonical JSON."""
    return sha256(as_json(document).encode()).hexdigest()


def as_json(document: Document) -> str:
    """Canonical JSON: sorted keys, UTF-8, two spaces; the same Document gives the same text."""
    return json.dumps(_plain(document), ensure_ascii=False, sort_keys=True, indent=2) + "\n"
