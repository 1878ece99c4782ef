"""Making and finding rows for a demo programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from dates.values import ApproximateDate
from dutch.sorting import fold
from programme.models import Organisation, Person, Programme, Target, Theme

from .files import Folder
from .moments import Moments

OF_THE_DATE = "jaar van de datum"

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Loading:
    """What every subject needs to be loaded: where it is written, for which programme, and when."""

    folder: Folder
    programme: Programme
    moments: Moments

    def target(
        self, line: str, year: int | str | None, when: ApproximateDate | None = None
    ) -> Target | None:
        """The target that is filled: of a year, or of the year of the date; none if extra."""
        if year is None:
            return None
        if when is not None and year == OF_THE_DATE:
            year = when.earliest.year
        return self.programme.targets.get(line=line, year=self.moments.year(year))


def make(model: type[Row], **fields: Any) -> Row:
    """Make a row, checked as a form would check it."""
    row = model(**fields)
    row.full_clean()
    row.save()
    return row


def find(model: type[Row], slug: str | None) -> Row | None:
    return model.objects.get(slug=slug) if slug else None


def organisation(reference: str | None) -> Organisation | None:
    """An organisation by its code in the register, or by its name."""
    if not reference:
        return None
    by_code = Organisation.objects.filter(code=reference).first()
    return by_code or Organisation.objects.get(code=None, sort_key=fold(reference))


def people(names: Sequence[str]) -> list[Person]:
    return [Person.objects.get(sort_key=fold(name)) for name in names]


def themes(slugs: Sequence[str]) -> list[Theme]:
    return [Theme.objects.get(slug=slug) for slug in slugs]
