"""Which figures a report prints, in the order in which they are first read, and where.

A Document holds more figures than that: all go into the JSON and the CSV, and the pages explain
those that a reader meets. Read from the Document as plain values, so it serves old ones too.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A section that prints the figure."""

    key: str
    title: str


@dataclass(frozen=True)
class Origin:
    figure: dict
    places: tuple[Place, ...]


def origins_of(document: dict) -> list[Origin]:
    places: dict[str, dict[Place, None]] = {}
    for place, key in _printed(document):
        places.setdefault(key, {})[place] = None
    figures = document["figures"]
    return [Origin(figures[key], tuple(found)) for key, found in places.items() if key in figures]


def printed_keys(blocks: list[dict]) -> Iterator[str]:
    """The keys of the figures in these blocks, as plain values, in reading order."""
    for block in blocks:
        match block["type"]:
            case "key_figures":
                yield from (item["figure"] for item in block["items"])
            case "table":
                yield from (cell["figure"] for row in block["rows"] for cell in row)
            case "paragraph" | "subheading":
                yield from _of_inlines(block["content"])
            case "list":
                for item in block["items"]:
                    yield from printed_keys(item)
            case "quotation":
                yield from printed_keys(block["blocks"])


def _printed(document: dict) -> Iterator[tuple[Place, str]]:
    summary = Place("summary", "In het kort")
    yield from ((summary, key) for key in printed_keys(document["summary"]) if key)
    for section in document["sections"]:
        yield from _of_section(section)


def _of_section(section: dict) -> Iterator[tuple[Place, str]]:
    place = Place(section["key"], section["title"])
    yield from ((place, key) for key in printed_keys(section["blocks"]) if key)
    for part in section["sections"]:
        yield from _of_section(part)


def _of_inlines(inlines: list[dict]) -> Iterator[str]:
    for inline in inlines:
        if inline["type"] == "figure":
            yield inline["key"]
        yield from _of_inlines(inline.get("content", []))
