"""Staff are warned of a number under five of people, and of nothing else."""

import pytest

from reporting.narrative.small_numbers import few_people_in

FEW = [
    ("Slechts 3 aanwezigen.", "Slechts 3 aanwezigen"),
    ("Er waren drie deelnemers.", "drie deelnemers"),
    ("Eén ambtenaar kwam te laat.", "Eén ambtenaar"),
    ("Maar een deelnemer was er.", "Maar een deelnemer"),
    ("Er kwamen er maar twee.", "kwamen er maar twee"),
    ("Twee enthousiaste deelnemers.", "Twee enthousiaste deelnemers"),
    ("3 à 4 mensen bleven.", "3 à 4 mensen"),
    ("2-3 deelnemers", "2-3 deelnemers"),
    ("drie van de twaalf deelnemers", "drie van de twaalf deelnemers"),
    ("Een drietal gemeenteambtenaren sprak mee.", "drietal gemeenteambtenaren"),
    ("Wij waren met z'n vieren.", "met z'n vieren"),
    ("We zaten er met zijn drieën", "met zijn drieën"),
    ("Opkomst: 4", "Opkomst: 4"),
    ("Aantal aanwezigen was slechts twee", "aanwezigen was slechts twee"),
    ("Er waren vier aanwezig", "vier aanwezig"),
    ("Wegens 2 aanmeldingen niet doorgegaan.", "2 aanmeldingen"),
    ("Er kwamen twee leidinggevenden en 3 medewerkers", "twee leidinggevenden"),
]
NOT_FEW = [
    "",
    "Zeer goed bezocht.",
    "13 deelnemers",
    "5 aanwezigen",
    "Er waren 1.203 aanwezigen.",
    "Ruim 34 mensen",
    "vijf deelnemers",
    "veertig ambtenaren",
    "Het duurde 1,5 uur.",
    "Om 13.30 uur waren de deelnemers er.",
    "Op 3 mei kwamen de deelnemers bijeen.",
    "drie gemeenten en twee provincies",
    "twee sessies met deelnemers",
    "Vier groepen van 6 tot 11 deelnemers",
    "Een deelnemer vertelde over haar werk.",
    "Tweede bijeenkomst voor deelnemers",
    "Drie thema's, zeventien deelnemers",
    "{hubs.attended} deelnemers",
    "Op 1 april 2013 is besloten.",
    "maar niet voor alle deelnemers",
]


@pytest.mark.parametrize(("text", "passage"), FEW)
def test_few_people_are_found(text, passage):
    assert few_people_in(text)[0] == passage


@pytest.mark.parametrize("text", NOT_FEW)
def test_nothing_else_is(text):
    assert few_people_in(text) == []


def test_every_passage_is_told_once():
    text = "Twee medewerkers en 3 gasten; later weer twee medewerkers en 3 gasten."
    assert few_people_in(text) == ["Twee medewerkers", "3 gasten", "twee medewerkers"]
