"""Bars of stacked segments."""

from django.template.loader import render_to_string

from .fills import FILLS, patterns

WIDTH, LABEL, ROW, BAR = 640, 170, 44, 22


def draw(chart: dict) -> str:
    longest = max((_length(bar) for bar in chart["bars"]), default=1) or 1
    unit = (WIDTH - LABEL - 10) / longest
    bars = [_bar(bar, index, unit) for index, bar in enumerate(chart["bars"])]
    legend = _legend(chart, len(bars) * ROW + 14)
    height = (legend[-1]["y"] if legend else len(bars) * ROW) + 16
    tones = [entry["tone"] for entry in legend]
    context = {"chart": chart, "bars": bars, "legend": legend, "width": WIDTH, "height": height}
    context["patterns"] = patterns(tones)
    return render_to_string("reporting/charts/bars.svg", context).strip()


def _length(bar: dict) -> int:
    return max(bar["total"], sum(segment["value"] for segment in bar["segments"]))


def _bar(bar: dict, index: int, unit: float) -> dict:
    y = index * ROW + 8
    segments, x = [], float(LABEL)
    for segment in bar["segments"]:
        width = segment["value"] * unit
        segments.append(_segment(segment, x, y, width))
        x += width
    return {"label": bar["label"], "text_y": y + BAR / 2 + 5, "segments": segments}


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
    """What the fills mean, three beside each other."""
    seen = {
        (segment["label"], segment["tone"]) for bar in chart["bars"] for segment in bar["segments"]
    }
    order = list(FILLS)
    entries = sorted(seen, key=lambda entry: (order.index(entry[1]), entry[0]))
    return [_legend_entry(*entry, index, top) for index, entry in enumerate(entries)]


def _legend_entry(label: str, tone: str, index: int, top: float) -> dict:
    column, row = index % 3, index // 3
    x, y = LABEL + column * 155, top + row * 24
    return {"label": label, "x": x, "text_x": x + 24, "y": y, "tone": tone}
