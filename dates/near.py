"""In which time a day is meant that is written without its year.

It is read only where it lies in that time in exactly one way, so a year is never guessed.
"""

from datetime import date
from typing import TYPE_CHECKING

from .values import ApproximateDate

if TYPE_CHECKING:
    from django import forms


def year_of(when: ApproximateDate | None) -> ApproximateDate | None:
    """The year in which a date lies; over more than one year the date itself."""
    if when is None or when.earliest.year != when.latest.year:
        return when
    return ApproximateDate.of_year(when.earliest.year)


def rest_of_year(when: ApproximateDate | None, year: int = 0) -> ApproximateDate | None:
    """From a date on, for what comes after it; of a later `year` the whole."""
    if when is None:
        return ApproximateDate.of_year(year) if year else None
    last = max(year, when.earliest.year)
    return ApproximateDate(max(when.earliest, date(last, 1, 1)), date(last, 12, 31))


def year_until(when: ApproximateDate | None) -> ApproximateDate | None:
    """Up to and including a date, for what comes before it."""
    return when and ApproximateDate(date(when.latest.year, 1, 1), when.latest)


class ReadsNear:
    """For a form field of a date; the page that says what is read while typing knows it too."""

    widget: "forms.Widget"
    near: ApproximateDate | None = None

    def read_near(self, near: ApproximateDate | None) -> None:
        self.near = near
        if near:
            ends = f"{near.earliest.isoformat()}/{near.latest.isoformat()}"
            self.widget.attrs["data-near"] = ends
