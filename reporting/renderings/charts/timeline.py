"""A year as a line: a mark for each meeting, arrows where one moved."""

from datetime import date

from django.template.loader import render_to_string

from dates.values import MONTHS

from .fills import paint, patterns
from .labels import FACE, LINE, in_lines, placed

WIDTH, LABEL, ROW, TOP, MARK = 720, 250, 26, 30, 6
LETTERS, CHARACTERS = 13, 34
"""The size of the letters, and how many fit before the line, also in a wider letter than ours."""
LABELS = {
    "done": "gehouden",
    "elsewhere": "gehouden in een ander jaar",
    "later": "doorgeschoven naar later",
    "open": "nog niet gehouden of bevestigd",
    "lost": "geannuleerd",
    "instead": "vervangen",
}


def draw(chart: dict) -> str:
    axis = chart["axis"]
    rows, bottom = [], float(TOP)
    for row in chart["rows"]:
        rows.append(_row(row, bottom, axis) | {"fill": paint(chart, row["tone"])})
        bottom += rows[-1]["height"]
    tones = [tone for tone in LABELS if any(row["tone"] == tone for row in chart["rows"])]
    context = {
        "chart": chart,
        "rows": rows,
        "months": _months(axis),
        "top": TOP - 8,
        "bottom": bottom,
        "legend": [
            _legend(tone, index, bottom + 14) | {"fill": paint(chart, tone)}
            for index, tone in enumerate(tones)
        ],
        "face": FACE,
        "letters": LETTERS,
        "patterns": patterns(tones),
        "width": WIDTH,
        "height": bottom + 40 + 24 * ((len(tones) - 1) // 3),
    }
    return render_to_string("reporting/charts/timeline.svg", context).strip()


def _row(row: dict, top: float, axis: dict) -> dict:
    """`top` is where it begins; it is as high as the lines of its label."""
    lines = in_lines(row["label"], characters=CHARACTERS)
    height = max(ROW, len(lines) * LETTERS * LINE + 8)
    y = round(top + height / 2, 1)
    former = [_mark(stretch, axis) for stretch in row["former"]]
    now = _mark(row["now"], axis) if row["now"] else None
    stops = [mark["middle"] for mark in [*former, *([now] if now else [])]]
    return {
        "lines": placed(lines, middle=y, size=LETTERS),
        "height": height,
        "y": y,
        "above": y - MARK,
        "tone": row["tone"],
        "former": former,
        "now": now,
        "cross": _cross(now, y) if now and row["tone"] == "lost" else "",
        "arrows": [_arrow(*pair, y) for pair in zip(stops, stops[1:], strict=False)],
    }


def _mark(stretch: dict, axis: dict) -> dict:
    """As wide as the date is unsure, and wide enough to be seen."""
    left, right = (_x(stretch[end], axis) for end in ("first", "last"))
    middle, half = (left + right) / 2, max(MARK, (right - left) / 2)
    return {
        "x": round(middle - half, 1),
        "width": round(2 * half, 1),
        "middle": round(middle, 1),
    }


def _cross(mark: dict, y: float) -> str:
    """The path of a cross in the middle of a mark."""
    x = mark["middle"]
    return f"M{x - 5} {y - 5} l10 10 M{x - 5} {y + 5} l10 -10"


def _arrow(start: float, end: float, y: float) -> dict:
    """From mark to mark; the head points where it went."""
    way = 1 if end >= start else -1
    tip = end - way * (MARK + 1)
    back = round(tip - way * 7, 1)
    head = f"M{tip} {y} L{back} {y - 5} L{back} {y + 5} Z"
    return {"from": start + way * MARK, "back": back, "head": head}


def _x(day: str, axis: dict) -> float:
    """Where a day lies; what falls outside the axis lies at its end."""
    first, last, here = (date.fromisoformat(text) for text in (axis["first"], axis["last"], day))
    share = (here - first).days / max(1, (last - first).days)
    return round(LABEL + (WIDTH - LABEL - 12) * min(1, max(0, share)), 1)


def _months(axis: dict) -> list[dict]:
    first, last = date.fromisoformat(axis["first"]), date.fromisoformat(axis["last"])
    count = (last.year - first.year) * 12 + last.month
    firsts = [date(first.year + month // 12, month % 12 + 1, 1) for month in range(count)]
    step = 1 if count <= 18 else 3
    return [_month(day, axis) for day in firsts[::step]]


def _month(day: date, axis: dict) -> dict:
    name = str(day.year) if day.month == 1 else MONTHS[day.month - 1][:1]
    return {"x": _x(day.isoformat(), axis), "label": name, "year": day.month == 1}


def _legend(tone: str, index: int, top: float) -> dict:
    x, y = (index % 3) * 240, top + (index // 3) * 24
    return {"label": LABELS[tone], "tone": tone, "x": x, "text_x": x + 24, "y": y}
