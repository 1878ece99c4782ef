"""The words of a meeting and of who registers, the same for the site and the bare app."""

TEXTS = {
    "title": "Wat doet u als de regel niet past?",
    "place": "Leiden",
    "venue": "Stadhuis, Stationsplein 1",
    "route": "Vijf minuten lopen van het station.\nParkeren kan in de Morspoortgarage.",
    "accessibility": "Er is een lift. De zaal heeft een ringleiding.",
    "description": (
        "Een aanvraag past net niet in de regel, maar wel in de bedoeling.\n\n"
        "We bespreken in kleine groepen wat u dan doet, wie u erbij haalt en wat dat kost."
    ),
}
APPLICANT = {
    "name": "Sanne de Vries",
    "organisation": "Gemeente Leiden",
    "organisation_other": "",
    "function": "beleidsmedewerker",
    "needs": "",
}
