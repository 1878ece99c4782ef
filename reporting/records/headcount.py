"""A number of people that keeps a small one to itself (docs/decisions/0009-small-numbers.md).

One to four would tell who they were. Printed, that is "minder dan vijf"; in a sum it counts as one,
and the sum is a lower bound from then on. A number that differs by one to four from what a
published version told would tell the same by their difference: it is a lower bound too. Tables:
`suppression`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dutch.numbers import in_digits

SMALLEST = 5
"""A group under this number is small; nobody can be recognised in none."""

FEW = "minder dan vijf"
"""How a small number of people is printed."""


def few_or_said(number: int, say: Callable[[int], str] = str) -> str:
    """Of stories and observations, each of which points at a person, few are told as few."""
    return FEW if number < SMALLEST else say(number)


@dataclass(frozen=True)
class Headcount:
    """How many people there were, None where that is not known. What it gives may be printed."""

    _number: int | None = field(repr=False)
    _told: frozenset[int] = field(default=frozenset(), repr=False)
    """The exact numbers that published versions told of the same."""

    def beside(self, told: Iterable[int]) -> "Headcount":
        return Headcount(self._number, frozenset(told))

    @property
    def is_known(self) -> bool:
        return self._number is not None

    @property
    def is_small(self) -> bool:
        """Too few to print: one might know who they were."""
        return self._number is not None and 0 < self._number < SMALLEST

    @property
    def is_close(self) -> bool:
        """Beside what was told before, the difference would be a small number of people."""
        return not self.is_small and bool(self._near)

    @property
    def is_exact(self) -> bool:
        return not self.is_small and not self.is_close

    @property
    def value(self) -> int | None:
        """Of a figure, with its `qualifier`."""
        if self.is_small:
            return SMALLEST
        return self.at_least if self.is_close else self._number

    @property
    def qualifier(self) -> str:
        if self.is_small:
            return "minder dan"
        return "ten minste" if self.is_close else ""

    @property
    def at_least(self) -> int:
        """As far under what was told as the number may be, so that it does not follow from it."""
        if self.is_small:
            return 1
        if self.is_close:
            return max(min(self._near) - SMALLEST + 1, SMALLEST)
        return self._number or 0

    @property
    def _near(self) -> list[int]:
        """What was told before and differs by a small number, with what differs little from that
        again; none where the same was told. Without those further ones a bound could be that of one
        number alone: beside 16 and 17, only 21 is near 17 and not near 16."""
        if not self._told or self._number is None or self._number in self._told:
            return []
        near: list[int] = []
        reached = [self._number]
        while reached:
            of = reached.pop()
            found = [told for told in self._told - {*near} if abs(told - of) < SMALLEST]
            near, reached = near + found, reached + found
        return near

    def __str__(self) -> str:
        if self.is_small:
            return FEW
        return f"{self.qualifier} {in_digits(self.value)}".strip()


class InFives(Headcount):
    """Rounded down to a multiple of five, also for whoever looks again next month: of people who
    come and go one by one, the number of today less that of yesterday would tell who did."""

    @property
    def value(self) -> int | None:
        number = self._number
        return super().value if not number or self.is_small else number - number % SMALLEST

    @property
    def qualifier(self) -> str:
        return super().qualifier if not self._number or self.is_small else "ten minste"

    @property
    def is_exact(self) -> bool:
        return not self._number


@dataclass(frozen=True)
class Sum:
    """Of headcounts: a lower bound where not all are printed, and None where none is known, or
    all that is known is that some meeting drew nobody: "ten minste 0" says nothing."""

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
    partial = len(known) < len(counts) or not all(count.is_exact for count in known)
    total = sum(count.at_least for count in known)
    is_told = bool(total or known and not partial)
    return Sum(total if is_told else None, partial)
