"""A year as a line: a mark for each meeting, arrows where one moved."""

from datetime import date

from django.template.loader import render_to_string

from dates.values import MONTHS

from .fills import paint, patterns
from .labels import FACE, LINE, in_lines, in_rows, placed
from .sheets import TIMELINE, Sheet

ROW, TOP, MARK, LETTERS = 26, 30, 6, 13
LABELS = {
    "done": "gehouden",
    "elsewhere": "gehouden in een ander jaar",
    "later": "doorgeschoven naar later",
    "open": "nog niet gehouden of bevestigd",
    "lost": "geannuleerd",
    "instead": "vervangen",
}


def draw(chart: dict, sheet: Sheet = TIMELINE) -> str:
    chart = chart | {"key": f"{chart['key']}{sheet.mark}"}
    line = Line(chart["axis"], sheet)
    rows, bottom = [], float(TOP)
    for row in chart["rows"]:
        rows.append(_row(row, bottom, line) | {"fill": paint(chart, row["tone"])})
        bottom += rows[-1]["height"]
    legend = _legend(chart, bottom + 14, sheet)
    context = {
        "chart": chart,
        "rows": rows,
        "months": _months(line),
        "top": TOP - 8,
        "bottom": bottom,
        "legend": legend,
        "face": FACE,
        "letters": LETTERS,
        "patterns": patterns(entry["tone"] for entry in legend),
        "width": sheet.width,
        "height": round((legend[-1]["y"] if legend else bottom) + 26),
    }
    return render_to_string("reporting/charts/timeline.svg", context).strip()


def _legend(chart: dict, top: float, sheet: Sheet) -> list[dict]:
    tones = {row["tone"] for row in chart["rows"]}
    entries = [
        {"label": LABELS[tone], "tone": tone, "fill": paint(chart, tone)}
        for tone in LABELS
        if tone in tones
    ]
    return in_rows(entries, left=0, right=sheet.width, top=top, size=LETTERS)


class Line:
    """The stretch of days that is drawn, and where a day lies on it."""

    def __init__(self, axis: dict, sheet: Sheet) -> None:
        self.sheet = sheet
        self.first, self.last = (date.fromisoformat(axis[end]) for end in ("first", "last"))

    def x(self, day: str) -> float:
        """What falls outside the axis lies at its end."""
        passed = (date.fromisoformat(day) - self.first).days
        share = passed / max(1, (self.last - self.first).days)
        left, room = self.sheet.beside + MARK, self.sheet.width - self.sheet.beside - 12 - MARK
        return round(left + room * min(1, max(0, share)), 1)


def _row(row: dict, top: float, line: Line) -> dict:
    """`top` is where it begins; it is as high as the lines of its label."""
    lines = in_lines(row["label"], characters=line.sheet.characters)
    words = len(lines) * LETTERS * LINE
    above = 0 if line.sheet.beside else words
    height = above + ROW if above else max(ROW, words + 8)
    y = round(top + (above + height) / 2, 1)
    former = [_mark(stretch, line) for stretch in row["former"]]
    now = _mark(row["now"], line) if row["now"] else None
    stops = [mark["middle"] for mark in [*former, *([now] if now else [])]]
    return {
        "lines": placed(lines, middle=top + above / 2 + 4 if above else y, size=LETTERS),
        "height": height,
        "y": y,
        "above": y - MARK,
        "tone": row["tone"],
        "former": former,
        "now": now,
        "cross": _cross(now, y) if now and row["tone"] == "lost" else "",
        "arrows": [_arrow(*pair, y) for pair in zip(stops, stops[1:], strict=False)],
    }


def _mark(stretch: dict, line: Line) -> dict:
    """As wide as the date is unsure, and wide enough to be seen."""
    left, right = (line.x(stretch[end]) for end in ("first", "last"))
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


def _months(line: Line) -> list[dict]:
    first, last = line.first, line.last
    count = (last.year - first.year) * 12 + last.month
    firsts = [date(first.year + month // 12, month % 12 + 1, 1) for month in range(count)]
    step = 1 if count <= 18 else 3
    return [_month(day, line) for day in firsts[::step]]


def _month(day: date, line: Line) -> dict:
    name = str(day.year) if day.month == 1 else MONTHS[day.month - 1][:1]
    return {"x": line.x(day.isoformat()), "label": name, "year": day.month == 1}
