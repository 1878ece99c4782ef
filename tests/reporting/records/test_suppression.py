"""No number that is left out can be worked out from those that are printed."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.records.headcount import SMALLEST
from reporting.records.suppression import suppress, with_totals

TABLES = st.integers(1, 3).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=1, max_size=3
    )
)


@given(TABLES)
@settings(max_examples=300, deadline=None)
def test_nothing_left_out_can_be_computed(counts):
    printed = suppress(counts)
    if printed is None:
        return
    possible = list(tables_that_fit(counts, printed))
    for i, j in left_out(printed):
        assert len({table[i][j] for table in possible}) > 1


@given(TABLES)
@settings(max_examples=300, deadline=None)
def test_no_small_group_is_printed_and_all_else_that_is_printed_is_true(counts):
    printed = suppress(counts)
    whole = with_totals(counts)
    if printed is None:
        assert any(0 < number < SMALLEST for row in whole for number in row)
        return
    for shown, true in zip(sum(printed, []), sum(whole, []), strict=True):
        assert shown in (None, true)
        assert shown is None or not 0 < shown < SMALLEST


def tables_that_fit(counts, printed) -> Iterator[list[list[int]]]:
    """Tables in which each number left out is one more or less, or the same: those of them that
    agree with all that is printed."""
    inner = [(i, j) for i, j in left_out(printed) if i < len(counts) and j < len(counts[0])]
    for changes in product((-1, 0, 1), repeat=len(inner)):
        table = [list(row) for row in counts]
        for (i, j), change in zip(inner, changes, strict=True):
            table[i][j] += change
        if min(min(row) for row in table) >= 0 and agrees(with_totals(table), printed):
            yield with_totals(table)


def agrees(table, printed) -> bool:
    pairs = zip(sum(table, []), sum(printed, []), strict=True)
    return all(shown in (None, number) for number, shown in pairs)


def left_out(printed) -> list[tuple[int, int]]:
    return [(i, j) for i, row in enumerate(printed) for j, n in enumerate(row) if n is None]


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        ([[12], [30]], [[12, 12], [30, 30], [42, 42]]),
        ([[0], [30]], [[0, 0], [30, 30], [30, 30]]),
        ([[3], [30], [12]], [[None, None], [30, 30], [None, None], [45, 45]]),
        ([[3, 9], [20, 40]], [[None, None, 12], [None, None, 60], [23, 49, 72]]),
        ([[3], [1]], None),
        ([[3], [0]], None),
        ([[4]], None),
    ],
)
def test_small_group_takes_another_with_it(counts, printed):
    assert suppress(counts) == printed


@pytest.mark.parametrize(("beside", "printed"), [(0, [[7], [7]]), (4, None), (5, [[7], [7]])])
def test_few_people_beside_a_table_keep_it_from_being_printed(beside, printed):
    assert suppress([[7]], beside=beside) == (printed and [row * 2 for row in printed])
