"""The overview of all publications on openbaar bestuur, made on request (domain.md, rule 14)."""

from dates.values import Period, write
from documents.csv_file import csv_file
from documents.pdf import compile_pdf

from .models import Publication
from .querysets import PublicationQuerySet

HEAD = ("Titel", "Soort", "Datum", "Bijeenkomst", "Adres op het web")


def find_publications(chosen: dict) -> PublicationQuerySet:
    """Those on openbaar bestuur that fit what was chosen; a date that may be in the year counts."""
    found = Publication.objects.on_public_administration().select_related("meeting", "programme")
    if chosen.get("programma"):
        found = found.filter(programme=chosen["programma"])
    if chosen.get("jaar"):
        found = found.may_be_in(Period.of_year(chosen["jaar"]))
    if chosen.get("soort"):
        found = found.filter(kind=chosen["soort"])
    return found


def as_row(publication: Publication) -> tuple[str, ...]:
    """The cells under HEAD. A meeting that is not on the site is not named."""
    meeting = publication.meeting
    named = str(meeting) if meeting and meeting.is_public else ""
    kind, date = publication.get_kind_display(), write(publication.date)
    return publication.title, kind, date, named, publication.url


def as_csv(publications: PublicationQuerySet) -> bytes:
    return csv_file([HEAD, *map(as_row, publications)])


def as_pdf(publications: PublicationQuerySet, scope: str) -> bytes:
    """Raises documents.pdf.DocumentError."""
    rows = [as_row(publication) for publication in publications]
    return compile_pdf("publications", {"scope": scope, "head": HEAD, "rows": rows})


def title_of(chosen: dict) -> str:
    """Minutes are what people look for by that name."""
    if chosen.get("soort") == Publication.Kind.MINUTES:
        return "Verslagen van bijeenkomsten"
    return "Bijdragen over het openbaar bestuur"


def describe(chosen: dict) -> str:
    """What was chosen, in words."""
    parts = [str(chosen["programma"])] if chosen.get("programma") else ["alle programma's"]
    if chosen.get("soort"):
        parts.append(Publication.Kind(chosen["soort"]).label)
    parts.append(str(chosen["jaar"]) if chosen.get("jaar") else "alle jaren")
    return ", ".join(parts)
