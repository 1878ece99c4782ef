"""The appendix of origins in few words: noughts in one line, what is counted in runs.

Made from the origins of a Document as plain values; the whole of each figure stays in the JSON.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby

from django.utils.text import capfirst

from ..document.origins import Origin, origins_of
from ..templatetags.report import figure_number, title_of

NUMBERED = re.compile(r"^(?P<stem>.*\b[a-z]+ )(?P<number>\d{1,3})$", re.DOTALL)
"""A title of a row of like things: "Groep hoofden, sessie 3"."""


OF_YEAR = re.compile(r"Over \d{4}\. ")
"""How the definition of a figure of another year begins."""


def provenance_of(document: dict) -> dict:
    """What the appendix on paper prints, in the order of the report."""
    origins = origins_of(document)
    noughts = [origin for origin in origins if _is_nought(origin.figure)]
    told = [origin for origin in origins if not _is_nought(origin.figure)]
    return {
        "intro": _intro(document["colophon"]["reference_date"]),
        "rows": list(_rows(told, document)),
        "zeros": [{"key": o.figure["key"], "label": o.figure["label"]} for o in noughts],
    }


def _is_nought(figure: dict) -> bool:
    """Counted, and none found: nothing to point at."""
    return figure["value"] == 0 and not figure["records"] and not figure["qualifier"]


def _intro(reference: str) -> str:
    return (
        "“Geteld” is uit vastgelegde gegevens gemaakt, “opgegeven” is overgenomen uit een bron. "
        f"Waar geen andere stand bij staat, is die van {reference}."
    )


def _rows(origins: list[Origin], document: dict) -> Iterator[dict]:
    """Where a figure rests on the same as ones before it, those are named."""
    told: dict[str, frozenset[str]] = {}
    defined: dict[str, str] = {}
    for origin in origins:
        figure = origin.figure
        yield {
            "key": figure["key"],
            "label": capfirst(figure["label"]),
            "qualifier": figure["qualifier"] if figure["value"] is not None else "",
            "number": figure_number(figure),
            "definition": _defined_once(figure, defined),
            "rests_on": _rests_on(figure, document, told),
            "places": [asdict(place) for place in origin.places],
        }
        told.setdefault(figure["label"], frozenset(figure["records"]))


def _defined_once(figure: dict, defined: dict[str, str]) -> str:
    """A definition that stood above is not written out again; the year it is about is."""
    about = OF_YEAR.match(figure["definition"])
    year = about[0] if about else ""
    definition = figure["definition"].removeprefix(year)
    first = defined.setdefault(definition, figure["label"])
    again = f"Gemaakt als “{first}”."
    is_shorter = first != figure["label"] and len(again) < len(definition)
    return f"{year}{again if is_shorter else definition}"


def _rests_on(figure: dict, document: dict, told: dict[str, frozenset[str]]) -> str:
    names, rest = _told_before(figure["records"], told)
    own = in_runs(title_of(document.get("records"), key) for key in rest)
    words = {"counted": "Geteld", "stated": "Opgegeven"}[figure["basis"]]
    if names:
        words += f" uit dezelfde gegevens als {' en '.join(f'“{name}”' for name in names)}"
    if own:
        words += f", en: {own}" if names else f": {own}"
    if figure["as_of"] not in ("", document["colophon"]["reference_date"]):
        words += f"; stand van {figure['as_of']}"
    if figure["source"]:
        words += f"; bron: {figure['source'].removesuffix('.')}"
    return f"{words}."


MOST_NAMED = 3
"""Figures before it that one may refer to; more is no shorter."""


def _told_before(
    records: list[str], told: dict[str, frozenset[str]]
) -> tuple[list[str], list[str]]:
    """The figures that name many of the records already, and the records that none of them does."""
    left: dict[str, None] = dict.fromkeys(records)
    names: list[str] = []
    for name, its in sorted(told.items(), key=lambda pair: -len(pair[1])):
        is_part = len(its) > 1 and its <= set(records)
        if is_part and len(its & left.keys()) > 1 and len(names) < MOST_NAMED:
            names.append(name)
            left = dict.fromkeys(key for key in left if key not in its)
    return names, list(left)


# --- Titles in runs ------------------------------------------------------------------------------


def in_runs(titles: Iterable[str]) -> str:
    """What they are said once, and numbers that follow each other as a range.

    "Hub: A", "Hub: B" becomes "Hub: A; B"; "sessie 1", "sessie 2", "sessie 3" becomes "sessie 1
    tot en met 3".
    """
    runs = _runs(list(dict.fromkeys(titles)))
    heads = (run.partition(": ") for run in runs)
    told = []
    for head, group in groupby(heads, key=lambda parts: parts[0] if parts[1] else None):
        rests = [rest if head is not None else first for first, _colon, rest in group]
        told.append("; ".join(rests) if head is None else f"{head}: {'; '.join(rests)}")
    return "; ".join(told)


def _runs(titles: list[str]) -> Iterator[str]:
    """Each title where its first like stood; numbers in order."""
    stems: dict[str, list[int]] = {}
    for title in titles:
        if found := NUMBERED.match(title):
            stems.setdefault(found["stem"], []).append(int(found["number"]))
        else:
            stems[title] = []
    for stem, numbers in stems.items():
        yield from (f"{stem}{span}" for span in _spans(sorted(numbers))) if numbers else [stem]


def _spans(numbers: list[int]) -> Iterator[str]:
    for _gap, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _place, number in run]
        if len(found) > 2:
            yield f"{found[0]} tot en met {found[-1]}"
        else:
            yield from map(str, found)
