"""A number under five of people in the words of staff: "Slechts 3 aanwezigen", "drie deelnemers".

The software keeps such a number to itself (docs/decisions/0009-small-numbers.md), but what staff
type is printed as it is. They are warned; a list of words is no reader, so nothing is refused.
"""

import re

NUMBER = r"(?:[1-4](?!\d|[.,:/]\d)|[ée]én|twee|drie|vier|(?:twee|drie|vier)tal)"
ONLY = r"(?:slechts|maar|enkel|alleen|hooguit|niet meer dan|hoogstens)"
LISTED = (
    r"aanwezigen?",
    r"deeln(?:emers?|eemsters?|ames?)",
    r"ambtena(?:ar|ren)",
    r"bezoekers?",
    r"medewerkers?",
    r"collega(?:['’]?s)?",
    r"leidinggevenden?",
    r"managers?",
    r"professionals?",
    r"toehoorders?",
    r"belangstellenden?",
    r"geïnteresseerden?",
    r"genodigden?",
    r"personen|persoon",
    r"aanmeldingen|aanmelding",
    r"afmeldingen|afmelding",
    r"inschrijvingen|inschrijving",
)
WHOLE = r"mensen|mens|gasten|gast|vrouwen|vrouw|mannen|man|leden|cursisten|studenten|anderen"
PEOPLE = rf"(?:\w*(?:{'|'.join(LISTED)})|{WHOLE})\b"
UP_TO = r"(?:\s*(?:à|of|tot|tot en met|t/m|[-–])\s*\w+)?"
OF_ALL = r"(?:\s+van\s+(?:de|het|alle)(?:\s+\w+)?)?"
CAME = r"(?:aanwezig|gekomen|verschenen|aangemeld|afgemeld|ingeschreven|opgekomen)\b"
TOGETHER = r"(?:tweeën|drieën|vieren|twee|drie|vier)\b"

PATTERNS = tuple(
    re.compile(rf"(?<![\w.,:/–-]){pattern}", re.IGNORECASE)
    for pattern in (
        rf"(?:{ONLY}\s+)?{NUMBER}{UP_TO}{OF_ALL}(?:\s+(?:\w+e|betrokken))?\s+{PEOPLE}",
        rf"(?:{ONLY}\s+)?{NUMBER}\s+(?:waren\s+)?{CAME}",
        rf"{ONLY}\s+(?:een|{NUMBER})\s+(?:\w+e\s+)?(?:{PEOPLE}|{CAME})",
        rf"{ONLY}\s+{NUMBER}(?=\s*(?:[.,;!?)]|$))",
        rf"(?:kwam(?:en)?|verscheen|verschenen)\s+(?:er\s+)?(?:{ONLY}\s+)?{NUMBER}(?=\s*(?:[.,;!?)]|$))",
        rf"met\s+(?:z['’]?n|zijn|ons|hun)\s+{TOGETHER}",
        rf"(?:opkomst|{PEOPLE}|aanwezig)\s*(?:was|waren|bedroeg|[:=(])\s*(?:er\s+)?(?:{ONLY}\s+)?{NUMBER}\b",
    )
)


def few_people_in(text: str) -> list[str]:
    """The passages that tell of one to four people, each once, in the order of the text."""
    found = sorted(match.span() for each in PATTERNS for match in each.finditer(text))
    passages, end = [], 0
    for start, stop in found:
        if start >= end:
            passages.append(text[start:stop])
            end = stop
    return list(dict.fromkeys(passages))
