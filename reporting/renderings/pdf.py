"""A Document (as plain values) as PDF, with the Document itself attached as JSON."""

from datetime import UTC, datetime

from documents.pdf import Attachment, compile_pdf

from .charts import draw_all
from .provenance import provenance_of

YEARLY = "voortgangsrapportage"


def render_pdf(
    document: dict,
    json_text: str,
    *,
    at: datetime | None = None,
    name: str = YEARLY,
) -> bytes:
    """PDF/A-3a and PDF/UA-1. Raises documents.pdf.DocumentError with a Dutch sentence."""
    attachment = Attachment(
        name=f"{name}-{document['year']}.json",
        content=json_text.encode(),
        mime_type="application/json",
        description="De hele rapportage als gegevens, met de herkomst van elk cijfer",
        relationship="data",
    )
    data = {
        "document": document,
        "charts": draw_all(document),
        "provenance": provenance_of(document),
        "alone": name != YEARLY,
    }
    return compile_pdf("report", data, attachments=[attachment], timestamp=at or datetime.now(UTC))
