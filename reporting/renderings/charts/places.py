"""The country with a circle at each place, as large as what there is of it."""

import re
from functools import cache
from itertools import pairwise
from math import sqrt
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from programme.map_projection import HEIGHT, WIDTH, place_on_map

from .labels import FACE

LETTER, LINE = 6.6, 15
"""About how wide a letter is, and how high a line of text."""

Box = tuple[float, float, float, float]


def draw(chart: dict) -> str:
    spots = [_spot(place) for place in sorted(chart["places"], key=lambda p: -p["number"])]
    taken: list[Box] = [_around(spot) for spot in spots]
    for spot in spots:
        spot["text"] = _free_text(spot, taken)
        taken.append(_box(spot, spot["text"]))
    context = {
        "chart": chart,
        "country": _country(),
        "spots": spots,
        "width": WIDTH + 60,
        "height": HEIGHT + 10,
        "face": FACE,
    }
    return render_to_string("reporting/charts/places.svg", context).strip()


@cache
def _country() -> str:
    """The outlines of the provinces, without what names them on a page."""
    drawing = Path(finders.find("site/netherlands.svg")).read_text(encoding="utf-8")
    paths = "".join(re.findall(r'<path[^>]*?\sd="([^"]+)"', drawing))
    return "".join(map(_from_point_to_point, re.findall(r"M([^Mz]+)z", paths)))


def _from_point_to_point(outline: str) -> str:
    """The same outline as steps, which take half the letters; a point that repeats is left out."""
    points = [tuple(map(int, point.split(","))) for point in outline.split()]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points) if (a, b) != (x, y)]
    first = ",".join(map(str, points[0]))
    return f"M{first}l{' '.join(f'{x},{y}' for x, y in steps)}z"


def _spot(place: dict) -> dict:
    x, y = place_on_map(latitude=place["latitude"], longitude=place["longitude"])
    number = place["number"]
    return {"x": x, "y": y, "r": round(6 + 3 * sqrt(number), 1), "number": number} | {
        "label": place["label"],
        "number_y": round(y + 4.5, 1),
    }


def _free_text(spot: dict, taken: list[Box]) -> dict:
    """Beside, above or under the circle: the first place where nothing stands yet."""
    gap = spot["r"] + 4
    choices = [
        {"x": spot["x"] + gap, "y": spot["y"] + 4.5, "anchor": "start"},
        {"x": spot["x"] - gap, "y": spot["y"] + 4.5, "anchor": "end"},
        {"x": spot["x"], "y": spot["y"] - gap, "anchor": "middle"},
        {"x": spot["x"], "y": spot["y"] + gap + 10, "anchor": "middle"},
        {"x": spot["x"] + gap, "y": spot["y"] + gap + 6, "anchor": "start"},
        {"x": spot["x"] - gap, "y": spot["y"] + gap + 6, "anchor": "end"},
    ]
    free = (text for text in choices if _is_free(_box(spot, text), spot, taken))
    found = next(free, choices[0])
    return found | {"x": round(found["x"], 1), "y": round(found["y"], 1)}


def _is_free(box: Box, spot: dict, taken: list[Box]) -> bool:
    inside = box[0] >= 0 and box[2] <= WIDTH + 60
    return inside and not any(_overlap(box, other) for other in taken if other != _around(spot))


def _around(spot: dict) -> Box:
    x, y, r = spot["x"], spot["y"], spot["r"]
    return x - r, y - r, x + r, y + r


def _box(spot: dict, text: dict) -> Box:
    width = len(spot["label"]) * LETTER
    left = text["x"] - {"start": 0, "middle": width / 2, "end": width}[text["anchor"]]
    return left, text["y"] - LINE + 3, left + width, text["y"] + 3


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
