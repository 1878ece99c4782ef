"""How each format of a report is offered: its words, its kind and the name of its file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Download:
    label: str
    content_type: str
    extension: str


DOWNLOADS = {
    "pdf": Download("PDF", "application/pdf", "pdf"),
    "html": Download("webpagina in één bestand", "text/html; charset=utf-8", "html"),
    "odt": Download("OpenDocument-tekst (ODT)", "application/vnd.oasis.opendocument.text", "odt"),
    "json": Download("gegevens (JSON)", "application/json", "json"),
    "csv": Download("tabellen (CSV in een zip-bestand)", "application/zip", "zip"),
}
"""In the order in which they are offered."""


def file_name(programme: str, year: int, file_format: str, number: int | None = None) -> str:
    version = f"-versie-{number}" if number else ""
    return f"voortgangsrapportage-{programme}-{year}{version}.{DOWNLOADS[file_format].extension}"
