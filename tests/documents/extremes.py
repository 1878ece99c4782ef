"""What people may type that is very long or in other letters, as a report."""

from reporting.document.values import Cell, Column, Document, Section, Subheading, Table
from tests.documents.sample import paragraph, report

SIXTY = "vakmanschapsbeoordelingsgesprekkenreeksvoorbereidingsgroepen"
TITLE = " ".join(["Een heel lange titel over vakmanschap in het openbaar bestuur"] * 5)
ARABIC = "مرحبا بكم في العمل الجيد"
ROWS = 300
WIDE = ("Bijeenkomst", "Plaats", "Datum", "Stand", "Opmerking")


def extremes() -> Document:
    rows = tuple(
        tuple(map(Cell, (f"{SIXTY} {number}", SIXTY, "2013", "gehouden", ARABIC)))
        for number in range(ROWS)
    )
    blocks = (
        Subheading((paragraph(TITLE).content[0],)),
        paragraph(f"{SIXTY} {ARABIC} 🎉 {SIXTY}"),
        Table("long", TITLE, tuple(map(Column, WIDE)), rows),
    )
    return report(title=TITLE, sections=(Section("extremes", TITLE, blocks),))
