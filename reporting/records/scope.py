"""What a report is about: a programme, a year of its term, and how far one looked."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from dates.values import ApproximateDate, Period
from programme.models import Programme

from ..models import ProgressReport


class ReportError(Exception):
    """A report that cannot be made; its text is one Dutch sentence for the person."""


@dataclass(frozen=True)
class Scope:
    """`period` is the year that is accounted for; `reference` up to when things were known."""

    programme: Programme
    year: int
    reference: ApproximateDate
    report: ProgressReport

    @cached_property
    def period(self) -> Period:
        return Period.of_year(self.year)

    @property
    def has_begun(self) -> bool:
        """Whether the year had begun on the reference date."""
        return self.period.first <= self.reference.latest

    @property
    def known_period(self) -> Period | None:
        """The part of the year that was over; None where it had not begun."""
        if not self.has_begun:
            return None
        return Period(self.period.first, min(self.period.last, self.reference.latest))


def find_scope(programme_slug: str, year: int) -> Scope:
    """The scope of the report over `year`; without a logged report, known up to today.

    Raises ReportError where the programme does not exist or the year is outside its term.
    """
    programme = Programme.objects.filter(slug=programme_slug).first()
    if programme is None:
        raise ReportError(f"Er is geen programma “{programme_slug}”; {_known_programmes()}.")
    if year not in programme.years:
        raise ReportError(
            f"Het jaar {year} valt buiten de looptijd van {programme}: "
            f"kies een jaar van {programme.first_year} tot en met {programme.last_year}."
        )
    return scope_of(_report(programme, year))


def scope_of(report: ProgressReport) -> Scope:
    today = ApproximateDate.of_day(timezone.localdate())
    return Scope(report.programme, report.year, report.reference_date or today, report)


def _report(programme: Programme, year: int) -> ProgressReport:
    logged = ProgressReport.objects.select_related("programme").filter(
        programme=programme, year=year
    )
    return logged.first() or ProgressReport(programme=programme, year=year)


def _known_programmes() -> str:
    slugs = list(Programme.objects.values_list("slug", flat=True))
    return f"kies uit: {', '.join(slugs)}" if slugs else "er is nog geen programma vastgelegd"
