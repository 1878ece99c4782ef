"""The words of which Dutch dates are made, and what each stands for."""

from collections.abc import Collection

from .values import MONTHS, WEEKDAYS

WEEKDAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBERS |= {name[:2]: number for number, name in enumerate(WEEKDAYS)}

MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {"febr": 2, "mrt": 3, "sept": 9}

SEASONS = {
    "voorjaar": (3, 5),
    "lente": (3, 5),
    "zomer": (6, 8),
    "najaar": (9, 11),
    "herfst": (9, 11),
}
BEGIN, MIDDLE, END = "begin", "medio", "eind"
PARTS = {BEGIN: BEGIN, "medio": MIDDLE, "half": MIDDLE, "halverwege": MIDDLE, "midden": MIDDLE}
PARTS |= {END: END, "einde": END}
YEAR_PARTS = {BEGIN: (1, 3), MIDDLE: (5, 8), END: (10, 12)}
BESIDE_SUMMER = {"voor": (1, 5), "na": (9, 12)}
SCHOOL_YEARS = {"schooljaar": 8, "cursusjaar": 8, "studiejaar": 9, "academisch jaar": 9}
SCHOOL_YEARS |= {"collegejaar": 9}
"""The month in which each begins."""

ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
ORDINALS |= {f"{n}{ending}": n for n in range(1, 5) for ending in ("e", "ste", "de")}

UNKNOWN = {
    "onbekend",
    "datum onbekend",
    "datum niet bekend",
    "datum niet vastgelegd",
    "niet vastgelegd",
    "niet bekend",
    "nog niet bekend",
    "nog onbekend",
    "nog te bepalen",
    "nader te bepalen",
    "nader te noemen",
    "nog nader te bepalen",
    "nog te plannen",
    "wordt nog bepaald",
    "wordt nog bekendgemaakt",
    "volgt",
    "datum volgt",
    "volgt nog",
    "niet vastgesteld",
    "nog niet vastgesteld",
    "?",
    "-",
    "notk",
    "nnb",
    "nb",
    "ntb",
}
"""Without full stops: "n.n.b." too."""

OTHER_WORDS = ("kwartaal", "helft", "halfjaar", "winter", "week", "circa", "rond", "omstreeks")
JOINING_WORDS = ("van", "het", "de", "of", "en", "tot", "met", "tussen", "in", "op", "voor", "na")
KNOWN_WORDS = {
    *WEEKDAY_NUMBERS,
    *MONTH_NUMBERS,
    *SEASONS,
    *PARTS,
    *ORDINALS,
    *SCHOOL_YEARS,
    *OTHER_WORDS,
    *JOINING_WORDS,
}
ENGLISH = {"march": "maart", "mar": "maart", "may": "mei", "june": "juni", "july": "juli"}
ENGLISH |= {"august": "augustus", "october": "oktober", "oct": "oktober", "mid": "medio"}


def any_of(words: Collection[str]) -> str:
    """For a pattern: the longest first, so that "maart" is not read as "maa"."""
    return "|".join(sorted(words, key=len, reverse=True))
