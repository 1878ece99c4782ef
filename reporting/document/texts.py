"""The texts of a Document (as a dictionary), section by section, each piece as one line."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class SectionTexts:
    title: str
    texts: tuple[str, ...]


IN_BRIEF = "In het kort"
FROM_COLOPHON = ("programme", "period", "reference_date", "addressee", "grant_reference", "author")


def texts_of_document(document: dict) -> dict[str, SectionTexts]:
    """Per key of a section, in the order of the report."""
    cover = [document["title"], document["subtitle"]]
    cover += [document["colophon"][name] for name in FROM_COLOPHON]
    texts = {
        "colophon": SectionTexts("Omslag en colofon", tuple(cover)),
        "summary": SectionTexts(IN_BRIEF, _texts_of_blocks(document["summary"])),
    }
    for section in document["sections"]:
        for part in (section, *section["sections"]):
            texts[part["key"]] = SectionTexts(part["title"], _texts_of_blocks(part["blocks"]))
    return texts


def _texts_of_blocks(blocks: list[dict]) -> tuple[str, ...]:
    return tuple(text for block in blocks for text in texts_of_block(block) if text)


def texts_of_block(block: dict) -> Iterator[str]:
    match block["type"]:
        case "paragraph" | "subheading":
            yield plain(block["content"])
        case "list":
            for item in block["items"]:
                yield from _texts_of_blocks(item)
        case "quotation":
            yield from _texts_of_blocks(block["blocks"])
        case "table":
            yield block["caption"]
            yield from (_row(row, block["columns"]) for row in block["rows"])
        case "key_figures":
            yield from (item["text"] for item in block["items"])
        case _:
            yield from (block[name] for name in ("text", "caption", "description") if name in block)


def plain(inlines: list[dict]) -> str:
    return "".join(
        inline["text"] if "text" in inline else plain(inline["content"]) for inline in inlines
    )


def _row(row: list[dict], columns: list[dict]) -> str:
    """A row in words: each cell but the first, its heading, after the label of its column."""
    first, *rest = row
    told = [
        f"{column['label']}: {cell['text']}"
        for cell, column in zip(rest, columns[1:], strict=True)
        if cell["text"]
    ]
    return "; ".join([first["text"], *told])
