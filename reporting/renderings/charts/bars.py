"""Bars of stacked segments, each with its words in it or right under its bar: no legend."""

from collections.abc import Iterator

from django.template.loader import render_to_string

from .fills import paint, patterns
from .labels import FACE, LINE, in_lines, in_rows, placed, width_of
from .sheets import BARS, Sheet

BAR, GAP = 22, 16
LETTERS, SMALL = 15, 14
"""The size of the letters of labels, and of what is said of a segment."""
PADDING = 10
"""Around words in a segment."""


def draw(chart: dict, sheet: Sheet = BARS) -> str:
    chart = chart | {"key": f"{chart['key']}{sheet.mark}"}
    longest = max((_length(bar) for bar in chart["bars"]), default=1) or 1
    unit = (sheet.width - sheet.beside - 2) / longest
    bars, bottom = [], 2.0
    for bar in chart["bars"]:
        bars.append(_bar(chart, bar, bottom, unit, sheet))
        bottom = bars[-1]["bottom"] + GAP
    tones = [part["tone"] for bar in bars for part in bar["segments"]]
    context = {"chart": chart, "bars": bars, "width": sheet.width, "height": round(bottom)}
    context |= {"patterns": patterns(tones), "face": FACE, "letters": LETTERS, "small": SMALL}
    return render_to_string("reporting/charts/bars.svg", context).strip()


def _length(bar: dict) -> int:
    return max(bar["total"], sum(segment["value"] for segment in bar["segments"]))


def _bar(chart: dict, bar: dict, top: float, unit: float, sheet: Sheet) -> dict:
    lines = in_lines(bar["label"], characters=sheet.characters)
    height = len(lines) * LETTERS * LINE
    y = top + (max(0, (height - BAR) / 2) if sheet.beside else height + 4)
    middle = y + BAR / 2 if sheet.beside else top + height / 2
    segments = list(_segments(chart, bar, y, unit, sheet))
    told = _told(segments, y + BAR + 7, sheet)
    foot = told[-1]["y"] + SMALL if told else y + BAR
    return {
        "lines": placed(lines, middle=middle, size=LETTERS),
        "segments": segments,
        "told": told,
        "bottom": max(foot, top + height),
    }


def _segments(chart: dict, bar: dict, y: float, unit: float, sheet: Sheet) -> Iterator[dict]:
    x = float(sheet.beside)
    for segment in bar["segments"]:
        width = segment["value"] * unit
        yield _segment(segment, x, y, width) | {"fill": paint(chart, segment["tone"])}
        x += width


def _segment(segment: dict, x: float, y: float, width: float) -> dict:
    """With all its words where they fit, else with its number where that fits."""
    in_full = f"{segment['value']} {segment['label']}"
    fits = [words for words in (in_full, str(segment["value"])) if _chip(words) < width - 6]
    words = fits[0] if fits else ""
    chip = _chip(words)
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "width": round(max(width - 2, 1), 1),
        "height": BAR,
        "words": words,
        "in_full": in_full,
        "middle": round(x + (width - 2) / 2, 1),
        "text_y": round(y + BAR / 2 + 5, 1),
        "tone": segment["tone"],
        "chip": round(chip, 1),
        "chip_x": round(x + (width - 2 - chip) / 2, 1),
        "chip_y": round(y + 3, 1),
    }


def _chip(words: str) -> float:
    return width_of(words, SMALL) + PADDING


def _told(segments: list[dict], top: float, sheet: Sheet) -> list[dict]:
    """Under the bar, with their fill: the segments that have no room for their words."""
    short = [part for part in segments if part["words"] != part["in_full"]]
    entries = [{key: part[key] for key in ("tone", "fill")} | _words(part) for part in short]
    return in_rows(entries, left=sheet.beside, right=sheet.width, top=top, size=SMALL)


def _words(part: dict) -> dict:
    return {"label": part["in_full"]}
