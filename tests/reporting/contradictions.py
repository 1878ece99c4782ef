"""Laying the figures, tables and sentences of a report beside each other."""

import re
from collections.abc import Iterator

from meetings.lines import MEETING_LINES
from programme.lines import COUNTED_LINES
from reporting.document.standings import countings
from reporting.document.texts import texts_of_document

from .forms import keys_in
from .reading import section_of

NOTHING = "op deze lijn niets afgesproken of vastgelegd"


def contradictions(document: dict) -> list[str]:
    """What one part of the report says and another denies, in words; none in a true report."""
    return [
        *_figures_against_tables(document),
        *_sums(document),
        *_nothing_beside_something(document),
        *_never_printed(document),
        *_key_figures(document),
    ]


def value(document: dict, key: str) -> int | None:
    return document["figures"][key]["value"]


def tables(document: dict, line) -> dict[str, list[list[str]]]:
    """The tables of a line's section by the end of their key, as texts."""
    blocks = section_of(document, line.section)["blocks"]
    return {
        block["key"].removeprefix(f"{line.key}-"): [
            [cell["text"] for cell in row] for row in block["rows"]
        ]
        for block in blocks
        if block["type"] == "table"
    }


def texts(document: dict) -> str:
    parts = texts_of_document(document).values()
    return "\n".join(text for part in parts for text in part.texts)


def _figures_against_tables(document: dict) -> Iterator[str]:
    """Each list of a line is as long as the figure that counts what it lists."""
    for line in MEETING_LINES:
        rows = tables(document, line)
        listed = len(rows.get("held", []))
        if listed != (value(document, f"{line.key}.held_in_year") or 0):
            yield f"{line.key}: {listed} held in the table, another number in the figure"
        moved = len(rows.get("moved", []))
        if moved != (value(document, f"{line.key}.moved_out") or 0):
            yield f"{line.key}: {moved} moved in the table, another number in the figure"
        lost = [row for row in rows.get("cancelled", []) if "(" not in row[0]]
        if len(lost) != (value(document, f"{line.key}.cancelled") or 0):
            yield f"{line.key}: {len(lost)} cancelled in the table, another number in the figure"


def _sums(document: dict) -> Iterator[str]:
    """Agreed, and what came on top, is all that became of it."""
    for line in COUNTED_LINES:
        for prefix in ("", "cumulative."):
            key = f"{prefix}{line.key}"
            if (agreed := value(document, f"{key}.agreed")) is None:
                continue
            stands = sum(value(document, f"{key}.{c.name}") or 0 for _s, c in countings(line))
            beyond = sum(
                document["figures"].get(f"{key}.{name}", {}).get("value") or 0
                for name in ("surplus", "lowered")
            )
            if prefix == "" and agreed + beyond != stands + value(document, f"{key}.unaccounted"):
                yield f"{key}: does not add up"


def _nothing_beside_something(document: dict) -> Iterator[str]:
    """A line of which nothing is recorded has no list and no number of the year."""
    for line in COUNTED_LINES:
        blocks = section_of(document, line.section)["blocks"]
        says_nothing = any(NOTHING in block.get("text", "") for block in blocks)
        held = tables(document, line)
        of_year = held.keys() - {"after", "so-far", "conversations"}
        if says_nothing and of_year:
            yield f"{line.key}: nothing recorded, but {sorted(of_year)}"
        for _standing, counting in countings(line):
            known = value(document, f"{line.key}.{counting.name}")
            if says_nothing and known is not None:
                yield f"{line.key}.{counting.name}: nothing recorded, but {known}"


def _never_printed(document: dict) -> Iterator[str]:
    for found in re.findall(r"[Tt]en minste 0\b|[Tt]en minste nul\b", texts(document)):
        yield f"printed: {found}"


def _key_figures(document: dict) -> Iterator[str]:
    """What the first page says was held is what the table of the year lists, or both are named."""
    named = set(keys_in(document["summary"]))
    for line in MEETING_LINES:
        held, in_year = (value(document, f"{line.key}.{n}") for n in ("fulfilled", "held_in_year"))
        if (
            f"{line.key}.held" in named
            and held != in_year
            and f"{line.key}.held_in_year" not in named
        ):
            yield f"{line.key}: the first page names {held} and not {in_year}"
