"""Section e: the network of ambassadors. What was agreed, how it grows, where, and what it did."""

from collections.abc import Mapping

from ambassadors.line import LINE
from dutch.numbers import in_digits

from ..document.values import Block, Cell, Section
from ..records.headcount import InFives
from ..records.network import PROVINCES, SECTORS, people_of, spread
from .adaptation import aim
from .material import Material, note, section, table

NO_TARGET = "geen streefwaarde afgesproken"
LEFT_OUT = "weggelaten"
EXPLAINED = (
    "Aantallen ambassadeurs zijn naar beneden afgerond op vijf. Wat klein is, is weggelaten, met "
    "zo veel andere dat het niet is uit te rekenen."
)
FIGURES = (
    ("ambassadors.members", "Ambassadeurs op de peildatum"),
    ("ambassadors.new", "Nieuw in het jaar"),
    ("ambassadors.activities", "Keer inzet in het jaar"),
    ("ambassadors.people", "Deelnames aan die inzet, opgeteld"),
)


def network(material: Material) -> Section:
    return section(
        LINE.section,
        *aim(material, LINE),
        *(_counted(material) if material.records.network.is_recorded else []),
        *material.narrative(LINE.section),
    )


def _counted(material: Material) -> list[Block]:
    return [
        *_beside_target(material),
        *_growth(material),
        *_spread(material, "sector", SECTORS, "Sector"),
        *_spread(material, "province", PROVINCES, "Provincie"),
        *note(EXPLAINED),
    ]


def _beside_target(material: Material) -> list[Block]:
    target = material.records.targets.get(LINE.key)
    agreed = in_digits(target.number) if target and target.number is not None else NO_TARGET
    rows: list[tuple[str, str | Cell]] = [("Streefwaarde", agreed)]
    rows += [(label, material.cell(key)) for key, label in FIGURES]
    return table("network", "Het netwerk van ambassadeurs", "Wat | #Aantal", rows)


def _growth(material: Material) -> list[Block]:
    scope, known = material.scope, material.records.network
    rows = [
        (
            str(year),
            str(known.joined_in(year)),
            in_digits(len(known.done_in(year))),
            str(people_of(known.done_in(year))),
        )
        for year in range(scope.programme.first_year, scope.year + 1)
    ]
    columns = "Jaar | #Nieuwe ambassadeurs | #Keer inzet | #Deelnames aan inzet"
    return table("network-growth", "Groei van het netwerk, per jaar", columns, rows)


def _spread(material: Material, by: str, names: Mapping[str, str], called: str) -> list[Block]:
    known, year = material.records.network, material.scope.year
    members = spread((getattr(member, by) for member in known.here), names)
    deeds = spread((getattr(deed, by) for deed in known.done_in(year)), names)
    codes = [code for code in names if code in (members or {}) or code in (deeds or {})]
    rows = [(names[code], _people(members, code), _times(deeds, code)) for code in codes]
    caption = f"Ambassadeurs op de peildatum en inzet in {year}, naar {called.lower()}"
    return table(f"network-{by}", caption, f"{called} | #Ambassadeurs | #Keer inzet", rows)


def _people(told: Mapping[str, int | None] | None, code: str) -> str:
    number = (told or {}).get(code, 0 if told is not None else None)
    return LEFT_OUT if number is None else str(InFives(number))


def _times(told: Mapping[str, int | None] | None, code: str) -> str:
    number = (told or {}).get(code, 0 if told is not None else None)
    return LEFT_OUT if number is None else in_digits(number)
