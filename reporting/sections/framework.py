"""Who carries the programme, and what the toolkit stands on."""

from ..document.values import Section
from .material import Material, section, table


def parties(material: Material) -> Section:
    rows = (
        (party.organisation.name, party.get_role_display(), party.unit or "–")
        for party in material.records.parties
    )
    columns = "Organisatie | Rol | Onderdeel"
    return section(
        "parties",
        *table("parties", "Partijen in het programma", columns, rows),
        *material.narrative("parties"),
    )


def toolkit(material: Material) -> Section:
    rows = (
        (quality.label, quality.original or "–", quality.meaning)
        for quality in material.records.qualities
    )
    columns = "Kwaliteit | Bij Gardner | Betekenis"
    return section(
        "toolkit",
        *table("qualities", "De kwaliteiten van goed werk", columns, rows),
        *material.narrative("toolkit"),
    )
