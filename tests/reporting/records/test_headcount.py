import ast

import pytest

from reporting.records.headcount import Headcount, Sum, sum_of
from tests.project.floors import ROOT

ROOMS = {"headcount.py", "suppression.py"}


@pytest.mark.parametrize(
    ("number", "printed", "figure"),
    [
        (None, "niet vastgelegd", (None, "")),
        (0, "0", (0, "")),
        (1, "minder dan vijf", (5, "minder dan")),
        (4, "minder dan vijf", (5, "minder dan")),
        (5, "5", (5, "")),
        (1151, "1.151", (1151, "")),
    ],
)
def test_headcount_keeps_a_small_number_to_itself(number, printed, figure):
    count = Headcount(number)

    assert (str(count), (count.value, count.qualifier)) == (printed, figure)
    assert repr(count) == "Headcount()"


@pytest.mark.parametrize(
    ("numbers", "total", "printed"),
    [
        ([], Sum(None, False), "niet vastgelegd"),
        ([None, None], Sum(None, True), "niet vastgelegd"),
        ([12, 0, 30], Sum(42, False), "42"),
        ([12, None], Sum(12, True), "ten minste 12"),
        ([12, 4], Sum(13, True), "ten minste 13"),
        ([1, 4], Sum(2, True), "ten minste 2"),
        ([1200], Sum(1200, False), "1.200"),
    ],
)
def test_small_number_counts_as_one_and_makes_the_sum_a_lower_bound(numbers, total, printed):
    found = sum_of(map(Headcount, numbers))

    assert (found, str(found)) == (total, printed)


def test_policy_of_small_numbers_stands_in_its_own_rooms():
    """Elsewhere a number of people is a Headcount, or a table that went through `suppress`."""
    files = [file for file in (ROOT / "reporting").rglob("*.py") if file.name not in ROOMS]
    used = {
        (file.name, name)
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in [getattr(node, "attr", ""), *imported(node)]
        if name in ("SMALLEST", "FEW", "_number")
    }

    assert used == set()


def imported(node: ast.AST) -> list[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
