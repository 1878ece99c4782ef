"""Charts as SVG, drawn by a template on the server; the same drawing for page and PDF."""

from collections.abc import Iterator

from django.template.loader import render_to_string

WIDTH, LABEL, ROW, BAR = 640, 170, 44, 22
FILLS = {
    "done": "#0d5259",
    "later": "#8fbdb9",
    "open": "#e9ad36",
    "lost": "#9a3b1a",
    "missing": "#ffffff",
}


def draw_all(document: dict) -> dict[str, str]:
    """The SVG of every chart in the Document (as plain values), by the key of the chart."""
    return {block["key"]: draw(block) for block in _charts(document)}


def draw(chart: dict) -> str:
    longest = max((_length(bar) for bar in chart["bars"]), default=1) or 1
    unit = (WIDTH - LABEL - 10) / longest
    bars = [_bar(bar, index, unit) for index, bar in enumerate(chart["bars"])]
    legend = _legend(chart, len(bars) * ROW + 14)
    height = (legend[-1]["y"] if legend else len(bars) * ROW) + 16
    context = {"chart": chart, "bars": bars, "legend": legend, "width": WIDTH, "height": height}
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
    return {
        "x": round(x, 1),
        "y": y,
        "width": round(max(width - 2, 1), 1),
        "height": BAR,
        "value": segment["value"],
        "middle": round(x + (width - 2) / 2, 1),
        "text_y": y + BAR / 2 + 5,
        "fill": FILLS[segment["tone"]],
        "ink": "#ffffff" if segment["tone"] in ("done", "lost") else "#17292b",
        "dashed": segment["tone"] == "missing",
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
    fill, dashed = FILLS[tone], tone == "missing"
    return {"label": label, "x": x, "text_x": x + 20, "y": y, "fill": fill, "dashed": dashed}


def _charts(document: dict) -> Iterator[dict]:
    yield from _of_blocks(document["summary"])
    for section in document["sections"]:
        yield from _of_section(section)


def _of_section(section: dict) -> Iterator[dict]:
    yield from _of_blocks(section["blocks"])
    for part in section["sections"]:
        yield from _of_section(part)


def _of_blocks(blocks: list[dict]) -> Iterator[dict]:
    return (block for block in blocks if block["type"] == "bar_chart")
