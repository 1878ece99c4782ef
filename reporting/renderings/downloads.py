"""How each form of a report is offered: its words, its kind and the name of its file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    label: str
    content_type: str
    extension: str


FORMS = {
    "pdf": Form("PDF", "application/pdf", "pdf"),
    "html": Form("webpagina in één bestand", "text/html; charset=utf-8", "html"),
    "odt": Form("OpenDocument-tekst (ODT)", "application/vnd.oasis.opendocument.text", "odt"),
    "json": Form("gegevens (JSON)", "application/json", "json"),
    "csv": Form("tabellen (CSV in een zip-bestand)", "application/zip", "zip"),
}
"""In the order in which they are offered."""


def file_name(programme: str, year: int, form: str, number: int | None = None) -> str:
    version = f"-versie-{number}" if number else ""
    return f"voortgangsrapportage-{programme}-{year}{version}.{FORMS[form].extension}"
