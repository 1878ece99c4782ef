"""What has a fixed shape: addresses, numbers with check digits, plates, links."""

import re
from collections.abc import Iterator

from stdnum import iban as iban_numbers
from stdnum.nl import bsn as bsn_numbers

from .marks import Kind, Mark

EMAIL = re.compile(
    r"(?<![\w.+-])(?:[\w.+-]+ ?(?:@|\(at\)|\[at\]|\(apenstaartje\)|\[apenstaartje\]) ?[\w-]+(?:(?:\.| ?\[punt\] ?| ?\(punt\) ?| punt )[\w-]+)+"
    r"|[\w.+-]+ (?:at|apenstaartje|apestaartje) [\w-]+(?:(?:\.| punt | dot )[\w-]+)+|[\w.+-]+@[\w-]+\b)",
    re.I,
)
URL = re.compile(
    r"(?i:https?://|www\.)[^\s<>\"”’)\]]+[^\s<>\"”’)\].,;:!?]"
    r"|\b(?:[A-Za-z0-9-]+\.)+(?:nl|com|org|eu|net|info|be|de|gov|amsterdam|frl|nu|io|app|online)\b"
    r"(?:/[^\s<>\"”’)\]]*[^\s<>\"”’)\].,;:!?])?"
)
HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,}\w")
PHONE = re.compile(
    r"(?<![\w+/-])(?:(?:\+|00) ?31 ?(?:\(0\) ?)?[- ]?\d(?:[ -.]?\d){7,8}"
    r"|\(?0\d{1,3}\)?[ ]?[-–./ ]? ?\d(?:[ .-]?\d){5,7}|06 ?[-–]? ?(?:\d[ .-]?){7}\d"
    r"|\(?0[89]00\)?[ -]?\d{4}(?:\d{3})?|\+\d{2,3}(?:[ -.]?\d){7,10})(?![\w/-]*\d)"
)
PHONE_SAID = re.compile(
    r"\b(?:tel(?:efoon)?(?:nummer)?|toestel(?:nummer)?|tst|mobiel(?:e nummer)?|gsm|doorkiesnummer|bel(?:len)?(?: me| mij)? op|nummer|06)\.?:? ?"
    r"(?:is |was )?\(?(?P<number>\d(?:[ .-]?\d){3,11})(?!\d)",
    re.I,
)
PHONE_HIDDEN = re.compile(
    r"\b(?:nul ?zes|06)[ -](?:(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|\w+(?:en|ën)\w+tig|\w+tig|\w+tien|elf|twaalf|\d{1,4})[ ,-]*){3,8}",
    re.I,
)
IBAN = re.compile(r"\b[A-Z]{2} ?\d{2}(?:[ .]?[A-Z0-9]{4}){2,7}(?:[ .]?[A-Z0-9]{1,4})?\b", re.I)
BANK_SAID = re.compile(
    r"\b(?:rekening(?:nummer)?|bankrekening(?:nummer)?|giro(?:nummer|rekening)?|rek\.? ?nr|rekeningnr)\.?:? ?"
    r"(?P<number>P?\d[\d. ]{5,12}\d)",
    re.I,
)
NINE = re.compile(
    r"(?<![\d.,-])\d{4}[. ]?\d{2}[. ]?\d{3}(?![\d]|[.,]\d)|(?<![\d.,-])\d{3}[. ]\d{3}[. ]\d{3}(?![\d])"
)
BSN_SAID = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofi-?nummer|sofinr)(?:[- ]?nummer|nr)?\.?:? ?(?:is |was |van \w+ )?(?P<number>\d(?:[. ]?\d){7,8})",
    re.I,
)
POSTCODE = re.compile(
    r"(?<![\w.,-])[1-9]\d{3} ?(?:[A-Z]{2}|[a-z]{2}(?=[ ,.\n][A-Z ]|\b\s*$))(?![\w-])"
)
POSTBUS = re.compile(r"\bpostbus \d{1,5}\b", re.I)
POSTCODE_SAID = re.compile(
    r"\bpostcode(?:gebied)?:? ?(?:is |van )?(?P<number>[1-9]\d{3}(?: ?[a-z]{2})?)\b", re.I
)
NO_POSTCODE = re.compile(
    r"\d{4} ?(?:SA|SD|SS)|\d{4} (?:en|of|de|is|in|op|te|er|om|ze|we|ik|nu|al|zo|ha|km|mm|cm|kg|uu|jr|mw|na|as|me|je|u|EN|IN|OP)"
)
SIDES = (
    r"[A-Z]{2}-?\d{2}-?\d{2}|\d{2}-?\d{2}-?[A-Z]{2}|\d{2}-?[A-Z]{2}-?\d{2}|[A-Z]{2}-?\d{2}-?[A-Z]{2}"
    r"|[A-Z]{2}-?[A-Z]{2}-?\d{2}|\d{2}-?[A-Z]{2}-?[A-Z]{2}|\d{2}-?[A-Z]{3}-?\d|\d-?[A-Z]{3}-?\d{2}"
    r"|[A-Z]{2}-?\d{3}-?[A-Z]|[A-Z]-?\d{3}-?[A-Z]{2}|[A-Z]{3}-?\d{2}-?[A-Z]|[A-Z]-?\d{2}-?[A-Z]{3}"
    r"|\d-?[A-Z]{2}-?\d{3}|\d{3}-?[A-Z]{2}-?\d"
)
DASHED = re.compile(rf"(?<![\w-])(?=[\w]+-[\w]+-[\w]+(?![\w-]))(?:{SIDES})(?![\w-])", re.I)
PLATE_SAID = re.compile(
    rf"\b(?:kenteken(?:plaat)?|nummerbord|nummerplaat)(?:nummer)?:? ?(?:is |was |met |van \w+ ?)?(?P<number>(?:{SIDES.replace('-?', '[- ]?')}))(?!\w)",
    re.I,
)
CASE = re.compile(
    r"\b(?:(?:zaak|dossier|klacht|personeels|klant|cliënt|client|polis|kenmerk|referentie|relatie|beschikking|registratie|aanvraag|meldings?|vergunning|deelnemers?|paspoort|rijbewijs|document|kvk|contract|order|factuur|id)-?"
    r"(?:nummers?|nr|no|kenmerk|code)?|ons kenmerk|uw kenmerk|big-?nummer|k\.?v\.?k\.?(?:-?nummer)?|(?:verordening|procedure|rol)?nummer|nr)"
    r"[.:]? ?(?:is |was |van \w+ )?(?P<number>(?=[\w./-]*\d[\w./-]*\d[\w./-]*\d)[A-Za-z0-9][\w./-]{3,}\w)",
    re.I,
)
NUMBERED = re.compile(
    r"\b[a-z.]{2,}(?:nummer|nr|code)s?\.?:? ?(?:is |was )?(?P<number>(?:[A-Z]{1,4}[-/ ]?)?\d[\d./-]{2,}\d)",
    re.I,
)
CODE = re.compile(
    r"(?<![\w-])(?:ECLI:[\w:]+\w|[A-Z]{1,6}[-/.]?(?:19|20)\d{2}[-/.]\d{3,}(?:-\d+)?|(?:19|20)\d{2}[-/.](?!(?:19|20)\d\d\b)\d{4,7}(?:-\d+)?|[A-Z]{1,4}[-/]\d{2}[-/]\d{4,6}|[A-Z]{1,5}[-/.]?\d{5,9}|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\w-])"
)


def find_patterns(text: str) -> Iterator[Mark]:
    """In the order of what wins where two overlap."""
    yield from _each(EMAIL, text, Kind.EMAIL, "Dit is een e-mailadres.")
    yield from _each(URL, text, Kind.URL, "Dit webadres wijst een organisatie of persoon aan.")
    yield from _each(HANDLE, text, Kind.URL, "Zo heet iemand op sociale media.")
    yield from _ibans(text)
    yield from _each(BSN_SAID, text, Kind.BSN, "Er staat bij dat dit een burgerservicenummer is.")
    yield from _each(BANK_SAID, text, Kind.IBAN, "Er staat bij dat dit een rekeningnummer is.")
    yield from _each(PLATE_SAID, text, Kind.PLATE, "Er staat bij dat dit een kenteken is.")
    yield from _each(DASHED, text, Kind.PLATE, "Dit heeft de vorm van een kenteken.")
    yield from _each(PHONE, text, Kind.PHONE, "Dit is een telefoonnummer.")
    yield from _each(PHONE_HIDDEN, text, Kind.PHONE, "Dit lijkt een uitgeschreven telefoonnummer.")
    yield from _bsns(text)
    yield from _each(CASE, text, Kind.NUMBER, "Met dit nummer is een zaak of persoon op te zoeken.")
    yield from _each(
        NUMBERED, text, Kind.NUMBER, "Met dit nummer is een zaak of persoon te vinden."
    )
    yield from _each(PHONE_SAID, text, Kind.PHONE, "Er staat bij dat dit een telefoonnummer is.")
    yield from _each(CODE, text, Kind.NUMBER, "Dit heeft de vorm van een zaak- of dossiernummer.")
    yield from _each(POSTBUS, text, Kind.POSTCODE, "Een postbus wijst een organisatie aan.")
    yield from _each(POSTCODE_SAID, text, Kind.POSTCODE, "Er staat bij dat dit een postcode is.")
    for found in POSTCODE.finditer(text):
        if not NO_POSTCODE.fullmatch(found.group()):
            yield _mark(found, Kind.POSTCODE, "Dit is een postcode: die wijst een straat aan.")


def _each(pattern: re.Pattern[str], text: str, kind: Kind, why: str) -> Iterator[Mark]:
    for found in pattern.finditer(text):
        yield _mark(found, kind, why)


def _mark(found: re.Match[str], kind: Kind, why: str) -> Mark:
    group: str | int = "number" if "number" in found.re.groupindex else 0
    shown = found.group(group).rstrip(" ,.-")
    core = ("".join(sign for sign in shown.lower() if sign.isalnum() or sign in "@."),)
    return Mark(found.start(group), found.start(group) + len(shown), kind, why, shown, core=core)


def _ibans(text: str) -> Iterator[Mark]:
    for found in IBAN.finditer(text):
        valid = iban_numbers.is_valid(found.group())
        if valid or found.group()[:2].upper() == "NL":
            sure = (
                "Dit is een IBAN; de controlecijfers kloppen." if valid else "Dit lijkt een IBAN."
            )
            yield _mark(found, Kind.IBAN, sure)


def _bsns(text: str) -> Iterator[Mark]:
    for found in NINE.finditer(text):
        digits = "".join(sign for sign in found.group() if sign.isdigit())
        if bsn_numbers.is_valid(digits):
            yield _mark(found, Kind.BSN, "Negen cijfers die aan de proef voor een BSN voldoen.")
