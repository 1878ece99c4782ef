"""Long lists of a report have a page of their own, so that its page opens at once also for a year
with a thousand meetings. Only the page is shortened: the files hold all, in one piece.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..document.origins import Origin

LONG_TABLE, ROWS_SHOWN = 60, 15
LONG_TRACE, RECORDS_SHOWN = 40, 10
"""From how many it is long, and how many of a long one stand on the page of the report."""


@dataclass(frozen=True)
class LongList:
    """A table, or the records that a figure rests on, whole. `block` is a table, else empty."""

    title: str
    section: str
    block: dict
    records: list[str]

    @property
    def rows(self) -> list:
        return self.block["rows"] if self.block else self.records


def shortened(context: dict, address: Callable[[str], str]) -> dict:
    """`context` of the page with its long lists cut; `address` gives the page of one by its key."""
    document = context["document"]
    short = document | {
        "summary": _blocks(document["summary"], address),
        "sections": [_section(section, address) for section in document["sections"]],
    }
    origins = [_origin(origin, address) for origin in context["origins"]]
    return context | {"document": short, "origins": origins}


def find_long_list(document: dict, key: str) -> LongList | None:
    """The table or the figure with this key; None where the report has neither."""
    for section, block in _all_blocks(document):
        if block["type"] == "table" and block["key"] == key:
            return LongList(block["caption"], section, block, [])
    figure = document["figures"].get(key)
    if figure is None:
        return None
    titles = document.get("records") or {}
    records = [titles.get(record, record) for record in figure["records"]]
    return LongList(f"Waar “{figure['label']}” op rust", f"origin-{key}", {}, records)


def _section(section: dict, address: Callable[[str], str]) -> dict:
    return section | {
        "blocks": _blocks(section["blocks"], address),
        "sections": [_section(part, address) for part in section["sections"]],
    }


def _blocks(blocks: list[dict], address: Callable[[str], str]) -> list[dict]:
    return [_table(each, address) if each["type"] == "table" else each for each in blocks]


def _table(block: dict, address: Callable[[str], str]) -> dict:
    rows = block["rows"]
    if len(rows) <= LONG_TABLE:
        return block
    return block | {"rows": rows[:ROWS_SHOWN], "more": _more(rows, ROWS_SHOWN, block, address)}


def _origin(origin: Origin, address: Callable[[str], str]) -> Origin:
    figure, records = origin.figure, origin.figure["records"]
    if len(records) <= LONG_TRACE:
        return origin
    more = _more(records, RECORDS_SHOWN, figure, address)
    return replace(origin, figure=figure | {"records": records[:RECORDS_SHOWN], "more": more})


def _more(whole: list, shown: int, of: dict, address: Callable[[str], str]) -> dict[str, Any]:
    return {"number": len(whole), "shown": shown, "url": address(of["key"])}


def _all_blocks(document: dict) -> Iterator[tuple[str, dict]]:
    yield from (("summary", block) for block in document["summary"])
    for section in document["sections"]:
        for part in (section, *section["sections"]):
            yield from ((part["key"], block) for block in part["blocks"])
