"""The thirty value cards: those that a programme has in its toolkit, or else the project's own.

A round keeps the cards as they were when it was opened, so that what people sorted stays what they
read.
"""

from typing import TypedDict

from django.core.exceptions import ValidationError

from programme.models import Programme
from toolkit.models import Material

from .piles import CARDS

NOT_THIRTY = (
    "Een ronde heeft {} kaarten nodig, en er zijn er nu {}. Zorg dat er in de toolkit precies {} "
    "waardenkaarten zijn."
)
TWICE = "De kaart “{}” staat twee keer in de set. Maak er eerst één van."


class Card(TypedDict):
    word: str
    meaning: str


WORDS = (
    ("Aandacht", "Ik neem de tijd om te zien en te horen wie ik voor me heb."),
    ("Bescheidenheid", "Ik weet wat ik niet weet, en geef een ander de ruimte."),
    ("Betrokkenheid", "Wat hier gebeurt, gaat mij aan."),
    ("Betrouwbaarheid", "Ik doe wat ik zeg, ook als dat lastig uitkomt."),
    ("Collegialiteit", "Ik help een collega, en durf zelf hulp te vragen."),
    ("Creativiteit", "Ik zoek een nieuwe weg waar de gewone doodloopt."),
    ("Daadkracht", "Ik hak een knoop door wanneer het moet."),
    ("Dienstbaarheid", "Ik werk voor wie mij nodig heeft, niet voor mezelf."),
    ("Doelmatigheid", "Ik ga zuinig om met tijd en geld van ons allemaal."),
    ("Eerlijkheid", "Ik zeg wat waar is, ook als het niet welkom is."),
    ("Gelijke behandeling", "Ik behandel gelijke gevallen gelijk, wie het ook is."),
    ("Geduld", "Ik geef iets de tijd die het nodig heeft."),
    ("Integriteit", "Ik kan mijn werk uitleggen, ook als niemand meekijkt."),
    ("Kritisch denken", "Ik vraag door, ook als iedereen het al eens is."),
    ("Loyaliteit", "Ik voer uit wat besloten is, ook als ik anders had gekozen."),
    ("Maatwerk", "Ik kijk wat in dit geval nodig is, en niet alleen wat in de regel staat."),
    ("Menselijkheid", "Ik zie achter elk dossier een mens."),
    ("Moed", "Ik spreek me uit als het erop aankomt."),
    ("Onafhankelijkheid", "Ik geef mijn oordeel zonder iemand naar de mond te praten."),
    ("Openheid", "Ik laat zien wat ik doe en waarom."),
    ("Plezier", "Ik heb er zin in, en dat merkt een ander."),
    ("Rechtmatigheid", "Ik houd me aan de wet, en weet waarom zij er is."),
    ("Rechtvaardigheid", "Ik let erop dat wie weinig heeft, niet het meeste draagt."),
    ("Respect", "Ik neem een ander serieus, ook als we het oneens zijn."),
    ("Samenwerking", "Ik zoek de ander op, ook buiten mijn eigen afdeling."),
    ("Vakmanschap", "Ik beheers mijn vak en houd het bij."),
    ("Verantwoordelijkheid", "Ik sta voor wat ik doe, en wijs niet naar een ander."),
    ("Vertrouwen", "Ik ga uit van goede bedoelingen, tot het tegendeel blijkt."),
    ("Zorgvuldigheid", "Ik maak af wat ik begin, en kijk het nog eens na."),
    ("Zorgzaamheid", "Ik let op of het goed gaat met de mensen om me heen."),
)


def cards_now(programme: Programme | None = None) -> list[Card]:
    """The cards with which a round is opened. Raises ValidationError unless they are thirty."""
    of_toolkit = Material.objects.filter(programme=programme, kind=Material.Kind.CARD)
    found = list(of_toolkit.values_list("title", "text")) if programme else []
    return checked([Card(word=word, meaning=meaning) for word, meaning in found or WORDS])


def checked(cards: list[Card]) -> list[Card]:
    if len(cards) != CARDS:
        raise ValidationError(NOT_THIRTY.format(CARDS, len(cards), CARDS))
    words = [card["word"] for card in cards]
    for word in words:
        if words.count(word) > 1:
            raise ValidationError(TWICE.format(word))
    return cards
