"""Who carries the programme, and what the toolkit stands on."""

from ..document.values import Block, Paragraph, Section, Text
from .clauses import strong
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
        *_financial_account(material),
    )


def _financial_account(material: Material) -> list[Block]:
    """Where it is to be found; the report itself has no amounts (decision 28)."""
    where = material.scope.programme.financial_account.strip()
    if not where:
        return []
    sentence = where if where[-1] in ".!?" else f"{where}."
    return [Paragraph((strong("Financiële verantwoording."), Text(f" {sentence}")))]


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
