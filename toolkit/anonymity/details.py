"""The details in a text that, put together, can single someone out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .marks import Kind, Mark
from .vocabulary import functions
from .wordlist import read_blocks

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
NO_FUNCTION = read_blocks("around")["no function"]
"""Said of so many that they narrow nothing down."""
YEAR = re.compile(
    r"\b(?:19[5-9]\d|20[0-4]\d)\b|\b(?:vorig|dit|verleden|afgelopen) jaar\b|\b(?:een|twee|drie|vier|vijf) jaar geleden\b"
    r"|\bdestijds\b|\bafgelopen (?:zomer|winter|voorjaar|najaar|herfst|maand|week)\b|\bjaren (?:zeventig|tachtig|negentig)\b",
)
EVENT = re.compile(
    r"\b(?:op non-actief|trad(?:en)? (?:\w+ )?af|stapte(?:n)? (?:\w+ )?op|nam(?:en)? ontslag|trok(?:ken)? zich terug|kwam(?:en)? om het leven|voor de (?:rechter|rechtbank|tuchtrechter)|(?:moest|moesten) (?:weg|vertrekken)|parlementaire enquête|sluiting van|opening van"
    r"|bezoek van de (?:koning|koningin|minister)|won de)\b",
)
PLACE = re.compile(
    r"\b(?:(?:kleine|kleinste|grootste|noordelijke|zuidelijke|gereformeerde|groeiende) (?:gemeente|stad)"
    r"|gemeente (?:aan|met|op|bij) (?:de|het|een)|stad (?:aan|met) de"
    r"|(?:aan|langs) de (?:lek|waal|maas|ijssel|rijn|schelde|linge|vecht|amstel|waddenzee|noordzee|kust|grens)"
    r"|(?:in|uit) het (?:noorden|zuiden|oosten|westen)|op de (?:veluwe|wadden)"
    r"|in de (?:achterhoek|betuwe|polder|bollenstreek|kop van|hoeksche waard|peel|kempen|alblasserwaard))\b",
)
TRAIT = re.compile(
    r"\b(?:alleenstaande (?:moeder|vader)|van (?:\w+se) (?:afkomst|komaf|herkomst)|als vluchteling"
    r"|(?:zes|zeven|acht|negen|tien|elf) kinderen|(?:vier|vijf|zes) (?:dochters|zonen)|bekend van|twee meter lang"
    r"|rode haren|rood haar|van \d{2}\b(?! (?:procent|euro|%))|verhouding met|relatie met|getrouwd met"
    r"|(?:zwager|dochter|zoon|zus|broer|neef|nicht|echtgenote|echtgenoot|man|vrouw) van (?:de|een|onze)"
    r"|(?:twintig|dertig|veertig|25|30|35|40|42|45) jaar (?:in dienst|lang|bij))\b",
)
ONLY = re.compile(
    r"\b(?:de|het|als|was|is|ben|haar|zijn) (?:hier |daar |er |toen )?(?:enige|enigste|eerste vrouw\w*|eerste man\w*|jongste"
    r"|oudste|langstzittende|allereerste|enige vrouw)\b"
    r"|\bde \w+ (?:van|op|in) (?:het|ons|dit) (?:\w+ )?(?:eiland|dorp|dorpje|gehucht|stadje|buurtschap)\b"
    r"|\bde \w+ van (?:de|het|onze) (?:abdij|klooster|kasteel|kathedraal|basiliek|sterrenwacht|dierentuin|kerncentrale|gevangenis|vuurtoren)\b"
    r"|\b(?:maar|slechts|precies) (?:één|een) (?:man|vrouw|jurist|ambtenaar|collega|agent|arts|medewerker|school|moskee)\b"
    r"|\been van de (?:twee|drie)\b"
    r"|\bde eerste (?:\w+ )?(?:burgemeester|wethouder|griffier|directeur|agent|ambtenaar|boa|inspecteur|commandant|vrouw)\w*",
)
FEW = r"(?:twee|drie|vier|vijf|zes|zeven|acht|[2-9]|tien|10)"
SMALL_GROUP = re.compile(
    rf"\b(?:team|afdeling|groep|groepje|bureau|clubje|kantoor|vestiging|school|organisatie|gemeente|unit|kantoortje|teampje)"
    rf" (?:van|met) (?:slechts |maar |zo'n |nog geen |amper )?{FEW}"
    r"(?: (?:man|mensen|personen|vrouwen|mannen|collega\w*|medewerkers|fte|ambtenaren|leden))?\b"
    rf"|\bmet {FEW} (?:man|mensen|collega's|vrouwen|ambtenaren)\b"
    r"|\bmet (?:z'n|zijn|ons|hun|haar) (?:tweeën|drieën|vieren|vijven|zessen)\b"
    rf"|\b(?:er werken|telt|telde|hebben|hadden) (?:slechts |maar |amper )?{FEW} (?:collega's|medewerkers|ambtenaren|boa's|mensen|consulenten|juristen)\b|\bals enige\b",
)
PATTERNS = (
    ("jaar", YEAR),
    ("gebeurtenis", EVENT),
    ("plaats", PLACE),
    ("kenmerk", TRAIT),
    ("enige", ONLY),
    ("kleine groep", SMALL_GROUP),
)
SORT_OF_BLOCK = {
    "function": "functie",
    "event": "gebeurtenis",
    "trait": "kenmerk",
    "place": "plaats",
}
SORT_OF_KIND = {
    Kind.PLACE: "plaats",
    Kind.STREET: "plaats",
    Kind.DATE: "datum",
    Kind.ORGANISATION: "organisatie",
    Kind.ROLE: "unieke rol",
    Kind.TRAIT: "kenmerk",
}


@dataclass(frozen=True, slots=True)
class Detail:
    sort: str
    start: int
    text: str


@lru_cache(maxsize=20_000)
def sort_of_word(word: str) -> str:
    """What kind of detail a lower-case word is, or ""."""
    if word in functions("unique", "other") and word not in NO_FUNCTION:
        return "functie"
    if word in NO_FUNCTION:
        return "iemand"
    for block, pattern in _word_patterns().items():
        if pattern.fullmatch(word):
            return SORT_OF_BLOCK[block]
    return ""


@lru_cache
def _word_patterns() -> dict[str, re.Pattern[str]]:
    return {
        block: re.compile(
            "|".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in sorted(words))
        )
        for block, words in read_blocks("details").items()
        if block
    }


def find_details(text: str, marks: Iterable[Mark]) -> Iterator[Detail]:
    for mark in marks:
        if mark.kind in SORT_OF_KIND:
            yield Detail(SORT_OF_KIND[mark.kind], mark.start, mark.text)
    low = text.lower()
    low = low if len(low) == len(text) else text
    for sort, pattern in PATTERNS:
        for found in pattern.finditer(low):
            yield Detail(sort, found.start(), text[found.start() : found.end()])
    for found in WORD.finditer(text):
        if sort := sort_of_word(found.group().lower()):
            yield Detail(sort, found.start(), found.group())
