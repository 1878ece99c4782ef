"""Asking about dates outside the term of the programme they belong to."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import reduce

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from backoffice.base import Doubt, HouseForm
from dates.values import Answer, ApproximateDate

from .models import Programme

OUTSIDE = (
    "“{}” valt buiten de looptijd van het programma, die loopt van {} tot en met {}. Klopt dat?"
)


def outside_term(
    when: ApproximateDate | None, programme: Programme | None, *, years_after: int = 0
) -> str:
    """A sentence where a date lies wholly outside the term, and `years_after` it; else empty."""
    if when is None or programme is None:
        return ""
    first, last = programme.first_year, programme.last_year
    term = ApproximateDate(date(first, 1, 1), date(last + years_after, 12, 31))
    before = when.lies_before(term.earliest) is Answer.YES
    after = when.lies_after(term.latest) is Answer.YES
    return OUTSIDE.format(when, first, last) if before or after else ""


class TermForm(HouseForm):
    """Of a row that belongs to a programme: its dates, or its year, are asked about outside the
    term.

    `programme_at` is the way from the row to its programme. Of `years_after` the term something is
    still normal, such as reporting on it.
    """

    programme_at = "programme"
    years_after = 0

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        programme = self._programme()
        for name in self.asked_of_term():
            when = self._when(name)
            sentence = outside_term(when, programme, years_after=self.years_after)
            if sentence:
                yield Doubt(name, sentence, about=("programme",))

    def asked_of_term(self) -> list[str]:
        return [name for name in self.cleaned_data if self._when(name)]

    def _when(self, name: str) -> ApproximateDate | None:
        value = self.cleaned_data.get(name)
        if name == "year" and value and date.min.year <= value <= date.max.year:
            return ApproximateDate.of_year(value)
        return as_approximate(value)

    def _programme(self) -> Programme | None:
        try:
            return reduce(getattr, self.programme_at.split("."), self.instance)
        except ObjectDoesNotExist:
            return None


def as_approximate(value: object) -> ApproximateDate | None:
    """Of whatever a field of a date holds; None of all else."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    if isinstance(value, date):
        return ApproximateDate.of_day(value)
    return value if isinstance(value, ApproximateDate) else None
