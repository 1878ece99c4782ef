"""Making a PDF of a Document and opening it again."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from pypdf import PdfReader

from documents.pdf import Attachment, compile_pdf
from reporting.document.values import Document, as_dict, as_json
from reporting.renderings.provenance import provenance_of
from tests.documents.charts import STACKED_BAR
from tests.documents.sample import report

MOMENT = datetime(2014, 4, 15, 12, tzinfo=UTC)
ATTACHED = Attachment(
    name="voortgangsrapportage-2013.json",
    content=as_json(report()).encode(),
    mime_type="application/json",
    description="De rapportage als gegevens",
)


def make_pdf(document: Document, attachments=(ATTACHED,), timestamp=MOMENT) -> bytes:
    plain = as_dict(document)
    data = {"document": plain, "charts": {"plan": STACKED_BAR}}
    data["provenance"] = provenance_of(plain)
    return compile_pdf("report", data, attachments=attachments, timestamp=timestamp)


def open_pdf(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(pages_of(content))


def pages_of(content: bytes) -> list[str]:
    """The text of each page, without the marks that only say where a line may not break."""
    pages = PdfReader(BytesIO(content)).pages
    return [page.extract_text().replace("\u2060", "") for page in pages]
