"""Bars of stacked segments."""

from django.template.loader import render_to_string

from .fills import FILLS, paint, patterns
from .labels import FACE, in_lines, placed

WIDTH, LABEL, ROW, BAR = 640, 190, 44, 22
LETTERS, CHARACTERS = 15, 22
"""The size of the letters, and how many fit before the bars, also in a wider letter than ours."""
MOST_BESIDE = 18
"""Letters of a legend of which three fit beside each other."""


def draw(chart: dict) -> str:
    longest = max((_length(bar) for bar in chart["bars"]), default=1) or 1
    unit = (WIDTH - LABEL - 10) / longest
    bars = [_bar(chart, bar, index, unit) for index, bar in enumerate(chart["bars"])]
    legend = _legend(chart, len(bars) * ROW + 14)
    height = (legend[-1]["y"] if legend else len(bars) * ROW) + 16
    tones = [entry["tone"] for entry in legend]
    context = {"chart": chart, "bars": bars, "legend": legend, "width": WIDTH, "height": height}
    context |= {"patterns": patterns(tones), "face": FACE, "letters": LETTERS}
    return render_to_string("reporting/charts/bars.svg", context).strip()


def _length(bar: dict) -> int:
    return max(bar["total"], sum(segment["value"] for segment in bar["segments"]))


def _bar(chart: dict, bar: dict, index: int, unit: float) -> dict:
    y = index * ROW + 8
    lines = in_lines(bar["label"], characters=CHARACTERS)
    segments, x = [], float(LABEL)
    for segment in bar["segments"]:
        width = segment["value"] * unit
        segments.append(_segment(segment, x, y, width) | {"fill": paint(chart, segment["tone"])})
        x += width
    return {"lines": placed(lines, middle=y + BAR / 2, size=LETTERS), "segments": segments}


def _segment(segment: dict, x: float, y: float, width: float) -> dict:
    chip = 8 * len(str(segment["value"])) + 6
    return {
        "x": round(x, 1),
        "y": y,
        "width": round(max(width - 2, 1), 1),
        "height": BAR,
        "value": segment["value"],
        "middle": round(x + (width - 2) / 2, 1),
        "text_y": y + BAR / 2 + 5,
        "tone": segment["tone"],
        "fits": width > chip,
        "chip": chip,
        "chip_x": round(x + (width - 2 - chip) / 2, 1),
        "chip_y": y + 3,
    }


def _legend(chart: dict, top: float) -> list[dict]:
    """What the fills mean: one entry for each, which may mean more than one thing."""
    meanings: dict[str, dict[str, None]] = {}
    for segment in (segment for bar in chart["bars"] for segment in bar["segments"]):
        meanings.setdefault(segment["tone"], {})[segment["label"]] = None
    entries = [(" of ".join(meanings[tone]), tone) for tone in FILLS if tone in meanings]
    beside = 3 if all(len(label) <= MOST_BESIDE for label, _tone in entries) else 2
    return [
        _legend_entry(*divmod(index, beside), label, top, beside)
        | {"tone": tone, "fill": paint(chart, tone)}
        for index, (label, tone) in enumerate(entries)
    ]


def _legend_entry(row: int, column: int, label: str, top: float, beside: int) -> dict:
    x, y = LABEL + column * (WIDTH - LABEL) / beside, top + row * 24
    return {"label": label, "x": round(x, 1), "text_x": round(x + 24, 1), "y": y}
