"""The twelve provinces, and the province of a town."""

import csv
from functools import cache
from pathlib import Path

from django.db import models

from dutch.sorting import fold

TOWNS = Path(__file__).parent / "data" / "towns.csv"
CALLED_BESIDES = {"denbosch": "shertogenbosch", "sgravenhage": "denhaag"}


class Province(models.TextChoices):
    DRENTHE = "dr", "Drenthe"
    FLEVOLAND = "fl", "Flevoland"
    FRYSLAN = "fr", "Fryslân"
    GELDERLAND = "ge", "Gelderland"
    GRONINGEN = "gr", "Groningen"
    LIMBURG = "li", "Limburg"
    NOORD_BRABANT = "nb", "Noord-Brabant"
    NOORD_HOLLAND = "nh", "Noord-Holland"
    OVERIJSSEL = "ov", "Overijssel"
    UTRECHT = "ut", "Utrecht"
    ZEELAND = "ze", "Zeeland"
    ZUID_HOLLAND = "zh", "Zuid-Holland"


def province_of(town: str) -> str:
    """The province code of a town over 15,000 people; empty where the name is not in the list."""
    return _towns().get(town_key(town), "")


def town_key(town: str) -> str:
    """The letters of its name, so that "'s Hertogenbosch" and "Den Bosch" are 's-Hertogenbosch."""
    letters = "".join(filter(str.isalnum, fold(town)))
    return CALLED_BESIDES.get(letters, letters)


@cache
def _towns() -> dict[str, str]:
    codes = {label: code for code, label in Province.choices} | {"Friesland": Province.FRYSLAN}
    with TOWNS.open(encoding="utf-8", newline="") as rows:
        return {town_key(row["name"]): codes[row["province"]] for row in csv.DictReader(rows)}
