"""Streets, squares and buildings, with house number."""

import re
from collections.abc import Iterator

from .marks import Kind, Mark
from .vocabulary import is_explained

ENDING = (
    "straat|laan|weg|plein|gracht|kade|dijk|singel|steeg|dreef|plantsoen|pad|hof|hofje|park|markt|baan|wal|stein|oord"
    "|haven|kamp|veld|akker|brink|ring|burg|berg|straatje|straatweg|kwartier|poort|boulevard|allee|wijk|zijl|meent|donk|horst|erf|weide|es|gaarde|tuin|hoek|heuvel|stede|waard|zoom|spoor|lei|sloot|vaart|diep|eiland|toren|gebouw"
)
SURE = "straat|straatje|laan|weg|plein|gracht|kade|singel|steeg|dreef|plantsoen|straatweg|boulevard|stationsplein|pad|hof"
CAP = r"[A-ZÀ-Þ][\w'’.-]*"
JOIN = r"(?:van|de|der|den|het|'t|ten|ter|v\.d\.|van 't|in|op)"
NUMBER = (
    r"(?: ?(?:nr\.? ?|nummer )?\d{1,4}(?: ?(?:[-/]? ?(?:I{1,3}|[a-zA-Z]|bis|hs|\d{1,4}))(?![\w]))?)"
)
STREETS = (
    re.compile(
        rf"(?<!\w)(?:{CAP} (?:(?:{JOIN} ){{0,2}})){{0,3}}[A-ZÀ-Þ][\w'’-]*?(?:{SURE})\b(?:{NUMBER})?"
    ),
    re.compile(
        rf"(?<!\w)(?:{CAP} (?:(?:{JOIN} ){{0,2}})){{0,3}}{CAP} ?(?:{ENDING}){NUMBER}(?!\w| ?(?:uur|euro|%))"
    ),
    re.compile(
        rf"\b[a-z]{{4,}}(?:{SURE}) \d{{1,4}}[a-zA-Z]?\b(?! ?(?:uur|euro|%|km|meter|graden|jaar|dagen|keer))"
    ),
    re.compile(
        rf"\b(?:[Ll]aan|[Pp]lein|[Ww]eg|[Ss]ingel|[Bb]oulevard|[Pp]ad|[Hh]of|[Kk]ade|[Ss]traat) (?:van|der|de|den|1940|in 't)(?: (?:van|der|de|den|het|'t))? [A-Z]?[\w-]*[A-Z\d][\w-]*(?: [A-Z][\w-]+)*(?:{NUMBER})?"
    ),
    re.compile(
        rf"\b(?:Korte|Lange|Oude|Nieuwe|Grote|Kleine|Hoge|Lage) [A-Z][\w-]+(?:{NUMBER})?(?= |[.,;:!?)]|$)"
    ),
    re.compile(
        rf"\b(?:aan|op|in) (?:de|het) (?P<number>(?:{CAP} )?[A-Z][\w-]*(?:{ENDING})(?:{NUMBER})?)(?!\w)"
    ),
    re.compile(
        rf"\b(?:Singel|Plantsoen|Brink|Markt|Hof|Dorp|Haven|Kade|Dijk|Gracht|Laan|Ring|Plein|Zijde|Einde|Park|Steeg|Pad|Weg|Vest|Wal|Rijksweg|Provincialeweg|Dorpsplein){NUMBER}"
    ),
)
NOT_STREETS = frozenset(
    ["weg", "ring", "werkplein", "werkweg", "marktplein", "gemeente", "raadhuis"]
)
OPENING = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")
DETAIL = re.compile(r"^(?:(?:In|Op|Aan|Bij|De|Het|Een|Van|Voor|Naar|Onze|Dat|Die|de|het|van|in) )+")


def find_streets(text: str, is_street: re.Pattern[str] | None = None) -> Iterator[Mark]:
    for pattern in STREETS:
        for found in pattern.finditer(text):
            group: str | int = "number" if "number" in pattern.groupindex else 0
            shown, start = found.group(group), found.start(group)
            if lead := DETAIL.match(shown):
                start, shown = start + lead.end(), shown[lead.end() :]
            if _is_plain(shown, OPENING.search(text[max(0, start - 4) : start]) is not None):
                continue
            core = (re.sub(r"\s*\d.*$", "", shown).lower(),)
            why = "Een straat of gebouw wijst een buurt of adres aan."
            yield Mark(start, start + len(shown), Kind.STREET, why, shown, core=core)


def _is_plain(shown: str, opens: bool) -> bool:
    """ "Werkplein" and "Onderweg" are words, at the start of a sentence or by themselves."""
    if any(sign.isdigit() for sign in shown):
        return not any(sign.isalpha() for sign in shown)
    words = shown.split()
    if len(words) > 1:
        return words[0] in (
            "Korte",
            "Lange",
            "Oude",
            "Nieuwe",
            "Grote",
            "Kleine",
            "Hoge",
            "Lage",
        ) and (opens and is_explained(words[-1].lower()))
    return (opens and is_explained(shown.lower())) or shown.lower() in NOT_STREETS or len(shown) < 5
