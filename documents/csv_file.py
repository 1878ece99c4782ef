"""Rows as a CSV file that Dutch spreadsheet programs open as it is meant."""

import csv
import io
import re
from collections.abc import Iterable

NO_BREAK_SPACE = "\u00a0"
MONTH_AND_YEAR = re.compile(
    r"^((?:\d{1,2} )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|"
    r"november|december)) (\d{4})$"
)
"""A text that a spreadsheet reads as a day: "april 2014" would become 1-4-2014."""
LIKE_A_DAY = re.compile(r"^\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?$")
COULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with a byte order mark, semicolons, and no cell that a program takes for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe_cell(cell: object) -> object:
    """Numbers as they are; text that begins like a formula, or reads as a fraction of a year, gets
    an apostrophe before it, and a month with its year a space that no program reads as a date."""
    if isinstance(cell, int):
        return cell
    text = MONTH_AND_YEAR.sub(rf"\1{NO_BREAK_SPACE}\2", str(cell))
    unsafe = text.startswith(COULD_BE_A_FORMULA) or LIKE_A_DAY.match(text)
    return f"'{text}" if unsafe else text
