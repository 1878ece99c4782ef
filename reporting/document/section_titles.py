"""The sections for which staff write a narrative, with their titles, in the order of the report."""

from string import ascii_lowercase

from programme.lines import LINES

SECTION_TITLES = {
    "summary": "In het kort",
    "request": "Wat wij vragen",
    "introduction": "Inleiding",
    "parties": "Uitvoering, samenwerking en financiering",
    "activities": "Activiteiten",
    **{
        line.section: f"{letter}. {line.title}"
        for letter, line in zip(ascii_lowercase, LINES, strict=False)
    },
    "coherence": "Samenhang van de activiteiten",
    "toolkit": "De Goed Werk Toolkit",
    "findings": "Resultaten per thema",
    "resume": "Resumé",
    "lessons": "Geleerd",
    "risks": "Risico’s en maatregelen",
    "follow_up": "Vooruitblik",
    "communication": "Communicatie",
}
