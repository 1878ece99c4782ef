"""Why a date is not read, in a sentence for the person who wrote it."""

import re

EXAMPLES = "2013, januari 2014, maart of april 2014, najaar 2014 of 24-2-2014"
NOT_UNDERSTOOD = f"Deze datum begrijpen we niet. Schrijf bijvoorbeeld {EXAMPLES}."
NO_YEAR = "Schrijf ook het jaar, bijvoorbeeld 24 februari 2014 of maart 2014."
NOT_IN_ORDER = (
    "De eerste datum ligt niet vóór de tweede. Controleer de volgorde, en schrijf zo nodig bij "
    "beide het jaar."
)
APART = (
    "Dit zijn twee datums met tijd ertussen. Vul er één in, of schrijf “of” of “tot en met” "
    "als u dat bedoelt."
)
AROUND_A_DAY = (
    "Rond een dag is niet precies genoeg om te bewaren. Schrijf tussen welke dagen het is, "
    "bijvoorbeeld “tussen 20 en 28 februari 2014”."
)
MIXED = (
    "Schrijf beide datums voluit, bijvoorbeeld “maart 2013 of maart 2014” of "
    "“24 februari of 1 maart 2014”."
)


class Refusal(ValueError):
    """A text that is no date, with its own sentence."""


REASONS = (
    (
        r"\b(vandaag|(eer)?gisteren|(over)?morgen|nu|binnenkort|straks|komende?|volgende?|vorige?"
        r"|afgelopen|aanstaande|a\.?s\.|j\.?l\.|laatstleden|dit|deze)(?!\w)",
        "Woorden als “vandaag” en “komend” betekenen later iets anders. Schrijf de datum zelf op, "
        "bijvoorbeeld 24-2-2014.",
    ),
    (
        r"\b(pasen|paas\w*|pinkster\w*|hemelvaart\w*|kerst\w*|oudjaar\w*|oud en nieuw|nieuwjaar\w*"
        r"|koning\w*dag|sinterklaas|carnaval|bevrijdingsdag|goede vrijdag|\w*vakantie)\b",
        "Schrijf van een feestdag of vakantie zelf de datum op, bijvoorbeeld 21 april 2014.",
    ),
    (
        r"\bweek\b.*\bvan\b",
        "Schrijf het nummer van de week, bijvoorbeeld week 12 2014, of de dagen.",
    ),
    (
        r"^(voor|na|vanaf|sinds|uiterlijk|tot|t/m|per|niet|pas|later|eerder|ruim)\b"
        r"|\b(of|en) (later|eerder|verder)$",
        "Bij deze datum ontbreekt een begin of een einde. Schrijf tussen welke dagen het is, "
        "bijvoorbeeld “tussen maart en juni 2014”.",
    ),
    (
        r"^(vermoedelijk|waarschijnlijk|mogelijk|misschien|naar verwachting|verwacht)\b|\?",
        "Schrijf alleen de datum, zo precies als u die weet, bijvoorbeeld maart of april 2014.",
    ),
)


def reason(text: str) -> str:
    """The sentence about a text that was not read."""
    return next((why for pattern, why in REASONS if re.search(pattern, text)), NOT_UNDERSTOOD)
