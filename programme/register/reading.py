"""What the two files of the register say, as plain values."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone

from dates.values import ApproximateDate
from dutch.sorting import fold

from ..models import Organisation, Sector

DATA = Path(__file__).parent.parent / "data"

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

COLUMNS = {"name", "abbreviation", "type", "code", "tooi_uri", "website", "short_name"} | {
    "place",
    "parent",
    "alt",
}
COLUMNS_ENDED = {"name", "list", "code", "tooi_uri", "end_date", "successor_uri"}


@dataclass(frozen=True)
class Name:
    """Another name, of a former one with from when until when, as far as that is known."""

    name: str
    is_former: bool = False
    since: ApproximateDate | None = None
    until: ApproximateDate | None = None


@dataclass
class Entry:
    """One organisation. `parent` is the abbreviation of the ministry that it falls under."""

    code: str
    uri: str
    values: dict[str, object]
    parent: str = ""
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True)
class Register:
    """`successors` are, by the code of what ended, the codes of what exists now."""

    entries: tuple[Entry, ...]
    successors: dict[str, list[str]]


def bundled() -> Register:
    """The files that came with this version."""
    return read(
        (DATA / "organisations.csv").read_text("utf-8"),
        (DATA / "organisations_historical.csv").read_text("utf-8"),
    )


def read(organisations: str, ended: str = "") -> Register:
    """Of the text of both files; without the second nothing is known of what ended.

    Raises ValidationError, with a sentence, where a file is not as it should be.
    """
    rows = _rows(organisations, COLUMNS, "organisaties")
    past = _rows(ended, COLUMNS_ENDED, "opgeheven organisaties") if ended.strip() else []
    entries = {row["tooi_uri"] or row["code"]: _entry(row) for row in rows}
    _check(rows, entries)
    successors = {row["tooi_uri"]: row["successor_uri"] for row in past}
    begun = _begun(past)
    for row in past:
        former = _former(row, begun)
        for uri in _present_successors(row["successor_uri"], successors):
            if uri in entries:
                entries[uri].names.append(former)
    found = {
        row["code"]: [
            entries[uri].code
            for uri in _present_successors(row["successor_uri"], successors)
            if uri in entries
        ]
        for row in past
    }
    for entry in entries.values():
        entry.names = list(_once(entry))
    return Register(tuple(entries.values()), found)


def _rows(text: str, columns: set[str], what: str) -> list[dict[str, str]]:
    lines = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        missing = columns - set(lines.fieldnames or ())
        if missing:
            raise ValidationError(
                f"Het bestand met {what} mist kolommen: {', '.join(sorted(missing))}. "
                "Kies het CSV-bestand van het register zelf, met komma’s tussen de kolommen."
            )
        return [{name: (row[name] or "").strip() for name in columns} for row in lines]
    except csv.Error as error:
        raise ValidationError(f"Het bestand met {what} is niet te lezen als CSV.") from error


def _check(rows: list[dict[str, str]], entries: dict[str, Entry]) -> None:
    codes = [row["code"] for row in rows]
    if not all(codes) or len(set(codes)) < len(codes) or len(entries) < len(rows):
        raise ValidationError(
            "Niet elke organisatie heeft een eigen code. Haal het bestand opnieuw."
        )
    if not all(row["name"] for row in rows):
        raise ValidationError("Niet elke organisatie heeft een naam. Haal het bestand opnieuw.")
    longest = {f.name: f.max_length for f in Organisation._meta.fields if f.max_length}
    for entry in entries.values():
        for name, value in entry.values.items():
            if name in longest and len(str(value)) > longest[name]:
                raise ValidationError(f"“{entry.code}” heeft een te lange waarde bij {name}.")


def _entry(row: dict[str, str]) -> Entry:
    if row["type"] not in SECTORS:
        raise ValidationError(f"De soort “{row['type']}” van “{row['name']}” is onbekend.")
    values = {
        "name": row["name"],
        "abbreviation": row["abbreviation"],
        "sector": SECTOR_BY_CODE.get(row["code"], SECTORS[row["type"]]).value,
        "kind": row["type"],
        "place": row["place"],
        "website": _website(row["website"]),
        "rank": _rank(row["type"]),
    }
    names = [Name(row["short_name"]), Name(row["alt"])]
    return Entry(row["code"], row["tooi_uri"], values, row["parent"], names)


def _website(address: str) -> str:
    """Two rows hold a search query of some 500 characters instead of a website."""
    longest = Organisation._meta.get_field("website").max_length
    return address if len(address) <= longest else ""


def _rank(kind: str) -> int:
    if kind in FIRST:
        return 0
    return 2 if kind in LAST else 1


def _begun(past: list[dict[str, str]]) -> dict[str, date]:
    """When what ended had begun: the day after the first one that it followed."""
    found: dict[str, date] = {}
    for row in past:
        ended = _day(row["end_date"])
        for uri in row["successor_uri"].split(";"):
            if uri and ended:
                after = ended + timedelta(days=1)
                found[uri] = min(found.get(uri, after), after)
    return found


def _day(text: str) -> date | None:
    """Some end dates are doubtful; one that lies ahead says nothing of a former name."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found <= timezone.localdate() else None


def _former(row: dict[str, str], begun: dict[str, date]) -> Name:
    name = FORMER_NAME.get(row["list"], "{}").format(row["name"])
    since, until = begun.get(row["tooi_uri"]), _day(row["end_date"])
    if until is None:
        return Name(name, True)
    begins = ApproximateDate.of_day(since) if since and since <= until else None
    return Name(name, True, begins, ApproximateDate.of_day(until))


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


def _once(entry: Entry) -> Iterator[Name]:
    """Each other name once, of a former one the latest; an abbreviation is a field of its own."""
    name, short = str(entry.values["name"]), str(entry.values["abbreviation"])
    seen = {fold(name), fold(f"{name} ({short})" if short else name)}
    for each in sorted(entry.names, key=_latest_last):
        key = fold(each.name)
        if key and key not in seen:
            seen.add(key)
            yield each


def _latest_last(name: Name) -> tuple[bool, int]:
    return name.is_former, -name.until.latest.toordinal() if name.until else 0


def parents(entries: Iterable[Entry]) -> dict[str, str]:
    """The codes of ministries by their abbreviation, as other entries name them."""
    return {
        str(each.values["abbreviation"]): each.code
        for each in entries
        if each.values["kind"] == "ministerie"
    }
