"""What could stand in the place of a name: the role may stay, the name goes."""

import re

from .marks import Kind, Mark
from .vocabulary import functions
from .wordlist import read_blocks

BEFORE = re.compile(r"([\w-]+)\W*$")
LARGE = read_blocks("around")["large"]
HEADS = {
    "gemeente": "een middelgrote gemeente",
    "provincie": "een provincie",
    "ministerie": "een ministerie",
    "waterschap": "een waterschap",
    "hoogheemraadschap": "een waterschap",
    "school": "een school",
    "basisschool": "een basisschool",
    "ziekenhuis": "een ziekenhuis",
    "stichting": "een stichting",
    "woningcorporatie": "een woningcorporatie",
    "bureau": "een adviesbureau",
    "politie": "de politie",
    "ggd": "de GGD",
    "veiligheidsregio": "een veiligheidsregio",
    "omgevingsdienst": "een omgevingsdienst",
    "universiteit": "een universiteit",
    "rechtbank": "een rechtbank",
}
FIXED = {
    Kind.PLACE: "een plaats in de regio",
    Kind.STREET: "een straat in de wijk",
    Kind.DATE: "enige tijd geleden",
    Kind.EMAIL: "",
    Kind.PHONE: "",
    Kind.IBAN: "",
    Kind.BSN: "",
    Kind.POSTCODE: "",
    Kind.PLATE: "",
    Kind.URL: "",
    Kind.NUMBER: "",
    Kind.ROLE: "een leidinggevende",
    Kind.TRAIT: "",
}
UNIQUE_ROLES = {
    "burgemeester": "een bestuurder",
    "wethouder": "een wethouder",
    "griffier": "een collega die de raad ondersteunt",
    "gemeentesecretaris": "een leidinggevende",
}


def propose(mark: Mark, text: str) -> str:
    before = BEFORE.search(text[max(0, mark.start - 40) : mark.start])
    word = before.group(1).lower() if before else ""
    if mark.kind is Kind.PERSON:
        return _for_person(word, mark.text)
    if mark.kind is Kind.ORGANISATION:
        return _for_organisation(word, mark)
    if mark.kind is Kind.PLACE:
        if word == "gemeente":
            return "een grote gemeente" if mark.text.lower() in LARGE else HEADS["gemeente"]
        return "een grote stad" if mark.text.lower() in LARGE else FIXED[Kind.PLACE]
    if mark.kind is Kind.ROLE:
        low = mark.text.lower()
        return next((said for role, said in UNIQUE_ROLES.items() if role in low), FIXED[Kind.ROLE])
    if mark.kind is Kind.DATE:
        return (
            "een paar jaar geleden" if re.search(r"(?:19|20)\d\d", mark.text) else FIXED[Kind.DATE]
        )
    return FIXED[mark.kind]


def _for_person(before: str, name: str) -> str:
    if before in functions("unique", "other"):
        return f"een {before}"
    first = name.split()[0].lower().rstrip(".")
    if first in functions("unique", "other"):
        return f"een {first}"
    if before in ("mevrouw", "mevr", "mw", "juf") or first in ("mevrouw", "mevr", "mw"):
        return "een vrouw"
    if before in ("heer", "meneer", "dhr") or first in ("meneer", "dhr"):
        return "een man"
    return "een collega"


def _for_organisation(before: str, mark: Mark) -> str:
    key = mark.core[0] if mark.core else ""
    if "|" in key:
        return key.split("|", 1)[1]
    low = f"{before} {mark.text.lower()}"
    return next((said for head, said in HEADS.items() if head in low), "een organisatie")
