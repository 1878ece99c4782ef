"""A number of people that keeps a small one to itself (docs/decisions/0009-small-numbers.md).

One to four would tell who they were. Printed, that is "minder dan vijf"; in a sum it counts as one,
and the sum is a lower bound from then on. Tables: `suppression`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dutch.numbers import in_digits

SMALLEST = 5
"""A group under this number is small; nobody can be recognised in none."""

FEW = "minder dan vijf"
"""How a small number of people is printed."""


@dataclass(frozen=True)
class Headcount:
    """How many people there were, None where that is not known. What it gives may be printed."""

    _number: int | None = field(repr=False)

    @property
    def is_known(self) -> bool:
        return self._number is not None

    @property
    def is_small(self) -> bool:
        """Too few to print: one might know who they were."""
        return self._number is not None and 0 < self._number < SMALLEST

    @property
    def value(self) -> int | None:
        """Of a figure, with its `qualifier`."""
        return SMALLEST if self.is_small else self._number

    @property
    def qualifier(self) -> str:
        return "minder dan" if self.is_small else ""

    @property
    def at_least(self) -> int:
        return 1 if self.is_small else self._number or 0

    def __str__(self) -> str:
        return FEW if self.is_small else in_digits(self._number)


@dataclass(frozen=True)
class Sum:
    """Of headcounts: `value` None where none is known, a lower bound where not all are printed."""

    value: int | None
    is_lower_bound: bool

    @property
    def qualifier(self) -> str:
        return "ten minste" if self.value is not None and self.is_lower_bound else ""

    def __str__(self) -> str:
        return f"{self.qualifier} {in_digits(self.value)}".strip()


def sum_of(headcounts: Iterable[Headcount]) -> Sum:
    counts = list(headcounts)
    known = [count for count in counts if count.is_known]
    partial = len(known) < len(counts) or any(count.is_small for count in known)
    return Sum(sum(count.at_least for count in known) if known else None, partial)
