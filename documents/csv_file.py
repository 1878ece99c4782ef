"""Rows as a CSV file that Dutch spreadsheet programs open as it is meant."""

import csv
import io
from collections.abc import Iterable

COULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with a byte order mark, semicolons, and no cell that a program takes for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe_cell(cell: object) -> object:
    """Numbers as they are; text that begins like a formula gets an apostrophe before it."""
    if isinstance(cell, int):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(COULD_BE_A_FORMULA) else text
