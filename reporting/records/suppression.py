"""Counts of small groups are left out, and so much beside them that none can be worked out.

Statistics bureaus call this primary and complementary cell suppression. The unit is a table of
counts of which the totals of rows and columns are printed as well.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import product

from .headcount import Headcount

Spot = tuple[int, int]


def suppress(
    counts: Sequence[Sequence[int]], *, beside: int = 0, kept: Collection[Spot] = ()
) -> list[list[int | None]] | None:
    """The counts with a last column and a last row of totals, None where a number is left out.

    None in all where the table cannot be printed: the whole is a small group, or too little would
    be left to hide behind. For every number that is left out there is another that fits all that
    is printed. `beside` are people who stand in no row, and are known with the others elsewhere:
    where they are few they would follow from the difference. `kept` are spots to leave out whatever
    stands there, since beside an earlier table they would give a small number away.
    """
    if not counts or Headcount(beside).is_small:
        return None
    table = with_totals(counts)
    hidden = {spot for spot in spots(table) if Headcount(at(table, spot)).is_small} | set(kept)
    grand_total = (len(table) - 1, len(table[0]) - 1)
    if grand_total in hidden:
        return None
    while open_ones := [spot for spot in sorted(hidden) if not is_safe(spot, table, hidden)]:
        covers = [cover for cover in rectangles(open_ones[0], table) if grand_total not in cover]
        if not covers:
            return None
        cheapest = min(covers, key=lambda cover: _cost(cover, table, hidden))
        hidden |= set(cheapest)
    return [
        [None if (i, j) in hidden else number for j, number in enumerate(row)]
        for i, row in enumerate(table)
    ]


def with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def spots(table: list[list[int]]) -> Iterator[Spot]:
    return product(range(len(table)), range(len(table[0])))


def at(table: list[list[int]], spot: Spot) -> int:
    return table[spot[0]][spot[1]]


def is_safe(spot: Spot, table: list[list[int]], hidden: set[Spot]) -> bool:
    return any(hidden >= set(corners) for corners in rectangles(spot, table))


def rectangles(spot: Spot, table: list[list[int]]) -> Iterator[tuple[Spot, ...]]:
    """Four corners, of which one is the spot, that can change together while all sums stay."""
    (row, column), last = spot, (len(table) - 1, len(table[0]) - 1)
    for other_row, other_column in product(range(last[0] + 1), range(last[1] + 1)):
        if other_row == row or other_column == column:
            continue
        corners = (spot, (row, other_column), (other_row, other_column), (other_row, column))
        if any(_can_shift(corners, table, last, by) for by in (1, -1)):
            yield corners


def _can_shift(corners: tuple[Spot, ...], table: list[list[int]], last: Spot, by: int) -> bool:
    """Whether no count falls under none where they change by one, in turn up and down.

    A total changes the other way round, as it stands on the other side of the sum.
    """
    turns = (by, -by, by, -by)
    signs = ((-1) ** ((row == last[0]) + (column == last[1])) for row, column in corners)
    shifts = zip(corners, turns, signs, strict=True)
    return all(at(table, corner) + turn * sign >= 0 for corner, turn, sign in shifts)


def _cost(cover: tuple[Spot, ...], table: list[list[int]], hidden: set[Spot]) -> tuple:
    """As few totals as can be, then as few numbers, then as few people."""
    extra = [spot for spot in cover if spot not in hidden]
    last = (len(table) - 1, len(table[0]) - 1)
    totals = sum((row == last[0]) + (column == last[1]) for row, column in extra)
    return totals, len(extra), sum(at(table, spot) for spot in extra), extra
