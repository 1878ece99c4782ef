"""Where the towns of the Netherlands over 15,000 people lie (`programme/data/towns.csv`)."""

import csv
from functools import cache
from typing import NamedTuple

from .provinces import TOWNS, town_key


class Coordinates(NamedTuple):
    latitude: float
    longitude: float


def coordinates_of(town: str) -> Coordinates | None:
    return _towns().get(town_key(town))


@cache
def _towns() -> dict[str, Coordinates]:
    with TOWNS.open(encoding="utf-8", newline="") as rows:
        return {
            town_key(row["name"]): Coordinates(float(row["lat"]), float(row["lon"]))
            for row in csv.DictReader(rows)
        }
