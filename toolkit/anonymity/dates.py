"""Days, in figures and in words. A year alone is a detail of a combination, no mark."""

import re
from collections.abc import Iterator

from .marks import Kind, Mark

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
SHORT = r"jan|feb|febr|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec"
DAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
DAYS_SHORT = r"(?:ma|di|wo|do|vr|za|zo)\.?"
ORDINALS = (
    "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende"
    "|veertiende|vijftiende|zestiende|zeventiende|achttiende|negentiende|twintigste"
    "|(?:een|één|eenen|eenën|twee[ëe]n|drie[ëe]n|vier[e]?n|vijfen|zesen|zevenen|achten|negenen)?(?:twintigste|dertigste)"
    "|eenentwintigste|tweeëntwintigste|tweeentwintigste|drieëntwintigste|drieentwintigste|vierentwintigste|eenendertigste"
)
CARDINALS = (
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien"
    "|zestien|zeventien|achttien|negentien|twintig|eenentwintig|tweeëntwintig|tweeentwintig"
    "|drieëntwintig|drieentwintig|vierentwintig|vijfentwintig|zesentwintig|zevenentwintig"
    "|achtentwintig|negenentwintig|dertig|eenendertig"
)
YEAR = r"(?:(?:19|20)\d{2}|['’]\d{2}|(?:twee ?duizend|negentien ?honderd|negentien|twintig)(?: ?en)?[ -]?\w+)"
YEAR_DIGITS = r"(?:(?:19|20)\d{2}|['’]\d{2})"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?"
MONTH = rf"(?:{MONTHS}|(?:{SHORT})\b\.?)"
SPECIAL = (
    "oudejaarsavond|oudjaarsavond|oudjaarsdag|oudejaarsdag|oudejaarsnacht|nieuwjaarsdag|nieuwjaarsnacht|nieuwjaarsochtend|kerstavond|kerstnacht"
    "|eerste kerstdag|tweede kerstdag|1e kerstdag|2e kerstdag|eerste paasdag|tweede paasdag|eerste pinksterdag|tweede pinksterdag|koningsdag|koninginnedag|koningsnacht|bevrijdingsdag"
    "|hemelvaartsdag|goede vrijdag|carnavalsmaandag|carnavalsdinsdag|aswoensdag|prinsjesdag|sinterklaasavond|pakjesavond|dodenherdenking|paasmaandag|pinkstermaandag|suikerfeest|dierendag"
)
OF = r"(?:jl|j\.l|ll|l\.l|dit jaar|vorig jaar|van vorig jaar|van dat jaar|van dit jaar|a\.s|aanstaande|laatstleden)\b\.?"
SEASON = r"(?:voorjaar|najaar|zomer|winter|herfst|lente)"

DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:(?:{DAYS}|{DAYS_SHORT})(?:ochtend|middag|avond|nacht)?,? (?:de )?)?\b{DAY}(?: ?(?:en|/|-|t/m|tot en met|of) ?{DAY})? ?(?:{MONTHS}|(?:{SHORT})\b\.?)(?:,? ?{YEAR}\b| {OF})?",
        rf"\b(?:{DAYS} )?(?:de )?(?:{ORDINALS})(?: van (?:de maand )?)? ?\b(?:{MONTHS})(?: {YEAR}\b)?",
        rf"\b(?:{DAYS} )?(?:{CARDINALS}) (?:{MONTHS})\b(?!-)(?: {YEAR}\b)?",
        r"(?<![\d.,/-])(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[012])[-/.](?:(?:19|20)\d{2}|\d{2})(?![\d/-]|[.,]\d)",
        r"(?<![\d.,/-])(?:19|20)\d{2}[-/](?:0[1-9]|1[012])[-/](?:0[1-9]|[12]\d|3[01])(?![\d/-])",
        rf"\b(?:{DAYS}|{DAYS_SHORT}|op|per|sinds|datum:?|d\.?d\.?) (?:{DAYS} )?(?P<number>(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|1[012]))(?![\d/-]|[.,%]\d?| ?(?:deel|keer|van))",
        rf"\b(?:(?:begin|eind|einde|half|medio|halverwege) )?(?:{MONTHS})(?: van)? (?:het jaar )?{YEAR_DIGITS}\b",
        rf"\b(?:{SHORT})\.? {YEAR_DIGITS}\b",
        rf"\b(?:begin|eind|einde|half|medio) (?:{MONTHS})\b",
        rf"\b(?:{SEASON})(?: van)? (?:het jaar )?{YEAR_DIGITS}\b",
        rf"\b(?:de (?:avond|nacht|dag|ochtend|middag) (?:van|voor|na) )?(?:{SPECIAL})(?: (?:van )?{YEAR_DIGITS}| vorig jaar)?\b",
        rf"\b(?:de )?(?:{DAYS})(?:ochtend|middag|avond|nacht)? (?:de )?(?:{DAY}|(?:{ORDINALS}))\b(?! ?(?:uur|u\b|\d|:|\.\d|keer|kamer))",
        rf"\b(?:op|van) de (?P<number>\d{{1,2}}(?:e|de|ste)|{ORDINALS})(?= (?:om|was|belde|kwam|is|hadden|zaten|ging|\.))",
        rf"\bweek \d{{1,2}}(?:,? (?:van )?{YEAR_DIGITS})?\b",
        r"\bgeb(?:oren|\.)?(?: op)?:? ?(?P<number>[\d./-]{6,10}\d)",
        r"\b(?:voor|vóór|uiterlijk|na|tot|vanaf) (?P<number>(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|1[012]))(?=[.,;:!?)]? *(?:$|\n)|[.;!?)] |,? (?:om|is|was|terug|weer|naar|in|aan|bij|de|het|een|jl)\b)",
        r"\b(?:nacht|avond|jaarwisseling) (?:van|met|rond) oud en nieuw\b",
        rf"\bop (?P<number>(?:{DAY}) (?:en|of) (?:{DAY}) (?:{MONTHS}))",
    )
)
WHY = "Een precieze dag is op te zoeken, in een agenda of in het nieuws."
PERIOD = "Een maand of jaargetijde met een jaar helpt zoeken."


def find_dates(text: str, low: str) -> Iterator[Mark]:
    """`low`: the text in lower case, as long as `text`."""
    for pattern in DATES:
        for found in pattern.finditer(low):
            group: str | int = "number" if "number" in pattern.groupindex else 0
            shown = text[found.start(group) : found.end(group)].rstrip(" .,")
            why = WHY if any(sign.isdigit() for sign in shown) or "de" in shown else PERIOD
            start = found.start(group)
            yield Mark(start, start + len(shown), Kind.DATE, why, shown, core=(shown.lower(),))
