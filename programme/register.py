"""Reading the register of government organisations into the database (`programme/data`).

An organisation is made once, by its code, together with its other names. One that is already
there is left alone, names and all, so that nothing that staff changed is lost; one that staff
deleted comes back (merge it into another instead).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from backoffice.records import IMPORTED
from dutch.sorting import fold

from .models import NameKey, Organisation, OrganisationName, Sector

DATA = Path(__file__).parent / "data"

SECTORS = {
    "adviescollege": Sector.CENTRAL,
    "agentschap": Sector.AGENCY,
    "caribisch openbaar lichaam": Sector.MUNICIPALITY,
    "gemeente": Sector.MUNICIPALITY,
    "hoog college van staat": Sector.CENTRAL,
    "inspectie": Sector.CENTRAL,
    "koepel": Sector.OTHER,
    "ministerie": Sector.CENTRAL,
    "openbaar lichaam voor beroep": Sector.OTHER,
    "organisatieonderdeel": Sector.AGENCY,
    "politie": Sector.AGENCY,
    "provincie": Sector.PROVINCE,
    "rechtspraak": Sector.JUSTICE,
    "rijk": Sector.CENTRAL,
    "samenwerkingsorganisatie": Sector.AGENCY,
    "waterschap": Sector.WATER_BOARD,
    "zbo": Sector.AGENCY,
    "zbo-cluster": Sector.AGENCY,
    "zelfstandige rechtspersoon": Sector.AGENCY,
}
SECTOR_BY_CODE = {"oorg12371": Sector.JUSTICE}
"""Openbaar Ministerie: the register calls it a part of a ministry."""

FIRST = {"agentschap", "gemeente", "ministerie", "provincie", "waterschap"}
LAST = {"adviescollege", "zbo-cluster"}

FORMER_NAME = {
    "gemeenten": "Gemeente {}",
    "ministeries": "Ministerie van {}",
    "waterschappen": "Waterschap {}",
}
"""The list of ended organisations leaves out what kind they were."""


@transaction.atomic
def load_register() -> int:
    """Make the organisations that are not there yet, and say how many those were."""
    known = set(Organisation.objects.exclude(code=None).values_list("code", flat=True))
    rows = [row for row in _read("organisations.csv") if row["code"] not in known]
    made = bulk_create_with_history(
        [_organisation(row) for row in rows], Organisation, default_change_reason=IMPORTED
    )
    by_uri = {row["tooi_uri"]: organisation for row, organisation in zip(rows, made, strict=True)}
    OrganisationName.objects.bulk_create(_names(rows, by_uri))
    NameKey.objects.fill()
    return len(made)


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _organisation(row: dict[str, str]) -> Organisation:
    return Organisation(
        name=row["name"],
        abbreviation=row["abbreviation"],
        sector=SECTOR_BY_CODE.get(row["code"], SECTORS[row["type"]]),
        kind=row["type"],
        code=row["code"],
        place=row["place"],
        website=_website(row["website"]),
        rank=_rank(row["type"]),
        sort_key=fold(row["name"]),
    )


def _website(address: str) -> str:
    """Two rows hold a search query of some 500 characters instead of a website."""
    longest = Organisation._meta.get_field("website").max_length
    return address if len(address) <= longest else ""


def _rank(kind: str) -> int:
    if kind in FIRST:
        return 0
    return 2 if kind in LAST else 1


def _names(
    rows: list[dict[str, str]], by_uri: dict[str, Organisation]
) -> Iterator[OrganisationName]:
    """Each other name once; an abbreviation is a field of the organisation, and is not repeated."""
    own = ((made.pk, fold(own)) for made in by_uri.values() for own in (made.name, str(made)))
    seen = set(own)
    for organisation, name, is_former in _all_names(rows, by_uri):
        key = (organisation.pk, fold(name))
        if name and key not in seen:
            seen.add(key)
            yield OrganisationName(
                organisation=organisation, name=name, is_former=is_former, sort_key=key[1]
            )


def _all_names(
    rows: list[dict[str, str]], by_uri: dict[str, Organisation]
) -> Iterator[tuple[Organisation, str, bool]]:
    for row in rows:
        yield by_uri[row["tooi_uri"]], row["short_name"], False
        yield by_uri[row["tooi_uri"]], row["alt"], False
    ended = _read("organisations_historical.csv")
    successors = _successors(ended)
    for row in ended:
        for uri in _present_successors(row["successor_uri"], successors):
            if organisation := by_uri.get(uri):
                yield organisation, _former_name(row), True


def _former_name(row: dict[str, str]) -> str:
    return FORMER_NAME.get(row["list"], "{}").format(row["name"])


def _successors(ended: list[dict[str, str]]) -> dict[str, str]:
    return {row["tooi_uri"]: row["successor_uri"] for row in ended}


def _present_successors(uris: str, successors: dict[str, str]) -> Iterator[str]:
    """Follow the chain (Verkeer en Waterstaat, Infrastructuur en Milieu, …) to what exists now."""
    waiting, seen = uris.split(";"), set()
    while waiting:
        uri = waiting.pop()
        if uri in seen:
            continue
        seen.add(uri)
        if later := successors.get(uri):
            waiting += later.split(";")
        elif uri:
            yield uri
