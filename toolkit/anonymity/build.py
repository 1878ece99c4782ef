"""Makes the lists in `data/` anew; see its README for sources and licences.

    python -m toolkit.anonymity.build /usr/share/dict/dutch

The word list is that of Debian's `wdutch`; names and places come from Faker (development only).
"""

import csv
import gzip
import sys
from importlib import import_module
from pathlib import Path

DATA = Path(__file__).parent / "data"
REGISTER = Path(__file__).parents[2] / "programme" / "data" / "organisations.csv"
REGIONS = {
    *("Achterhoek", "Betuwe", "Veluwe", "Twente", "Salland", "Zeeuws-Vlaanderen", "Walcheren"),
    *(
        "West-Friesland",
        "Kennemerland",
        "Gooi",
        "Peel",
        "Kempen",
        "Hoeksche Waard",
        "Bommelerwaard",
    ),
    *(
        "Bommelerwaard",
        "Alblasserwaard",
        "Haaglanden",
        "Rijnmond",
        "Drechtsteden",
        "Noord-Veluwe",
        "Friesland",
    ),
}
NAMES_FROM = [
    *("nl_NL", "nl_BE", "de_DE", "en_GB", "fr_FR", "es_ES", "it_IT", "pt_PT", "sv_SE", "da_DK"),
    *("pl_PL", "cs_CZ", "hr_HR", "ro_RO", "hu_HU", "tr_TR", "az_AZ", "id_ID", "en_IN", "en_PK"),
    *("en_NG", "tw_GH", "zu_ZA"),
]


def write(name: str, lines: set[str]) -> None:
    """Sorted by bytes, for `wordlist.SortedWords`; the same bytes on each run."""
    text = b"\n".join(sorted(line.encode() for line in lines if line))
    target = DATA / f"{name}.gz"
    target.write_bytes(gzip.compress(text, 9, mtime=0))
    sys.stdout.write(f"{target.name}: {len(lines)} regels, {target.stat().st_size // 1024} kB\n")


def plain(names: set[str]) -> set[str]:
    """Single words of letters that a Dutch text could hold: "Bourgondië, van" is not one."""
    return {name for name in names if len(name) > 1 and name.replace("-", "").isalpha()}


def names(attributes: tuple[str, ...], locales: list[str]) -> set[str]:
    found: set[str] = set()
    for locale in locales:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in attributes:
            found |= {str(name) for name in getattr(provider, attribute, ())}
    return {name for name in plain(found) if name[:1].isupper()}


def municipalities() -> set[str]:
    """Also those that are named after no town, and the provinces (register, CC0)."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["type"] in ("gemeente", "provincie")]
    return {row["short_name"] for row in rows if row["short_name"]}


def build(dictionary: Path) -> None:
    words = set(dictionary.read_text(encoding="utf-8").split("\n"))
    write("words", {word for word in words if any(sign.isalpha() for sign in word)})
    first = ("first_names", "first_names_male", "first_names_female")
    write("first_names", names(first, NAMES_FROM))
    write("last_names", names(("last_names",), NAMES_FROM))
    address = import_module("faker.providers.address.nl_NL").Provider
    cities = {place.replace(" gem ", " ") for place in address.cities}
    write("places", cities | REGIONS | municipalities())
    write("countries", set(address.countries))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
