"""The sections for which staff write a narrative, with their titles, in the order of the report."""

SECTION_TITLES = {
    "introduction": "Inleiding",
    "parties": "Uitvoering, samenwerking en financiering",
    "activities": "Activiteiten",
    "hubs": "a. Goed Werk Hubs",
    "pilots": "b. Pilots met de Goed Werk Toolkit",
    "leadership": "c. Bijeenkomsten Dienend Leiderschap",
    "adaptation": "d. Een toolkit voor ambtenaren",
    "ambassadors": "e. Ambassadeurs",
    "coherence": "Samenhang van de activiteiten",
    "toolkit": "De Goed Werk Toolkit",
    "findings": "Resultaten per thema",
    "resume": "Resumé",
    "follow_up": "Vervolg",
    "communication": "Communicatie",
}
