"""Bereik: who was reached, and where and about what the meetings were."""

from collections import Counter
from collections.abc import Iterable

from dutch.numbers import in_digits
from meetings.lines import KEYS
from meetings.models import Meeting
from programme.models import Sector
from programme.provinces import Province
from programme.towns import coordinates_of

from ..document.values import Block, Cell, MapPlace, PlaceMap, Section
from ..figures.attended import attended
from ..figures.ledger import held_in_year
from ..records.headcount import Headcount, sum_of
from ..records.suppression import suppress
from ..records.told import ALL, BY_SECTOR, SECTORS, Told
from .material import Material, note, table
from .reach_chart import reach_chart
from .told_once import table_told_once

LEFT_OUT = "weggelaten"
EXPLAINED = (
    "Aantallen van één tot en met vier zijn weggelaten, met zo veel andere dat zij niet zijn uit "
    "te rekenen."
)
SPREAD_COLUMNS = "#Bijeenkomsten | #Deelnames | Welke"
MOST_TITLES = 8
COUNTED = "reach.organisations_counted"
REACH = (
    ("reach.organisations", "Bereikt volgens opgave, sinds het begin: organisaties"),
    (COUNTED, "Bereikt sinds het begin van het programma: verschillende organisaties, geteld"),
    ("reach.organisations_in_more_lines", "Daarvan bij meer dan één soort bijeenkomst"),
    ("reach.people", "Bereikt in het jaar: verschillende mensen, ieder één keer geteld"),
    ("reach.participations", "Deelnames in het jaar, opgeteld: wie vaker kwam, telt vaker"),
    ("reach.unlinked", "Deelnames met een organisatie die nog niet is gekoppeld"),
)


def reach(material: Material) -> Section | None:
    """A chapter of its own; none where nothing of it is recorded."""
    blocks = spread(material)
    return Section("reach", "Bereik", tuple(blocks)) if blocks else None


def spread(material: Material) -> list[Block]:
    records, scope = material.records, material.scope
    held = [m for line in KEYS for m in held_in_year(line, records, scope)]
    return [
        *_reach(material),
        *_sectors(material),
        *_provinces(material, held),
        *_map(material, held),
        *_themes(material, held),
    ]


def _reach(material: Material) -> list[Block]:
    """What was stated stands in the first section; here it is beside what was counted."""
    if material.figures[COUNTED].value is None:
        return []
    rows = [(label, material.cell(key)) for key, label in REACH if material.figures[key].value]
    return table("reach", "Organisaties en mensen die zijn bereikt", "Wat | #Aantal", rows)


def _sectors(material: Material) -> list[Block]:
    """Organisations by the year in which they first took part, and people by sector."""
    reached = material.records.reached
    if not reached:
        return []
    sectors = [code for code in Sector.values if any(row.sector == code for row in reached)]
    years = sorted({row.first_year for row in reached}, key=lambda year: year or 9999)
    found = Counter((row.sector, row.first_year) for row in reached)
    organisations = suppress([[found[code, year] for year in years] for code in sectors])
    people = _people_by_sector(sectors, material)
    if organisations is None:
        return note("Er zijn te weinig organisaties geteld om naar sector uit te splitsen.")
    names = [*(str(Sector(code).label) for code in sectors), ALL]
    heads = [str(year) if year else "Jaar onbekend" for year in years]
    return [
        *_sector_table(names, heads, organisations, people),
        *_explained(organisations, people),
        *reach_chart(names, heads, organisations),
    ]


def _people_by_sector(sectors: list[str], material: Material) -> list[list[int | None]] | None:
    """Beside those who named no known organisation: all together stand on the lists."""
    reached, seen = material.records.reached, material.records.attendance.values()
    rest = sum(came.unlinked + came.nameless for came in seen)
    counts = [[sum(row.people for row in reached if row.sector == code)] for code in sectors]
    names = [str(Sector(code).label) for code in sectors]
    return suppress(counts, beside=rest, kept=_kept(names, counts, material.records.told))


def _kept(names: list[str], counts: list[list[int]], told: Told) -> set[tuple[int, int]]:
    """Where an earlier version would give a small number away; a row and its sum are the same."""
    numbers = {name: number for name, (number,) in zip(names, counts, strict=True)}
    numbers[ALL] = sum(numbers.values())
    return {
        (row, column)
        for row, (name, number) in enumerate(numbers.items())
        for column in (0, 1)
        if name in told.left_out or Headcount(number).beside(told.of_sector(name)).is_close
    }


def _sector_table(
    names: list[str],
    heads: list[str],
    organisations: list[list[int | None]],
    people: list[list[int | None]] | None,
) -> list[Block]:
    shown = [row[0] for row in people] if people else [None] * len(names)
    rows = (
        (name, *(map(_number, row)), _number(number))
        for name, row, number in zip(names, organisations, shown, strict=True)
    )
    columns = " | ".join(["Sector", *(f"#Nieuw in {head}" for head in heads)])
    columns = columns.replace("Nieuw in Jaar onbekend", "Jaar onbekend")
    caption = "Bereikte organisaties, naar sector en het jaar waarin zij voor het eerst kwamen"
    return table(SECTORS, caption, f"{columns} | #{ALL} | #{BY_SECTOR}", rows)


def _number(number: int | None) -> str:
    return LEFT_OUT if number is None else in_digits(number)


def _explained(*tables: list[list[int | None]] | None) -> list[Block]:
    hidden = any(cells is None or None in sum(cells, []) for cells in tables)
    return note(EXPLAINED if hidden else "")


def _provinces(material: Material, held: list[Meeting]) -> list[Block]:
    names = {code: str(name) for code, name in Province.choices} | {"": "Niet vastgelegd"}
    rows = _spread_over(((meeting.province, meeting) for meeting in held), names, material)
    caption = f"Gehouden bijeenkomsten in {material.scope.year}, naar provincie"
    columns = f"Provincie | {SPREAD_COLUMNS}"
    return table_told_once("provinces", caption, columns, rows, called="provincies")


def _themes(material: Material, held: list[Meeting]) -> list[Block]:
    pairs = [(theme, meeting) for meeting in held for theme in meeting.on_themes]
    if not pairs:
        return []
    names = dict.fromkeys(sorted(name for name, _meeting in pairs))
    rows = _spread_over(pairs, {name: name for name in names}, material)
    caption = f"Gehouden bijeenkomsten in {material.scope.year}, naar thema"
    caption += " (een bijeenkomst kan over meer thema’s gaan)"
    columns = f"Thema | {SPREAD_COLUMNS}"
    return table_told_once("themes", caption, columns, rows, called="thema’s")


def _spread_over(
    pairs: Iterable[tuple[str, Meeting]], names: dict[str, str], material: Material
) -> list[tuple[str | Cell, ...]]:
    by_name: dict[str, list[Meeting]] = {key: [] for key in names}
    for key, meeting in pairs:
        by_name[key].append(meeting)
    return [
        (names[key], in_digits(len(meetings)), _people(meetings, material), _titles(meetings))
        for key, meetings in by_name.items()
        if meetings
    ]


def _titles(meetings: list[Meeting]) -> str:
    """Which they are, so that the numbers can be traced; many stand in the tables of their line."""
    named = [str(meeting) for meeting in meetings[:MOST_TITLES]]
    more = len(meetings) - len(named)
    rest = [f"en nog {more}, zie de tabellen per lijn"] if more else []
    return "; ".join([*named, *rest])


def _people(meetings: list[Meeting], material: Material) -> str:
    """A lower bound where a number is missing or small, as in the figure of all together."""
    return str(sum_of(attended(each, material.records, material.scope) for each in meetings))


def _map(material: Material, held: list[Meeting]) -> list[Block]:
    numbers = Counter(meeting.place for meeting in held)
    places = [
        MapPlace(place, number, spot.latitude, spot.longitude)
        for place, number in sorted(numbers.items())
        if (spot := coordinates_of(place))
    ]
    if not places:
        return []
    told = ", ".join(f"{place.label} {place.number}" for place in places)
    missing = sum(numbers.values()) - sum(place.number for place in places)
    rest = f" Van {missing} is geen plaats op de kaart bekend." if missing else ""
    caption = f"Waar in {material.scope.year} bijeenkomsten zijn gehouden"
    return [PlaceMap("places", caption, f"Aantal per plaats: {told}.{rest}", tuple(places))]
