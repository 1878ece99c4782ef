"""From a programme and a year to a Document: records → ledgers → figures → sections."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.utils import timezone

from dates.values import ApproximateDate, write
from dutch.numbers import NOT_RECORDED
from programme.models import Party

from .document.values import Colophon, Document, Section
from .figures import make_figures, make_term
from .figures.trace import titles_of
from .making.let_stand import let_stand
from .models import ProgressReport
from .records.reading import Records, one_consistent_read, read_records
from .records.scope import Scope, find_scope, scope_of
from .sections import SECTIONS
from .sections.became import agreements, became
from .sections.material import Material
from .sections.summary import summary


def collect(programme_slug: str, year: int) -> Document:
    """The report over `year` as the records stand now.

    Raises ReportError where the programme does not exist or the year is outside its term.
    """
    with no_looking_for_cycles():
        return make_document(read_material(programme_slug, year))


@contextmanager
def no_looking_for_cycles() -> Iterator[None]:
    """Python does not look for garbage meanwhile. A report makes ten thousands of values that stay
    until it is done, and would be walked through again and again: a sixth of the time. What has
    become garbage is found at the first look afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_material(programme_slug: str, year: int) -> Material:
    """All that the report is made of, of one moment. Raises ReportError."""
    with one_consistent_read():
        scope = find_scope(programme_slug, year)
        records = read_records(scope)
    return gather(records, scope)


def material_of(report: ProgressReport) -> Material:
    """The same for a report that need not be logged yet."""
    with one_consistent_read():
        scope = scope_of(report)
        records = read_records(scope)
    return gather(records, scope)


def read_material_of_today(programme_slug: str, year: int) -> Material:
    """The same, with all that is known now, whatever the reference date of the report is."""
    with one_consistent_read():
        today = ApproximateDate.of_day(timezone.localdate())
        scope = replace(find_scope(programme_slug, year), reference=today)
        records = read_records(scope)
    return gather(records, scope)


def gather(records: Records, scope: Scope) -> Material:
    term = make_term(records, scope)
    ledgers = term[scope.year]
    figures = make_figures(records, scope, ledgers, term)
    material = Material(scope, records, ledgers, figures, term)
    return replace(material, let_stand=let_stand(material))


def make_document(material: Material) -> Document:
    scope, figures = material.scope, material.figures
    return Document(
        title=f"Voortgangsrapportage {scope.year}",
        subtitle=scope.programme.name,
        year=scope.year,
        colophon=_colophon(material),
        summary=summary(material),
        sections=_written(material),
        figures=figures,
        records=titles_of(figures, material.records),
        became=became(material),
        agreements=agreements(material),
    )


def _written(material: Material) -> tuple[Section, ...]:
    """A chapter that holds nothing is left out."""
    made = (make(material) for make in SECTIONS)
    return tuple(each for each in made if each and (each.blocks or each.sections))


def _colophon(material: Material) -> Colophon:
    scope, report = material.scope, material.scope.report
    return Colophon(
        programme=scope.programme.name,
        period=f"1 januari tot en met 31 december {scope.year}",
        reference_date=str(scope.reference),
        addressee=report.addressee or _party(material.records, Party.Role.FUNDER),
        grant_reference=scope.programme.grant_reference or NOT_RECORDED,
        author=report.author or _party(material.records, Party.Role.EXECUTOR),
        version=report.version,
        date=write(report.date) if report.date else NOT_RECORDED,
    )


def _party(records: Records, role: str) -> str:
    names = (party.organisation.name for party in records.parties if party.role == role)
    return ", ".join(names) or NOT_RECORDED
